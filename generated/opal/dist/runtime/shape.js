/** What stands at a key of the shapes; a shape that says nothing where there is none. */
export function shapeAt({ schemas }, key) {
	return Object.hasOwn(schemas, key) && schemas[key] || {};
}
/** The kind of a value, as JSON Schema calls it. */
export function kindOf(value) {
	if (value === null) return "null";
	if (Array.isArray(value)) return "array";
	return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
/** The kinds that a shape says itself, where it says any: alone, `properties` speak of objects, `items` of lists. */
export function typesOf(shape) {
	const { type, properties, items } = shape;
	if (type !== undefined) return typeof type === "string" ? [type] : type;
	if (shape.$ref !== undefined || (shape.allOf ?? shape.anyOf ?? shape.oneOf)) return undefined;
	return properties ? ["object"] : items ? ["array"] : undefined;
}
/** A step into a place, as RFC 9535 writes it. */
export function step(name) {
	if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
	const escaped = JSON.stringify(name).slice(1, -1).replaceAll("\\\"", "\"").replaceAll("'", "\\'");
	return `['${escaped}']`;
}
const lists = /^(?:allOf|anyOf|oneOf|prefixItems)$/;
/** `#/components/schemas/Pet` as RFC 9535 writes it; empty for a place in another file. */
export function pathOf(key) {
	if (!key.startsWith("#")) return "";
	const names = key.split("/").slice(1);
	const steps = names.map((name, at) => lists.test(names[at - 1] ?? "") ? `[${name}]` : step(name.replaceAll("~1", "/").replaceAll("~0", "~")));
	return `$${steps.join("")}`;
}
export const isType = (shape) => typeof shape === "string" || Array.isArray(shape);
/** A shape with its `type` in its place. */
export function full(shape) {
	return isType(shape) ? { type: shape } : shape;
}
/** The values that a shape lists. */
export function valuesOf(shape) {
	return shape.enum ?? (shape.const === undefined ? undefined : [shape.const]);
}
/** A path and one step more. */
export function joined(path, name) {
	return path + (path ? step(name) : step(name).replace(/^\./, ""));
}
//# sourceMappingURL=shape.js.map
