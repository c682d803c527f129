/** The overlay action that would describe what a response has and the document has not. */
import type { Difference } from "./compare.js";
import { kindOf, pathOf, type SchemaShape, type Shapes, step, typesOf } from "./shape.js";

interface Action {
  readonly target: string;
  readonly expect: readonly object[];
  /** Absent: what is there is removed. */
  readonly update?: unknown;
}

/**
 * The actions as YAML, to be pasted under `actions:` of an overlay that comes after all others; undefined where none can say
 * it: the place is in another file, or only the value, which is not shown, could tell.
 */
export function overlayAction(difference: Difference, shapes: Shapes, description: string): string | undefined {
  const actions = difference.at ? actionsFor(difference, shapes) : [];
  return actions.length > 0 ? actions.map((one) => print(one, description)).join("\n") : undefined;
}

function actionsFor(difference: Difference, shapes: Shapes): Action[] {
  const { kind, at, name = "", found } = difference;
  switch (kind) {
    case "undocumented": {
      if (!isToken(name)) return [add(at, { additionalProperties: true })];
      return [
        {
          target: at,
          update: { properties: { [name]: shapeOf(found) } },
          expect: [lacks(`@.properties${step(name)}`)],
        },
      ];
    }
    case "missing":
      return [{ target: `${at}.required[?@==${quoted(name)}]`, expect: [{ exactly: name }] }];
    case "null":
      return allowNull(difference, shapes);
    case "type":
      return allowType(difference, shapes);
    case "value":
      return isToken(found) ? allowValue(difference) : [];
    case "variant":
      return addVariant(difference, shapes);
  }
}

/** An action that adds keywords to a schema that has none of them. */
function add(target: string, update: object): Action {
  return { target, update, expect: [lacks(...Object.keys(update).map((key) => `@${step(key)}`))] };
}

/** A keyword's text cannot become a list in one step: Overlay merges like with like. */
function replace(target: string, key: string, old: unknown, update: object): Action[] {
  return [{ target: target + step(key), expect: [{ exactly: old }] }, add(target, update)];
}

const lacks = (...absent: string[]): object => ({ absent });
const quoted = (name: string): string => `'${step(`-${name}`).slice(3, -2)}'`;

function allowNull({ at, shape }: Difference, { openapi }: Shapes): Action[] {
  const { $ref, type } = shape;
  const isOld = openapi !== "3.1";
  const flag = { [openapi === "2.0" ? "x-nullable" : "nullable"]: true };
  const listed = shape.enum ? { enum: [null] } : {};
  if ($ref !== undefined)
    return replace(at, "$ref", $ref, isOld ? { ...flag, allOf: [{ $ref }] } : { anyOf: [{ $ref }, { type: "null" }] });
  if (isOld)
    return [{ target: at, update: { ...flag, ...listed }, expect: [lacks(`@${step(Object.keys(flag)[0]!)}`)] }];
  if (Array.isArray(type))
    return [{ target: at, update: { type: ["null"], ...listed }, expect: [{ value: { type } }] }];
  if (typeof type === "string") {
    const [remove, update] = replace(at, "type", type, { type: [type, "null"] }) as [Action, Action];
    return [remove, { ...update, update: { type: [type, "null"], ...listed } }];
  }
  if (shape.enum) return [append(at, "enum", null)];
  const implied = typesOf(shape);
  return implied ? [add(at, { type: [...implied, "null"] })] : allowAlso({ type: "null" }, at, shape);
}

/** Another alternative of a choice. */
function allowAlso(shape: object, at: string, { oneOf, anyOf }: SchemaShape): Action[] {
  if (!oneOf && !anyOf) return [];
  const key = oneOf ? "oneOf" : "anyOf";
  const [name, value] = Object.entries(shape)[0] as [string, string];
  return [{ target: at, update: { [key]: [shape] }, expect: [lacks(`@.${key}[?@${step(name)}==${quoted(value)}]`)] }];
}

function append(target: string, key: string, value: unknown): Action {
  const selector = typeof value === "string" ? quoted(value) : String(value);
  return { target, update: { [key]: [value] }, expect: [lacks(`@.${key}[?@==${selector}]`)] };
}

function allowType({ at, shape, found }: Difference, { openapi }: Shapes): Action[] {
  const { type } = shape;
  const other = kindOf(found);
  if (type === undefined) {
    const implied = openapi === "3.1" && typesOf(shape);
    return implied ? [add(at, { type: [...implied, other] })] : allowAlso(shapeOf(found), at, shape);
  }
  if (Array.isArray(type)) return [{ target: at, update: { type: [other] }, expect: [{ value: { type } }] }];
  // Before 3.1 a schema has one type; a number is also an integer.
  if (openapi !== "3.1" || (type === "integer" && other === "number"))
    return [{ target: at, update: shapeOf(found), expect: [{ value: { type } }] }];
  return replace(at, "type", type, { type: [type, other] });
}

function allowValue({ at, shape, found }: Difference): Action[] {
  return shape.enum ? [append(at, "enum", found)] : replace(at, "const", shape.const, { enum: [shape.const, found] });
}

/** A schema of its own for the variant, with the fields that it came with. */
function addVariant({ at, shape, name = "", found }: Difference, { openapi, schemas }: Shapes): Action[] {
  const value = (found as Readonly<Record<string, unknown>>)[name];
  if (!isToken(value)) return [];
  const key = value.replace(/[^\w.-]/g, "_");
  const [where, prefix] =
    openapi === "2.0" ? ["$.definitions", "#/definitions/"] : ["$.components.schemas", "#/components/schemas/"];
  const { properties } = shapeOf(found) as { properties?: object };
  const own = {
    type: "object",
    required: [name],
    properties: { ...properties, [name]: { type: "string", enum: [value] } },
  };
  const $ref = prefix + key;
  const isChoice = shape.oneOf ?? shape.anyOf;
  const parent = Object.keys(schemas).find((one) => pathOf(one) === at);
  const variant = isChoice ? own : { allOf: [{ $ref: parent }, own] };
  return [
    { target: where, update: { [key]: variant }, expect: [lacks(`@${step(key)}`)] },
    ...(isChoice ? allowAlso({ $ref }, at, shape) : []),
  ];
}

/** What a document would say of a value. Of a field that is null it is not known what else it can be. */
function shapeOf(value: unknown, depth = 0): object {
  const type = kindOf(value);
  if (value === null) return {};
  if (Array.isArray(value)) return { type, items: value.length > 0 && depth < 4 ? shapeOf(value[0], depth + 1) : {} };
  if (typeof value !== "object") return { type };
  const entries = Object.entries(value as object);
  // Many names, or names that are none, are data: it is a map.
  if (entries.length === 0 || entries.length > 60 || depth > 3 || !entries.every(([name]) => isToken(name)))
    return { type };
  return { type, properties: Object.fromEntries(entries.map(([name, one]) => [name, shapeOf(one, depth + 1)])) };
}

const word = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)\d{0,3}$/;

/** Whether a text looks like what a programmer calls something, and not like anybody's data: `task.completed`, `USD`. */
export function isToken(value: unknown): value is string {
  if (typeof value !== "string" || value.length > 48) return false;
  const words = value.replace(/^[_$@-]+/, "").split(/[_.:/-]/);
  return words.length <= 6 && words.every((one) => word.test(one) && one.length <= 24);
}

function print({ target, update, expect }: Action, description: string): string {
  const lines = [
    `- target: ${isPlain(target) ? target : JSON.stringify(target)}`,
    `  description: ${JSON.stringify(description)}`,
    update === undefined ? "  remove: true" : `  update: ${flow(update)}`,
    "  x-expect:",
    ...expect.map((one) => `    - ${flow(one).slice(2, -2)}`),
    "  # x-evidence: # where the vendor says so, in which words, and the day on which you read them",
    "  #   - url:",
    "  #     quote:",
    "  #     checked:",
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

/** Whether a query is the same as a plain YAML text. */
const isPlain = (text: string): boolean => !/: | #|[^ -~]|[\s:]$/.test(text);

/** A value as YAML on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalar(value);
  const entries = Object.entries(value);
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, one]) => `${scalar(key)}: ${flow(one)}`).join(", ")} }`;
}

/** Words that YAML 1.1 or 1.2 takes for something else than text. */
const special = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: unknown): string {
  return typeof value === "string" && /^[a-z_][\w-]*$/i.test(value) && !special.test(value)
    ? value
    : JSON.stringify(value);
}
