/** Webhooks and callbacks: what the vendor sends to its users, as types for those who receive it. */
import type { Docs } from "./docs.js";
import type { Type, Webhook } from "./model.js";
import { pascalCase, schemaName } from "./names/names.js";
import { methodsOf, readPathItem, type Method } from "./path-items.js";
import type { Schemas } from "./schemas/schemas.js";
import type { Node, ObjectNode, Source } from "./source.js";
import { union } from "./schemas/types.js";

/** An operation that belongs to nobody's client but may have callbacks. */
interface Caller {
  readonly id: string;
  readonly typeName: string;
  readonly node: ObjectNode;
}

interface Found extends Method {
  readonly wireName: string;
  readonly kind: Webhook["kind"];
  /** What its type would be called, the kind left out. */
  readonly words: string;
}

export function readWebhooks(
  source: Source,
  docs: Docs,
  schemas: Schemas,
  callers: readonly Caller[],
  taken: ReadonlySet<string>,
): Webhook[] {
  const used = new Set(taken);
  return [...webhooksOf(source), ...callers.flatMap((caller) => callbacksOf(source, caller))].map((found) => {
    const type = payload(source, schemas, found.node);
    const name = nameOf(found, used);
    used.add(name);
    return {
      name,
      wireName: found.wireName,
      kind: found.kind,
      method: found.name,
      ...(type && { type }),
      doc: docs.of(found.node),
      origin: found.node.pointer,
    };
  });
}

function webhooksOf(source: Source): Found[] {
  // Before 3.1 had them, some wrote them as an extension.
  const key = source.root.value["webhooks"] === undefined ? "x-webhooks" : "webhooks";
  const webhooks = entriesOf(source, source.root, key);
  return webhooks.flatMap(([wireName, item]) =>
    methodsIn(source, item, wireName).map((method) => ({ ...method, wireName, kind: "webhook", words: wireName })),
  );
}

function callbacksOf(source: Source, { id, typeName, node }: Caller): Found[] {
  return entriesOf(source, node, "callbacks").flatMap(([key, item]) => {
    const object = source.asObject(item, "A callback");
    const callback = object && source.resolve(object);
    const methods = callback ? source.entries(callback).flatMap(([url, one]) => methodsIn(source, one, url)) : [];
    const wireName = `${key} of ${id}`;
    return methods.map((method) => ({ ...method, wireName, kind: "callback", words: `${typeName} ${key}` }));
  });
}

function methodsIn(source: Source, item: Node, path: string): Method[] {
  const object = source.asObject(item, "A path item");
  return object ? methodsOf(source, readPathItem(source, object), path) : [];
}

function entriesOf(source: Source, owner: ObjectNode, key: string): [string, Node][] {
  const found = owner.value[key] === undefined ? undefined : source.object(owner, key);
  return found ? source.entries(found) : [];
}

/** `OrderCreatedWebhook`; the method tells those apart that have the rest in common, then the place among them. */
function nameOf({ words, kind, name: method }: Found, used: ReadonlySet<string>): string {
  const suffix = kind === "webhook" ? "Webhook" : "Callback";
  const plain = pascalCase(words);
  const base = plain.endsWith(suffix) ? plain.slice(0, -suffix.length) : plain;
  const wanted = schemaName(`${base}${suffix}`, new Set());
  if (!used.has(wanted)) return wanted;
  const precise = `${base}${pascalCase(method.toLowerCase())}${suffix}`;
  let name = precise;
  while (used.has(name)) name = `${name}Payload`;
  return name;
}

/** The body in any of its media types: who receives it knows which one came. */
function payload(source: Source, schemas: Schemas, operation: ObjectNode): Type | undefined {
  const object = operation.value["requestBody"] === undefined ? undefined : source.object(operation, "requestBody");
  const body = object && source.resolve(object);
  const types = (body ? entriesOf(source, body, "content") : []).flatMap(([, item]) => {
    const media = source.asObject(item, "A media type");
    const target = media && source.resolve(media);
    const schema = target && source.get(target, "schema");
    return schema ? [schemas.type(schema, "response")] : [];
  });
  return types.length === 0 ? undefined : union(types);
}
