import { isToken, overlayAction } from "./drift-action.js";
import { comparer } from "./compare.js";
import { full, joined, kindOf, typesOf, valuesOf } from "./shape.js";
/** Hooks that compare responses with these shapes. They neither throw nor keep anything of a response. */
export function observer(shapes, options) {
	const { report, sample = .1, items = 10, nodes = 1e3, limit = 100, values = true } = options;
	const seen = new Set();
	const looked = new Set();
	const compare = comparer(shapes, {
		items,
		nodes
	});
	return { onResponse({ request: { operation }, status, headers, body }) {
		const statuses = Object.hasOwn(shapes.operations, operation) ? shapes.operations[operation] : undefined;
		if (body === undefined || !statuses || seen.size >= limit) return;
		if (looked.has(operation) && Math.random() >= sample) return;
		looked.add(operation);
		const found = statuses[`${status}`] ?? statuses[`${Math.trunc((status ?? 0) / 100)}XX`] ?? statuses["default"];
		const type = headers?.get("content-type")?.replace(/\s*;.*/s, "").toLowerCase() ?? "";
		const key = typeof found === "object" ? found[type] : found;
		if (key === undefined) return;
		try {
			for (const difference of compare(body, key)) {
				const came = cameAs(difference, values);
				const { kind, at, path, name } = difference;
				// The same place of the document, wherever in a response it was met.
				const id = JSON.stringify([
					at || path,
					kind,
					isToken(name) ? name : "",
					came
				]);
				if (seen.has(id) || seen.size >= limit) continue;
				seen.add(id);
				const told = tell(difference, operation, came, shapes);
				// A promise too: nobody waits for it, and one that fails would end the program.
				(async () => report(told))().catch(() => undefined);
			}
		} catch {}
	} };
}
/** What came, without showing anybody's data. */
function cameAs({ kind, name = "", found }, values) {
	if (kind === "missing") return "nothing";
	if (kind !== "value" && kind !== "variant") return kindOf(found);
	const value = kind === "variant" ? found[name] : found;
	return values && isToken(value) ? JSON.stringify(value) : another;
}
const another = "another";
function tell(difference, operation, came, shapes) {
	const { kind, name } = difference;
	const path = pathOf(difference);
	const expected = expectation(difference);
	const story = {
		undocumented: `is not documented; it came as ${came}`,
		missing: "is required by the document, and was not there",
		null: "came as null, which the document does not allow",
		type: `came as ${came}; the document says ${expected}`,
		value: `came as ${came}; the document says ${expected}`,
		variant: `has ${came} as its \`${name}\`; the document says ${expected}`
	}[kind];
	const message = `${operation}: ${path || "the body"} ${story}.`;
	const action = came === another ? undefined : overlayAction(difference, shapes, message);
	return {
		kind,
		operation,
		path,
		expected,
		found: came,
		message,
		action
	};
}
function pathOf({ kind, path, name = "" }) {
	if (kind !== "missing" && kind !== "undocumented") return path;
	return isToken(name) ? joined(path, name) : `${path}.*`;
}
function expectation({ kind, shape }) {
	if (kind === "undocumented") return "nothing";
	if (kind === "missing") return "a field";
	if (kind === "variant") return oneOf(Object.keys(shape.discriminator?.mapping ?? {}));
	const listed = kind === "value" && valuesOf(shape);
	return listed ? oneOf(listed.map(String)) : [...new Set(kindsOf(shape))].join(" or ");
}
/** The kinds that a shape names, or the schemas. */
function kindsOf(shape) {
	const types = typesOf(shape) ?? valuesOf(shape)?.map(kindOf);
	if (types) return types;
	if (shape.$ref !== undefined) return [shape.$ref.slice(shape.$ref.lastIndexOf("/") + 1)];
	return [
		...shape.oneOf ?? [],
		...shape.anyOf ?? [],
		...shape.allOf ?? []
	].flatMap((one) => kindsOf(full(one)));
}
/** All of a few. */
function oneOf(names) {
	return names.length > 6 ? `one of ${names.length} values` : `one of ${names.join(", ")}`;
}
//# sourceMappingURL=drift.js.map
