/** Whether a value is what a schema says. Interpreted: to compile all schemas of Stripe takes minutes. */
import { isDeepStrictEqual } from "node:util";
import { isTree, type Specification, type Tree } from "./document.js";

export type IsValid = (schema: unknown, value: unknown) => boolean;

type Check = (schema: Tree, value: unknown, isValid: IsValid) => boolean;

export function validator(specification: Specification): IsValid {
  const isValid: IsValid = (schema, value) => {
    if (typeof schema === "boolean") return schema;
    if (!isTree(schema)) return false;
    const { $ref } = schema;
    if (typeof $ref === "string" && !($ref.includes("#") && isValid(specification.at($ref), value))) return false;
    if (schema["nullable"] === true && value === null) return true;
    return checks.every((check) => check(schema, value, isValid));
  };
  return isValid;
}

/** With `u` where that is possible: some escape what needs no escape. */
export function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function isOf(type: unknown, value: unknown): boolean {
  switch (type) {
    case "object":
      return isTree(value) && !(value instanceof Blob);
    case "array":
      return Array.isArray(value);
    case "string":
      return typeof value === "string" || value instanceof Blob;
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

const checks: readonly Check[] = [
  ({ type }, value) => type === undefined || [type].flat().some((one) => isOf(one, value)),
  ({ enum: values }, value) => !Array.isArray(values) || values.some((one) => isDeepStrictEqual(one, value)),
  (schema, value) => !("const" in schema) || isDeepStrictEqual(schema["const"], value),
  ({ allOf }, value, isValid) => listOf(allOf).every((one) => isValid(one, value)),
  ({ anyOf }, value, isValid) => !Array.isArray(anyOf) || anyOf.some((one) => isValid(one, value)),
  ({ oneOf }, value, isValid) => !Array.isArray(oneOf) || oneOf.filter((one) => isValid(one, value)).length === 1,
  ({ not }, value, isValid) => not === undefined || !isValid(not, value),
  isObjectValid,
  isListValid,
  isNumberValid,
  isTextValid,
];

function isObjectValid(schema: Tree, value: unknown, isValid: IsValid): boolean {
  if (!isTree(value) || value instanceof Blob) return true;
  const {
    required,
    properties,
    patternProperties,
    additionalProperties,
    minProperties = 0,
    maxProperties = Infinity,
  } = schema;
  const names = Object.keys(value);
  if (!listOf(required).every((name) => Object.hasOwn(value, String(name)))) return false;
  if (names.length < Number(minProperties) || names.length > Number(maxProperties)) return false;
  const patterns = Object.entries(isTree(patternProperties) ? patternProperties : {});
  return names.every((name) => {
    const own = isTree(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
    const matched = patterns.filter(([pattern]) => new RegExp(pattern, "u").test(name)).map(([, one]) => one);
    const all = [...own, ...matched];
    return (all.length > 0 ? all : [additionalProperties ?? true]).every((one) => isValid(one, value[name]));
  });
}

function isListValid(
  { items, prefixItems, minItems = 0, maxItems = Infinity, uniqueItems }: Tree,
  value: unknown,
  isValid: IsValid,
): boolean {
  if (!Array.isArray(value)) return true;
  if (value.length < Number(minItems) || value.length > Number(maxItems)) return false;
  if (uniqueItems === true && new Set(value.map((one) => JSON.stringify(one))).size < value.length) return false;
  const first = listOf(prefixItems);
  return value.every((one, index) => isValid(index < first.length ? first[index] : (items ?? true), one));
}

function isNumberValid(schema: Tree, value: unknown): boolean {
  if (typeof value !== "number") return true;
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (value < Number(minimum) || value > Number(maximum)) return false;
  const above = exclusiveMinimum === true ? minimum : exclusiveMinimum;
  const below = exclusiveMaximum === true ? maximum : exclusiveMaximum;
  if ((typeof above === "number" && value <= above) || (typeof below === "number" && value >= below)) return false;
  return typeof multipleOf !== "number" || Math.abs(value / multipleOf - Math.round(value / multipleOf)) < 1e-9;
}

function isTextValid({ minLength = 0, maxLength = Infinity, pattern }: Tree, value: unknown): boolean {
  if (typeof value !== "string") return true;
  const { length } = [...value];
  if (length < Number(minLength) || length > Number(maxLength)) return false;
  try {
    return typeof pattern !== "string" || expressionOf(pattern).test(value);
  } catch {
    return false;
  }
}
