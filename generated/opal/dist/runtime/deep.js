/** Copies arrays and plain objects to any depth; `text` maps each text in it, keys included. */
export function mapDeep(value, text) {
	if (typeof value === "string") return text(value);
	if (Array.isArray(value)) return value.map((item) => mapDeep(item, text));
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [text(key), mapDeep(member, text)]));
}
function isPlainObject(value) {
	return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
//# sourceMappingURL=deep.js.map
