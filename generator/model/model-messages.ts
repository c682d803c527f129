/** The part of the model that says what is sent and what comes back. */
import type { Json, Pointer } from "../load/document.js";
import type { Doc, Type } from "./model-types.js";

export interface Parameter {
  /** Its key in the params object; the wire name where that is an identifier. */
  readonly key: string;
  readonly wireName: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly type: Type;
  readonly encoding: ParameterEncoding;
  readonly constraints: Constraints;
  readonly doc: Doc;
  readonly origin: Pointer;
}

export interface ParameterEncoding {
  /** `query` and `jsonQuery`: the parameter is the whole query string, as a form or as JSON. */
  readonly style:
    | "form"
    | "simple"
    | "label"
    | "matrix"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie"
    | "json"
    | "query"
    | "jsonQuery";
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** What a value must be that a TypeScript type cannot say; checked before anything is sent. */
export interface Constraints {
  readonly kind?: "array" | "boolean" | "integer" | "number" | "string" | "values";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Constraints;
  readonly pattern?: string;
  readonly values?: readonly Json[];
}

export interface RequestBody {
  /** At least one; the default first. */
  readonly contents: readonly BodyContent[];
  /** Whether a caller who names no media type means the first. */
  readonly hasDefault: boolean;
  readonly required: boolean;
  readonly doc: Doc;
}

export interface BodyContent {
  readonly mediaType: string;
  readonly writer: "form" | "json" | "jsonLines" | "multipart" | "raw";
  /** Of the body; of one item, where they are sent one by one. */
  readonly type: Type;
  /** Properties that are written in another way than usual. */
  readonly encoding: readonly PropertyEncoding[];
}

export interface PropertyEncoding {
  readonly name: string;
  readonly contentType?: string;
  readonly style?: ParameterEncoding;
}

/** The responses that are no errors. */
export interface Success {
  /** The media types asked for, unless the caller asks for another; none when no success has a body. */
  readonly accept: readonly string[];
  readonly responses: readonly SuccessResponse[];
  /** None is documented: anything may come, after a redirect, say. */
  readonly isUnknown?: true;
  /** The type of the JSON that comes for `accept`. */
  readonly json?: Type;
}

export interface SuccessResponse {
  /** `200`, `"2XX"` or `"default"`. */
  readonly status: number | string;
  /** None: it has no body. */
  readonly contents: readonly ResponseContent[];
  readonly headers: readonly ResponseHeader[];
}

export interface ResponseContent {
  readonly mediaType: string;
  /** `mixedEvents`: the data of some is JSON, that of others text. */
  readonly reader: "blob" | "events" | "json" | "jsonEvents" | "jsonLines" | "jsonSequence" | "mixedEvents" | "text";
  /** Of the body; of one item, or of an event's data, where they come one by one. */
  readonly type: Type;
  /** Of its schema. */
  readonly origin?: Pointer;
  /** The kinds of events, where the document tells them apart. */
  readonly events?: readonly StreamEvent[];
}

export interface StreamEvent {
  /** None: any. */
  readonly names: readonly string[];
  /** Absent: text. */
  readonly data?: Type;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  /** The values that it may have; none: any. */
  readonly values: readonly string[];
  readonly description?: string;
}

export interface ErrorResponse {
  /** `400`, `"4XX"` or `"default"`. */
  readonly status: number | string;
  /** The type of its JSON, where one is documented. */
  readonly json?: Type;
  /** A body that is no JSON is documented. */
  readonly isText: boolean;
  readonly mediaTypes: readonly string[];
  readonly description: string;
}
