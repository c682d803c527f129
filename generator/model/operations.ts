/** Operations: where each one is called, and everything about the call. */
import { child, type Pointer } from "../load/document.js";
import { readCombinations } from "./combinations.js";
import type { Docs } from "./docs.js";
import type { Operation, Security, SecurityScheme } from "./model.js";
import { camelCase, functionName, isIdentifier, memberName, pascalCase } from "./names.js";
import type { PaginationReader } from "./pagination.js";
import { methodsOf, readPathItem, type PathItem } from "./path-items.js";
import type { Parameters } from "./parameters.js";
import type { Responses } from "./responses.js";
import type { SecurityReader } from "./security.js";
import { readOwnBaseUrl } from "./server.js";
import type { ObjectNode, Source } from "./source.js";

/** Methods that `fetch` sends without a body. */
const bodiless = new Set(["GET", "HEAD"]);

/** An operation in the document with the name it will be called by, before anything else of it is read. */
export interface NamedOperation {
  readonly id: string;
  /** The resources it belongs to: `["events"]`. */
  readonly resource: readonly string[];
  readonly name: string;
  readonly functionName: string;
  readonly typeName: string;
  /** The tag that named the resource. */
  readonly tag?: string;
  readonly method: string;
  readonly path: string;
  readonly pathItem: PathItem;
  readonly node: ObjectNode;
}

/** Finds every operation and names it. Two that would be one method, or one function, are an error. */
export function nameOperations(source: Source): NamedOperation[] {
  const found: NamedOperation[] = [];
  const first = new Map<string, Pointer>();
  const paths = source.object(source.root, "paths");
  for (const [path, item] of paths ? source.entries(paths) : []) {
    const object = source.asObject(item, "A path item");
    const pathItem = object ? readPathItem(source, object) : [];
    if (pathItem.length > 0 && !path.startsWith("/"))
      source.error("model/invalid", item.pointer, `The path ${JSON.stringify(path)} must begin with a slash.`);
    for (const { name: method, node } of methodsOf(source, pathItem, path)) {
      const operation = nameOperation(source, node, pathItem, path, method);
      const at = node.value["operationId"] === undefined ? node.pointer : `${node.pointer}/operationId`;
      const other = first.get(operation.id);
      if (other === undefined) {
        first.set(operation.id, at);
        found.push(operation);
      } else {
        source.error(
          "model/duplicate-operation",
          at,
          `\`${method} ${path}\` would be \`${operation.id}\`, as another operation is already.`,
          {
            related: [{ message: "the other operation", location: source.document.locate(other) }],
            help: "Set `operationId: resource.method` with an overlay action on one of them.",
          },
        );
      }
    }
  }
  checkFunctions(source, found);
  return found;
}

/** `a.bC` and `aB.c` are two methods, but one function `aBC`. A function's descriptor is a constant beside it. */
function checkFunctions(source: Source, operations: readonly NamedOperation[]): void {
  const owners = new Map<string, NamedOperation>();
  for (const operation of operations) {
    for (const name of [operation.functionName, `${operation.functionName}Operation`]) {
      const other = owners.get(name);
      if (other === undefined) owners.set(name, operation);
      else if (other !== operation) {
        source.error(
          "model/duplicate-name",
          operation.node.pointer,
          `\`${operation.id}\` and \`${other.id}\` both need the name \`${name}\` for a function.`,
          {
            related: [{ message: "the other operation", location: source.document.locate(other.node.pointer) }],
            help: "Set another `operationId: resource.method` on one of them with an overlay action.",
          },
        );
        break;
      }
    }
  }
}

/** More dots than these are no path that anybody would type. */
const deepestResource = 10;

function nameOperation(
  source: Source,
  node: ObjectNode,
  pathItem: PathItem,
  path: string,
  method: string,
): NamedOperation {
  const operationId = source.text(node, "operationId");
  const [tag] = node.value["tags"] === undefined ? [] : source.list(node, "tags").map((one) => one.value);
  const tagName = typeof tag === "string" ? tag : undefined;
  const segments = (operationId ?? "").split(".", deepestResource + 1).map(camelCase);
  const dotted =
    segments.length > 1 &&
    segments.length <= deepestResource &&
    segments.every((segment) => segment !== "" && isIdentifier(segment));
  const fallback = camelCase(tagName ?? path.split("/").find((part) => /^\w/.test(part)) ?? "") || "api";
  const resource = (dotted ? segments.slice(0, -1) : [fallback]).map(memberName);
  const last = dotted
    ? segments.at(-1)
    : camelCase(operationId ?? `${method.toLowerCase()} ${path.replaceAll(/[{}]/g, "")}`);
  const name = memberName(last || method.toLowerCase());
  const full = [...resource, name].join(" ");
  return {
    id: [...resource, name].join("."),
    resource,
    name,
    functionName: functionName(camelCase(full)),
    typeName: pascalCase(full),
    ...(tagName !== undefined && { tag: tagName }),
    method,
    path,
    pathItem,
    node,
  };
}

export interface OperationReaders {
  readonly source: Source;
  readonly docs: Docs;
  readonly parameters: Parameters;
  readonly responses: Responses;
  readonly security: SecurityReader;
  readonly pagination: PaginationReader;
  readonly schemes: readonly SecurityScheme[];
  /** The vendor's documentation as a whole, for operations without a page of their own. */
  readonly docsUrl: string | undefined;
}

export function readOperation(named: NamedOperation, readers: OperationReaders): Operation {
  const { source, docs, responses } = readers;
  const { id, name, typeName, method, path, node, pathItem } = named;
  const parameters = readers.parameters.read(pathItem, node, path);
  const baseUrl = readOwnBaseUrl(source, [node, ...pathItem]);
  const body = readBody(named, readers);
  const result = responses.result(node);
  const security: Security | undefined = readers.security.requirements(node, readers.schemes);
  const pagination = readers.pagination.read(node, parameters, result);
  const combinations = readCombinations(source, node, parameters);
  const doc = docs.of(node);
  const docsUrl = doc.see[0] ?? readers.docsUrl;
  return {
    id,
    name,
    functionName: named.functionName,
    typeName,
    method,
    path: readers.parameters.template(path, parameters),
    ...(baseUrl !== undefined && { baseUrl }),
    doc,
    ...(docsUrl !== undefined && { docsUrl }),
    parameters,
    ...(body && { body }),
    ...(result && { result }),
    errors: responses.errors(node),
    ...(security && { security }),
    ...(pagination && { pagination }),
    ...(combinations && { combinations }),
    origin: node.pointer,
  };
}

function readBody({ node, method, path }: NamedOperation, { source, responses }: OperationReaders): Operation["body"] {
  if (!bodiless.has(method) || node.value["requestBody"] === undefined) return responses.body(node);
  source.warning(
    "model/unsupported",
    child(node.pointer, "requestBody"),
    `The body of \`${method} ${path}\` is left out: \`fetch\` sends none with ${method}.`,
  );
  return undefined;
}
