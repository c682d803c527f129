/** What a path item holds: its operations by method, its parameters, and those of the path item that it refers to. */
import type { ObjectNode, Source } from "./source.js";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/** Methods that `fetch` refuses to send. */
const refused = new Set(["CONNECT", "TRACE", "TRACK"]);
/** A method as HTTP writes it (RFC 9110, 5.6.2). */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** A path item, followed by the one that its `$ref` leads to: what it says itself comes first. */
export type PathItem = readonly ObjectNode[];

export interface Method {
  /** As it is sent: `GET`. */
  readonly name: string;
  readonly node: ObjectNode;
  readonly pathItem: PathItem;
}

export function readPathItem(source: Source, node: ObjectNode): PathItem {
  const target = source.resolve(node);
  if (!target) return [];
  return target.pointer === node.pointer ? [node] : [withoutReference(node), target];
}

/** The operations of a path item, without those that cannot be sent. `path`: as messages show it. */
export function methodsOf(source: Source, pathItem: PathItem, path: string): Method[] {
  const found = new Map<string, Method>();
  const add = (name: string, node: ObjectNode | undefined): void => {
    if (!node || found.has(name)) return;
    if (!refused.has(name.toUpperCase())) found.set(name, { name, node, pathItem });
    else {
      const message = `\`${name} ${path}\` is left out: \`fetch\` refuses to send it.`;
      source.warning("model/unsupported", node.pointer, message);
    }
  };
  for (const item of pathItem) {
    for (const method of methods)
      add(method.toUpperCase(), item.value[method] === undefined ? undefined : source.object(item, method));
    const others =
      item.value["additionalOperations"] === undefined ? undefined : source.object(item, "additionalOperations");
    for (const [name, node] of others ? source.entries(others) : []) {
      if (token.test(name)) add(name, source.asObject(node, "An operation"));
      else source.error("model/invalid", node.pointer, `${JSON.stringify(name)} cannot be the name of an HTTP method.`);
    }
  }
  return [...found.values()];
}

function withoutReference({ value: { $ref: _, ...value }, pointer }: ObjectNode): ObjectNode {
  return { value, pointer };
}
