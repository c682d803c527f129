/** What a package offers, as a tree of short texts that people can read and compare: no documentation, nothing of the inside. */
import type { Correction } from "../overlay/overlay.js";
import type { Constraints, Model, Operation, Parameter, Resource, Type } from "../model/model.js";
import { treeOf, type Described, type Tree } from "./type-tree.js";

export interface Surface {
  /** `options`, `calls`, `webhooks` and `types`. */
  readonly tree: Tree;
  /** The types that callers write, and those that they are given. */
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
  /** The corrections that touched a place, by its path. */
  readonly corrections: ReadonlyMap<string, readonly Correction[]>;
}

export const pathKey = (path: readonly string[]): string => JSON.stringify(path);

export function surfaceOf(model: Model): Surface {
  const sent = new Set<string>();
  const received = new Set<string>();
  const corrections = new Map<string, readonly Correction[]>();
  const noted = (path: readonly string[], found: readonly Correction[]): void => {
    if (found.length > 0) corrections.set(pathKey(path), found);
  };
  const into = (names: Set<string>): Described => ({ names, noted });

  const options = model.schemes.flatMap((scheme) =>
    scheme.options.map(({ option }) => [option, "optional text"] as const),
  );
  const operations = operationsIn(model.resources).sort((a, b) => (a.id < b.id ? -1 : 1));
  const calls = operations.map((operation) => {
    const path = ["calls", operation.id];
    noted(path, operation.doc.corrections);
    return [operation.id, callOf(operation, path, into(sent), into(received))] as const;
  });
  const webhooks = model.webhooks.flatMap(({ name, type }) =>
    type ? [[name, treeOf(type, "", ["webhooks", name], into(received))] as const] : [],
  );
  const named = new Map(model.schemas.map((schema) => [schema.name, schema]));
  // Each direction with all that its types lead to.
  const types = new Map<string, Tree>();
  for (const names of [sent, received]) {
    for (const name of names) {
      const schema = named.get(name);
      if (schema) types.set(name, treeOf(schema.type, "", ["types", name], into(names)));
    }
  }
  for (const { name, type, doc } of model.schemas) {
    noted(["types", name], doc.corrections);
    if (!types.has(name)) types.set(name, treeOf(type, "", ["types", name], into(received)));
  }
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  const tree = {
    options: Object.fromEntries(options),
    calls: Object.fromEntries(calls),
    webhooks: Object.fromEntries(webhooks),
    types: Object.fromEntries(sorted),
  };
  return { tree, sent, received, corrections };
}

function operationsIn(resources: readonly Resource[]): Operation[] {
  return resources.flatMap((one) => [...one.operations, ...operationsIn(one.resources)]);
}

function callOf(operation: Operation, path: readonly string[], sent: Described, received: Described): Tree {
  const { method, path: address, parameters, body, combinations, feed, errors } = operation;
  const takes = parameters.map(
    (parameter) => [parameter.key, parameterOf(parameter, [...path, "takes"], sent)] as const,
  );
  const bodyPath = [...path, "takes", "body"];
  const bodies = (body?.contents ?? []).map(
    ({ mediaType, type }) => [mediaType, treeOf(type, "", [...bodyPath, mediaType], sent)] as const,
  );
  const given = body && { body: { is: body.required ? "body" : "optional body", ...Object.fromEntries(bodies) } };
  const fails = errors.map(({ status, json }) => [
    String(status),
    json ? treeOf(json, "", [...path, "fails", String(status)], received) : "unknown",
  ]);
  return {
    request: `${method} ${address}`,
    takes: { ...Object.fromEntries(takes), ...given },
    ...(combinations && { together: combinations.allowed.map((set) => set.join(" + ") || "none").join(" | ") }),
    gives: givesOf(operation, [...path, "gives"], received),
    fails: Object.fromEntries(fails) as Tree,
    ...(feed && { feed: feed.name }),
  };
}

/** What comes back, by media type. */
function givesOf({ success, pagination }: Operation, path: readonly string[], received: Described): Tree {
  const contents = success.responses.flatMap(({ status, contents }) =>
    contents.length === 0
      ? [[`${status}`, "nothing"] as const]
      : contents.map(({ mediaType, reader, type }) => {
          const key = `${status} ${mediaType}`;
          const how = reader === "json" ? "" : `${reader} `;
          return [key, treeOf(type, how, [...path, key], received)] as const;
        }),
  );
  const pages = pagination && {
    is: `pages by ${pagination.style}${pagination.previous ? ", both ways" : ""}`,
    item: treeOf(pagination.itemType, "", [...path, "item"], received),
  };
  return { ...pages, ...Object.fromEntries(contents) };
}

function parameterOf(
  { key, required, type, constraints, doc }: Parameter,
  path: readonly string[],
  sent: Described,
): Tree {
  const own = [...path, key];
  sent.noted(own, doc.corrections);
  const tree = treeOf(type, required ? "" : "optional ", own, sent);
  const limits = limitsOf(constraints, type);
  if (limits.length === 0) return tree;
  return { ...(typeof tree === "string" ? { is: tree } : tree), ...Object.fromEntries(limits) };
}

/** What is refused before it is sent, although its type is right. */
function limitsOf({ kind, items, values: _, ...limits }: Constraints, type: Type): [string, string][] {
  const whole: [string, string][] = kind === "integer" ? [["integer", "only"]] : [];
  const inner =
    items && type.kind === "array" ? limitsOf(items, type.items).map(([name, text]) => [`each ${name}`, text]) : [];
  return [...whole, ...Object.entries(limits).map(([name, limit]) => [name, String(limit)]), ...inner] as [
    string,
    string,
  ][];
}
