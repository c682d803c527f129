import type { BodyWriter } from "./operation.js";
/** What a part of a multipart body says about itself, beside its value. */
export interface PartOptions {
	readonly filename?: string | undefined;
	readonly contentType?: string | undefined;
	readonly headers?: Readonly<Record<string, string>> | undefined;
}
/** A value with its own file name, media type and headers; made by {@link bodyPart}. */
export declare class BodyPart<Value = unknown> {
	readonly value: Value;
	readonly options: PartOptions;
	constructor(value: Value, options: PartOptions);
}
/** Gives a part of a multipart body a file name, a media type or headers of its own. */
export declare function bodyPart<Value>(value: Value, options: PartOptions): BodyPart<Value>;
type Bytes = Blob | ArrayBuffer | ArrayBufferView;
/** What a member of a multipart body may be given as: its documented type, or its bytes, or a {@link BodyPart} of either. */
export type PartValue<Value> = Value | Bytes | BodyPart<Value | Bytes> | (Value extends readonly (infer Item)[] ? readonly (Item | Bytes | BodyPart<Item | Bytes>)[] : never);
/** An object whose members become the parts of a multipart body. */
export type MultipartBody<T> = { readonly [Name in keyof T]: PartValue<T[Name]> };
/**
* `multipart/form-data` and its relatives: a `FormData` as it is, or an object whose members become the parts (bytes as
* files, objects as JSON, lists as repeated parts), or a list of parts without names.
*/
export declare const multipartBody: BodyWriter;
export {};
//# sourceMappingURL=multipart.d.ts.map
