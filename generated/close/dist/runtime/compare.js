/** Compares a value with the shape that a document gives it. */
import { full, isType, joined, kindOf, pathOf, shapeAt } from "./shape.js";
import { step, typesOf, valuesOf } from "./shape.js";
/** Compares values with what stands at a key of {@link Shapes.schemas}. */
export function comparer(shapes, { nodes, items }) {
	const places = new Map();
	return (value, key) => {
		const run = {
			shapes,
			items,
			places,
			found: [],
			left: nodes
		};
		visit(run, value, place(run, key), "");
		return run.found;
	};
}
function partOf(shape, at) {
	return {
		shape: full(shape),
		at,
		inner: new Map(),
		admitted: new Map()
	};
}
function place({ shapes, places }, key) {
	const known = places.get(key);
	if (known) return known;
	const part = partOf(shapeAt(shapes, key), pathOf(key));
	places.set(key, part);
	return part;
}
function below(parent, shape, steps, name) {
	const known = parent.inner.get(shape);
	if (known) return known;
	const part = partOf(shape, parent.at && parent.at + steps + (name && step(name)));
	// The same text may stand in many places.
	if (typeof shape !== "string") parent.inner.set(shape, part);
	return part;
}
function members({ shape, at }, key) {
	return (shape[key] ?? []).map((one) => partOf(one, at && `${at}.${key}${full(one).where ?? ""}`));
}
const all = (part) => part.all ??= members(part, "allOf");
const choices = (part) => part.variants ??= [...members(part, "oneOf"), ...members(part, "anyOf")];
function includes(types, kind) {
	return types.includes(kind) || kind === "integer" && types.includes("number");
}
/** Whether a value of this kind may stand here, seen from without. */
function admits(run, part, kind) {
	const known = part.admitted.get(kind);
	if (known !== undefined) return known;
	// Whoever asks again before the answer is known stands in a circle, which restricts nothing.
	part.admitted.set(kind, true);
	const answer = kind === "null" && part.shape.nullable === true || admitsItself(run, part, kind);
	part.admitted.set(kind, answer);
	return answer;
}
function admitsItself(run, part, kind) {
	const { shape } = part;
	const types = typesOf(shape);
	if (types && !includes(types, kind)) return false;
	if (!types && valuesOf(shape)?.every((one) => kindOf(one) !== kind)) return false;
	const admitted = (one) => admits(run, one, kind);
	if (shape.$ref !== undefined && !admitted(place(run, shape.$ref))) return false;
	const variants = choices(part);
	return all(part).every(admitted) && (variants.length === 0 || variants.some(admitted));
}
/** The part that does not admit a kind. */
function refusing(run, part, kind, depth = 0) {
	const { $ref } = part.shape;
	const inner = [...$ref === undefined ? [] : [place(run, $ref)], ...all(part)];
	const found = depth < 20 ? inner.find((one) => !admits(run, one, kind)) : undefined;
	return found ? refusing(run, found, kind, depth + 1) : part;
}
/** Visits a value within another. Most are as they should be and have no more to them: their places are not spelled out. */
function enter(run, value, shape, parent, steps, name, path) {
	if (isType(shape) && includes(typeof shape === "string" ? [shape] : shape, kindOf(value))) run.left--;
	else visit(run, value, below(parent, shape, steps, name), name ? joined(path, name) : path);
}
function visit(run, value, part, path) {
	if (run.left-- <= 0) return;
	const kind = kindOf(value);
	if (!admits(run, part, kind)) {
		const { shape, at } = kind === "null" ? part : refusing(run, part, kind);
		run.found.push({
			kind: kind === "null" ? "null" : "type",
			path,
			at,
			shape,
			found: value
		});
		return;
	}
	if (value === null) return;
	const whole = {
		parts: [],
		seen: new Set(),
		owner: part,
		isOpen: false
	};
	flatten(run, value, part, path, whole, true);
	if (Array.isArray(value)) visitItems(run, value, whole.parts, path);
	else if (typeof value === "object") visitObject(run, value, whole, path);
}
/** Finds the parts that speak of a value: what is referred to, all of `allOf`, the variant that it is. */
function flatten(run, value, part, path, whole, isOwner) {
	const { shape, at } = part;
	if (whole.seen.has(shape)) return;
	whole.seen.add(shape);
	whole.parts.push(part);
	if (isOwner) whole.owner = part;
	if (typeof value !== "object" && valuesOf(shape)?.includes(value) === false) run.found.push({
		kind: "value",
		path,
		at,
		shape,
		found: value
	});
	if (shape.$ref !== undefined) flatten(run, value, place(run, shape.$ref), path, whole, isOwner && !shape.properties);
	for (const one of all(part)) flatten(run, value, one, path, whole, false);
	const variant = choose(run, value, part, path, whole);
	if (variant) flatten(run, value, variant, path, whole, isOwner);
}
/** The variant that a value is; undefined where there are none, or where it is none of them, which is then said. */
function choose(run, value, part, path, whole) {
	const { shape, at } = part;
	const { propertyName: name = "", mapping = {} } = shape.discriminator ?? {};
	const told = typeof value === "object" ? value[name] : undefined;
	if (shape.discriminator && typeof told === "string") {
		const variant = Object.hasOwn(mapping, told) ? mapping[told] : undefined;
		if (variant !== undefined) return place(run, variant);
		whole.isOpen = true;
		run.found.push({
			kind: "variant",
			path,
			at,
			shape,
			name,
			found: value
		});
		return undefined;
	}
	const fitting = choices(part).filter((one) => admits(run, one, kindOf(value)));
	if (fitting.length < 2) return fitting[0];
	if (typeof value !== "object") {
		const sets = fitting.filter((one) => valuesOf(resolved(run, one)));
		return sets.find((one) => valuesOf(resolved(run, one))?.includes(value)) ?? sets[0];
	}
	let best;
	for (const one of fitting) {
		const trial = {
			...run,
			found: [],
			left: Math.ceil(run.left / fitting.length)
		};
		const before = trial.left;
		visit(trial, value, one, path);
		run.left -= before - trial.left;
		if (!best || trial.found.length < best.count) best = {
			one,
			count: trial.found.length
		};
		if (best.count === 0) break;
	}
	return best?.one;
}
function resolved(run, { shape }) {
	return shape.$ref === undefined ? shape : place(run, shape.$ref).shape;
}
/** Some items, from all over the list. */
function visitItems(run, list, parts, path) {
	const pace = Math.max(1, list.length / run.items);
	for (const part of parts) {
		if (part.shape.items === undefined) continue;
		const items = `${path}[*]`;
		for (let at = 0; at < list.length; at += pace) enter(run, list[Math.floor(at)], part.shape.items, part, ".items", "", items);
	}
}
function visitObject(run, value, whole, path) {
	const { parts, owner } = whole;
	for (const { shape, at } of parts) for (const name of shape.required ?? []) if (!Object.hasOwn(value, name)) run.found.push({
		kind: "missing",
		path,
		at,
		shape,
		name,
		found: undefined
	});
	const others = parts.find(({ shape }) => shape.additionalProperties !== undefined);
	const isOpen = whole.isOpen || parts.some(({ shape }) => shape.additionalProperties === true) || !others && !parts.some(({ shape }) => shape.properties);
	for (const name of Object.keys(value)) {
		if (run.left <= 0) return;
		const found = value[name];
		let isKnown = isOpen;
		for (const part of parts) {
			const { properties = {} } = part.shape;
			if (!Object.hasOwn(properties, name)) continue;
			isKnown = true;
			enter(run, found, properties[name], part, ".properties", name, path);
		}
		if (isKnown || parts.some(({ shape }) => shape.required?.includes(name))) continue;
		const shared = others?.shape.additionalProperties;
		if (others && shared !== undefined && shared !== true) enter(run, found, shared, others, ".additionalProperties", "", `${path}.*`);
		else run.found.push({
			kind: "undocumented",
			path,
			at: owner.at,
			shape: owner.shape,
			name,
			found
		});
	}
}
//# sourceMappingURL=compare.js.map
