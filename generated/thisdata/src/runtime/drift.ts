import { isToken, overlayAction } from "./drift-action.js";
import type { Hooks } from "./hooks.js";
import { comparer, type Difference } from "./compare.js";
import { full, joined, kindOf, type SchemaShape, type Shapes, typesOf, valuesOf } from "./shape.js";

/** A place where a response is not what the vendor's document says. */
export interface Deviation {
  /**
   * `undocumented`: a field that the document does not have; `missing`: one that it requires; `type`, `null`: a value of
   * another kind; `value`: one that is not among the known ones; `variant`: an object of a kind that it does not have.
   */
  readonly kind: Difference["kind"];
  /** The operation, such as `events.list`. */
  readonly operation: string;
  /** Where in the response, as `data[*].action`. */
  readonly path: string;
  /** What the document says: `string or null`. */
  readonly expected: string;
  /** What came: its kind. A value only if it looks like a name, as `task.completed` does. */
  readonly found: string;
  /** All of it in one sentence. */
  readonly message: string;
  /**
   * The overlay action that would say so, as YAML for `actions:` of an overlay behind all others. Its evidence is to be filled
   * in. Undefined where no action can say it.
   */
  readonly action: string | undefined;
}

/** Options of the observer. */
export interface ObserveOptions {
  /** Told of each deviation, once. What it throws, at once or later, is dropped. */
  readonly report: (deviation: Deviation) => void;
  /** The part of the responses that is looked at, 0 to 1. The first of each operation always is. Defaults to 0.1. */
  readonly sample?: number | undefined;
  /** How many items of a list are looked at, from all over it. Defaults to 10. */
  readonly items?: number | undefined;
  /** How many values of a response are looked at. Defaults to 1000. */
  readonly nodes?: number | undefined;
  /** How many deviations are reported at most. Defaults to 100. */
  readonly limit?: number | undefined;
  /** Whether values that look like names are shown. Defaults to true. */
  readonly values?: boolean | undefined;
}

/** Hooks that compare responses with these shapes. They neither throw nor keep anything of a response. */
export function observer(shapes: Shapes, options: ObserveOptions): Hooks {
  const { report, sample = 0.1, items = 10, nodes = 1000, limit = 100, values = true } = options;
  const seen = new Set<string>();
  const looked = new Set<string>();
  const compare = comparer(shapes, { items, nodes });
  return {
    onResponse({ request: { operation }, status, headers, body }) {
      const statuses = Object.hasOwn(shapes.operations, operation) ? shapes.operations[operation] : undefined;
      if (body === undefined || !statuses || seen.size >= limit) return;
      if (looked.has(operation) && Math.random() >= sample) return;
      looked.add(operation);
      const found = statuses[`${status}`] ?? statuses[`${Math.trunc((status ?? 0) / 100)}XX`] ?? statuses["default"];
      const type =
        headers
          ?.get("content-type")
          ?.replace(/\s*;.*/s, "")
          .toLowerCase() ?? "";
      const key = typeof found === "object" ? found[type] : found;
      if (key === undefined) return;
      try {
        for (const difference of compare(body, key)) {
          const came = cameAs(difference, values);
          const { kind, at, path, name } = difference;
          // The same place of the document, wherever in a response it was met.
          const id = JSON.stringify([at || path, kind, isToken(name) ? name : "", came]);
          if (seen.has(id) || seen.size >= limit) continue;
          seen.add(id);
          const told = tell(difference, operation, came, shapes);
          // A promise too: nobody waits for it, and one that fails would end the program.
          (async () => report(told))().catch(() => undefined);
        }
      } catch {
        // Whoever only looks on must not break what it looks at.
      }
    },
  };
}

/** What came, without showing anybody's data. */
function cameAs({ kind, name = "", found }: Difference, values: boolean): string {
  if (kind === "missing") return "nothing";
  if (kind !== "value" && kind !== "variant") return kindOf(found);
  const value = kind === "variant" ? (found as Readonly<Record<string, unknown>>)[name] : found;
  return values && isToken(value) ? JSON.stringify(value) : another;
}

const another = "another";

function tell(difference: Difference, operation: string, came: string, shapes: Shapes): Deviation {
  const { kind, name } = difference;
  const path = pathOf(difference);
  const expected = expectation(difference);
  const story = {
    undocumented: `is not documented; it came as ${came}`,
    missing: "is required by the document, and was not there",
    null: "came as null, which the document does not allow",
    type: `came as ${came}; the document says ${expected}`,
    value: `came as ${came}; the document says ${expected}`,
    variant: `has ${came} as its \`${name}\`; the document says ${expected}`,
  }[kind];
  const message = `${operation}: ${path || "the body"} ${story}.`;
  const action = came === another ? undefined : overlayAction(difference, shapes, message);
  return { kind, operation, path, expected, found: came, message, action };
}

function pathOf({ kind, path, name = "" }: Difference): string {
  if (kind !== "missing" && kind !== "undocumented") return path;
  return isToken(name) ? joined(path, name) : `${path}.*`;
}

function expectation({ kind, shape }: Difference): string {
  if (kind === "undocumented") return "nothing";
  if (kind === "missing") return "a field";
  if (kind === "variant") return oneOf(Object.keys(shape.discriminator?.mapping ?? {}));
  const listed = kind === "value" && valuesOf(shape);
  return listed ? oneOf(listed.map(String)) : [...new Set(kindsOf(shape))].join(" or ");
}

/** The kinds that a shape names, or the schemas. */
function kindsOf(shape: SchemaShape): readonly string[] {
  const types = typesOf(shape) ?? valuesOf(shape)?.map(kindOf);
  if (types) return types;
  if (shape.$ref !== undefined) return [shape.$ref.slice(shape.$ref.lastIndexOf("/") + 1)];
  return [...(shape.oneOf ?? []), ...(shape.anyOf ?? []), ...(shape.allOf ?? [])].flatMap((one) => kindsOf(full(one)));
}

/** All of a few. */
function oneOf(names: readonly string[]): string {
  return names.length > 6 ? `one of ${names.length} values` : `one of ${names.join(", ")}`;
}
