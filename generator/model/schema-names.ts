/** TypeScript names for schemas: components by their keys, other places by what stands around them. */
import { splitPointer, type Pointer } from "../load/document.js";
import { pascalCase, schemaName, spelledName } from "./names.js";
import type { Source } from "./source.js";

/** PascalCase, or the wire name where two would become one. By pointer. */
export function nameSchemas(source: Source, taken: ReadonlySet<string>): Map<Pointer, string> {
  const names = new Map<Pointer, string>();
  const components = source.object(source.root, "components");
  const schemas = components && source.object(components, "schemas");
  if (!schemas) return names;
  const entries = source.entries(schemas);
  const claims = new Map<string, number>();
  for (const [wireName] of entries) claims.set(pascalCase(wireName), (claims.get(pascalCase(wireName)) ?? 0) + 1);
  const wireNames = new Set(entries.map(([wireName]) => wireName));
  const used = new Map<string, { wireName: string; pointer: Pointer }>();
  for (const [wireName, node] of entries) {
    const pascal = pascalCase(wireName);
    const alone = claims.get(pascal) === 1 && pascal !== "";
    const wanted = alone ? pascal : wireName.replaceAll(/[^\p{ID_Continue}]/gu, "_").replace(/^(?=\p{N})|^$/u, "_");
    const isOwn = !used.has(schemaName(wanted, taken)) && (alone || wanted === wireName || !wireNames.has(wanted));
    const spelled = spelledName(wireName);
    const name = schemaName(isOwn || claims.has(spelled) || used.has(spelled) ? wanted : spelled, taken);
    const first = used.get(name);
    if (first !== undefined) {
      source.error(
        "model/duplicate-name",
        node.pointer,
        `The schemas ${JSON.stringify(first.wireName)} and ${JSON.stringify(wireName)} both become \`${name}\`.`,
        {
          related: [{ message: "the other", location: source.document.locate(first.pointer, "key") }],
        },
      );
      continue;
    }
    used.set(name, { wireName, pointer: node.pointer });
    names.set(node.pointer, name);
  }
  return names;
}

/** Words of OpenAPI and JSON Schema, which say nothing of what a schema is about. */
const structural = new Set(
  `$defs additionalProperties allOf anyOf application/json components content definitions else get if
  items oneOf parameters patternProperties paths prefixItems properties propertyNames requestBodies requestBody
  responses schema schemas then unevaluatedItems unevaluatedProperties webhooks callbacks headers
  patch post put delete head options trace default`.split(/\s+/),
);

/** What a place could be called, the shortest first: `Address`, `UserAddress`, … */
export function* placeNames(pointer: Pointer): Generator<string> {
  const hash = pointer.indexOf("#");
  const file = hash > 0 ? pointer.slice(0, hash) : "";
  const tokens = splitPointer(hash > 0 ? pointer.slice(hash + 1) : pointer);
  const words: string[] = [];
  let suffix = "";
  for (const [index, token] of tokens.entries()) {
    const isName = ["properties", "$defs", "definitions", "schemas"].includes(tokens[index - 1] ?? "");
    if (index === tokens.length - 1 && !isName && /^(?:items|additionalProperties)$/.test(token)) suffix = "Item";
    if (isName || !(structural.has(token) || /^\d+$/.test(token) || /^[\w.+-]+\/[\w.+*-]+$/.test(token)))
      words.push(pascalCase(token.replaceAll(/[{}]/g, " ")));
  }
  const base = file
    .split("/")
    .at(-1)
    ?.replace(/\.[^.]*$/, "");
  if (base) words.unshift(pascalCase(base));
  const known = words.filter((word) => word !== "");
  for (let count = 1; count <= known.length; count += 1) yield known.slice(-count).join("") + suffix;
  // Places that differ in OpenAPI's words only: those are told apart by them.
  yield tokens.map((token) => pascalCase(token.replaceAll(/[{}]/g, " "))).join("");
}

/** The first of some names that is free, and free to be a type's; made so by the last resort if none is. */
export function freeName(wanted: Iterable<string>, used: ReadonlySet<string>, taken: ReadonlySet<string>): string {
  let last = "Schema";
  for (const one of wanted) {
    if (one === "") continue;
    last = schemaName(one, taken);
    if (!used.has(last)) return last;
  }
  while (used.has(last)) last = `${last}Schema`;
  return last;
}
