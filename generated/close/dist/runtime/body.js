import { encode, form, isObject, pairs, plain } from "./query.js";
/** `application/json` and every `+json`. */
export const jsonBody = (value) => {
	const text = JSON.stringify(value);
	if (text === undefined) throw new TypeError("is nothing that JSON can hold");
	return text;
};
/** `application/x-www-form-urlencoded`: members as `name=value`, lists repeat the name. */
export const formBody = (value) => pairs("", value).map(([name, member]) => form(name, member, encode)).join("&");
/** `multipart/form-data`: a `FormData`, or an object whose members become its parts (files as `Blob`, objects as JSON). */
export const multipartBody = (value) => {
	if (value instanceof FormData) return value;
	const data = new FormData();
	for (const [name, member] of pairs("", value)) {
		for (const [, part] of isObject(member) ? [["", member]] : pairs(name, member)) {
			if (part instanceof Blob) data.append(name, part);
			else data.append(name, isObject(part) ? JSON.stringify(part) : plain(part));
		}
	}
	return data;
};
/** Text and bytes, as they are: `string`, `Blob`, `ArrayBuffer`, typed arrays. */
export const rawBody = (value) => value;
//# sourceMappingURL=body.js.map
