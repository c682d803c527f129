/** Compares a value with the shape that a document gives it. */
import { full, isType, joined, kindOf, pathOf, type SchemaShape, type Shape, shapeAt, type Shapes } from "./shape.js";
import { step, typesOf, valuesOf } from "./shape.js";

/** Where the document and a value differ. `at` is the place in the document. */
export interface Difference {
  readonly kind: "missing" | "null" | "type" | "undocumented" | "value" | "variant";
  readonly path: string;
  readonly at: string;
  /** What stands there. */
  readonly shape: SchemaShape;
  readonly found: unknown;
  /** missing, undocumented, variant: of the property. */
  readonly name?: string;
}

/** What bounds the work on one value. */
export interface Bounds {
  /** The values inside it that are looked at. */
  readonly nodes: number;
  /** The items of a list that are looked at. */
  readonly items: number;
}

interface Run {
  readonly shapes: Shapes;
  readonly items: number;
  /** What stands at the keys of the shapes, as far as it was looked at. */
  readonly places: Map<string, Part>;
  readonly found: Difference[];
  left: number;
}

/** A shape and its place in the document; what is in it, and what it admits, as far as it was asked. */
interface Part {
  readonly shape: SchemaShape;
  readonly at: string;
  readonly inner: Map<Shape, Part>;
  readonly admitted: Map<string, boolean>;
  all?: readonly Part[];
  variants?: readonly Part[];
}

/** Compares values with what stands at a key of {@link Shapes.schemas}. */
export function comparer(shapes: Shapes, { nodes, items }: Bounds): (value: unknown, key: string) => Difference[] {
  const places = new Map<string, Part>();
  return (value, key) => {
    const run: Run = { shapes, items, places, found: [], left: nodes };
    visit(run, value, place(run, key), "");
    return run.found;
  };
}

function partOf(shape: Shape, at: string): Part {
  return { shape: full(shape), at, inner: new Map(), admitted: new Map() };
}

function place({ shapes, places }: Run, key: string): Part {
  const known = places.get(key);
  if (known) return known;
  const part = partOf(shapeAt(shapes, key), pathOf(key));
  places.set(key, part);
  return part;
}

function below(parent: Part, shape: Shape, steps: string, name: string): Part {
  const known = parent.inner.get(shape);
  if (known) return known;
  const part = partOf(shape, parent.at && parent.at + steps + (name && step(name)));
  // The same text may stand in many places.
  if (typeof shape !== "string") parent.inner.set(shape, part);
  return part;
}

function members({ shape, at }: Part, key: "allOf" | "anyOf" | "oneOf"): Part[] {
  return (shape[key] ?? []).map((one) => partOf(one, at && `${at}.${key}${full(one).where ?? ""}`));
}

const all = (part: Part): readonly Part[] => (part.all ??= members(part, "allOf"));
const choices = (part: Part): readonly Part[] =>
  (part.variants ??= [...members(part, "oneOf"), ...members(part, "anyOf")]);

function includes(types: readonly string[], kind: string): boolean {
  return types.includes(kind) || (kind === "integer" && types.includes("number"));
}

/** Whether a value of this kind may stand here, seen from without. */
function admits(run: Run, part: Part, kind: string): boolean {
  const known = part.admitted.get(kind);
  if (known !== undefined) return known;
  // Whoever asks again before the answer is known stands in a circle, which restricts nothing.
  part.admitted.set(kind, true);
  const answer = (kind === "null" && part.shape.nullable === true) || admitsItself(run, part, kind);
  part.admitted.set(kind, answer);
  return answer;
}

function admitsItself(run: Run, part: Part, kind: string): boolean {
  const { shape } = part;
  const types = typesOf(shape);
  if (types && !includes(types, kind)) return false;
  if (!types && valuesOf(shape)?.every((one) => kindOf(one) !== kind)) return false;
  const admitted = (one: Part): boolean => admits(run, one, kind);
  if (shape.$ref !== undefined && !admitted(place(run, shape.$ref))) return false;
  const variants = choices(part);
  return all(part).every(admitted) && (variants.length === 0 || variants.some(admitted));
}

/** The part that does not admit a kind. */
function refusing(run: Run, part: Part, kind: string, depth = 0): Part {
  const { $ref } = part.shape;
  const inner = [...($ref === undefined ? [] : [place(run, $ref)]), ...all(part)];
  const found = depth < 20 ? inner.find((one) => !admits(run, one, kind)) : undefined;
  return found ? refusing(run, found, kind, depth + 1) : part;
}

/** Visits a value within another. Most are as they should be and have no more to them: their places are not spelled out. */
function enter(run: Run, value: unknown, shape: Shape, parent: Part, steps: string, name: string, path: string): void {
  if (isType(shape) && includes(typeof shape === "string" ? [shape] : shape, kindOf(value))) run.left--;
  else visit(run, value, below(parent, shape, steps, name), name ? joined(path, name) : path);
}

function visit(run: Run, value: unknown, part: Part, path: string): void {
  if (run.left-- <= 0) return;
  const kind = kindOf(value);
  if (!admits(run, part, kind)) {
    const { shape, at } = kind === "null" ? part : refusing(run, part, kind);
    run.found.push({ kind: kind === "null" ? "null" : "type", path, at, shape, found: value });
    return;
  }
  if (value === null) return;
  const whole: Whole = { parts: [], seen: new Set(), owner: part, isOpen: false };
  flatten(run, value, part, path, whole, true);
  if (Array.isArray(value)) visitItems(run, value, whole.parts, path);
  else if (typeof value === "object") visitObject(run, value as Readonly<Record<string, unknown>>, whole, path);
}

/** All that is said of one value. */
interface Whole {
  readonly parts: Part[];
  readonly seen: Set<SchemaShape>;
  /** Whose own a field is that no part knows. */
  owner: Part;
  isOpen: boolean;
}

/** Finds the parts that speak of a value: what is referred to, all of `allOf`, the variant that it is. */
function flatten(run: Run, value: unknown, part: Part, path: string, whole: Whole, isOwner: boolean): void {
  const { shape, at } = part;
  if (whole.seen.has(shape)) return;
  whole.seen.add(shape);
  whole.parts.push(part);
  if (isOwner) whole.owner = part;
  if (typeof value !== "object" && valuesOf(shape)?.includes(value) === false)
    run.found.push({ kind: "value", path, at, shape, found: value });
  if (shape.$ref !== undefined) flatten(run, value, place(run, shape.$ref), path, whole, isOwner && !shape.properties);
  for (const one of all(part)) flatten(run, value, one, path, whole, false);
  const variant = choose(run, value, part, path, whole);
  if (variant) flatten(run, value, variant, path, whole, isOwner);
}

/** The variant that a value is; undefined where there are none, or where it is none of them, which is then said. */
function choose(run: Run, value: unknown, part: Part, path: string, whole: Whole): Part | undefined {
  const { shape, at } = part;
  const { propertyName: name = "", mapping = {} } = shape.discriminator ?? {};
  const told = typeof value === "object" ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  if (shape.discriminator && typeof told === "string") {
    const variant = Object.hasOwn(mapping, told) ? mapping[told] : undefined;
    if (variant !== undefined) return place(run, variant);
    whole.isOpen = true;
    run.found.push({ kind: "variant", path, at, shape, name, found: value });
    return undefined;
  }
  const fitting = choices(part).filter((one) => admits(run, one, kindOf(value)));
  if (fitting.length < 2) return fitting[0];
  if (typeof value !== "object") {
    const sets = fitting.filter((one) => valuesOf(resolved(run, one)));
    return sets.find((one) => valuesOf(resolved(run, one))?.includes(value)) ?? sets[0];
  }
  let best: { readonly one: Part; readonly count: number } | undefined;
  for (const one of fitting) {
    const trial: Run = { ...run, found: [], left: Math.ceil(run.left / fitting.length) };
    const before = trial.left;
    visit(trial, value, one, path);
    run.left -= before - trial.left;
    if (!best || trial.found.length < best.count) best = { one, count: trial.found.length };
    if (best.count === 0) break;
  }
  return best?.one;
}

function resolved(run: Run, { shape }: Part): SchemaShape {
  return shape.$ref === undefined ? shape : place(run, shape.$ref).shape;
}

/** Some items, from all over the list. */
function visitItems(run: Run, list: readonly unknown[], parts: readonly Part[], path: string): void {
  const pace = Math.max(1, list.length / run.items);
  for (const part of parts) {
    if (part.shape.items === undefined) continue;
    const items = `${path}[*]`;
    for (let at = 0; at < list.length; at += pace)
      enter(run, list[Math.floor(at)], part.shape.items, part, ".items", "", items);
  }
}

function visitObject(run: Run, value: Readonly<Record<string, unknown>>, whole: Whole, path: string): void {
  const { parts, owner } = whole;
  for (const { shape, at } of parts)
    for (const name of shape.required ?? [])
      if (!Object.hasOwn(value, name)) run.found.push({ kind: "missing", path, at, shape, name, found: undefined });
  const others = parts.find(({ shape }) => shape.additionalProperties !== undefined);
  const isOpen =
    whole.isOpen ||
    parts.some(({ shape }) => shape.additionalProperties === true) ||
    (!others && !parts.some(({ shape }) => shape.properties));
  for (const name of Object.keys(value)) {
    if (run.left <= 0) return;
    const found = value[name];
    let isKnown = isOpen;
    for (const part of parts) {
      const { properties = {} } = part.shape;
      if (!Object.hasOwn(properties, name)) continue;
      isKnown = true;
      enter(run, found, properties[name]!, part, ".properties", name, path);
    }
    if (isKnown || parts.some(({ shape }) => shape.required?.includes(name))) continue;
    const shared = others?.shape.additionalProperties;
    if (others && shared !== undefined && shared !== true)
      enter(run, found, shared, others, ".additionalProperties", "", `${path}.*`);
    else run.found.push({ kind: "undocumented", path, at: owner.at, shape: owner.shape, name, found });
  }
}
