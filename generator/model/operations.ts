/** Operations: where each one is called, and everything about the call. */
import { child } from "../load/document.js";
import type { Bodies } from "./bodies.js";
import { readCombinations } from "./combinations.js";
import type { Docs } from "./docs.js";
import type { FeedReader } from "./pagination/feed.js";
import { readFilters } from "./pagination/filters.js";
import type { Operation, Security, SecurityScheme } from "./model.js";
import { chooseNames, type Wanted } from "./names/choice.js";
import { readFacts } from "./names/facts.js";
import { checkDuplicates, checkNames, renaming, type NamedOperation } from "./names/report.js";
import { camelCase, functionName, pascalCase } from "./names/names.js";
import type { PaginationReader } from "./pagination/pagination.js";
import { methodsOf, readPathItem } from "./path-items.js";
import type { Parameters } from "./parameters.js";
import type { Responses } from "./responses.js";
import type { SecurityReader } from "./security.js";
import { readOwnServer } from "./server.js";
import type { Source } from "./source.js";

/** Methods that `fetch` sends without a body. */
const bodiless = new Set(["GET", "HEAD"]);

/** Finds every operation and names it. */
export function nameOperations(source: Source): NamedOperation[] {
  const found: Found[] = [];
  const paths = source.object(source.root, "paths");
  for (const [path, item] of paths ? source.entries(paths) : []) {
    const object = source.asObject(item, "A path item");
    const pathItem = object ? readPathItem(source, object) : [];
    if (pathItem.length > 0 && !path.startsWith("/"))
      source.error("model/invalid", item.pointer, `The path ${JSON.stringify(path)} must begin with a slash.`);
    for (const { name: method, node } of methodsOf(source, pathItem, path))
      found.push({ method, path, pathItem, node });
  }
  return withNames(source, found);
}

type Found = Pick<NamedOperation, "method" | "node" | "path" | "pathItem">;

function withNames(source: Source, found: readonly Found[]): NamedOperation[] {
  const wanted = found.map(({ node, path, method }) => readFacts(source, node, path, method));
  const operations = chooseNames(wanted).map((choice, index): NamedOperation => {
    const { resource, name } = choice;
    const facts = wanted[index] as Wanted;
    const full = [...resource, name].join(" ");
    const renamed = renaming(facts, choice);
    return {
      ...(found[index] as Found),
      id: [...resource, name].join("."),
      resource,
      name,
      functionName: functionName(camelCase(full)),
      typeName: pascalCase(full),
      wanted: facts,
      ...(renamed && { renamed }),
    };
  });
  checkDuplicates(source, operations);
  return checkNames(source, operations);
}

export interface OperationReaders {
  readonly source: Source;
  readonly docs: Docs;
  readonly parameters: Parameters;
  readonly bodies: Bodies;
  readonly responses: Responses;
  readonly security: SecurityReader;
  readonly pagination: PaginationReader;
  readonly feeds: FeedReader;
  readonly schemes: readonly SecurityScheme[];
  /** The vendor's documentation as a whole, for operations without a page of their own. */
  readonly docsUrl: string | undefined;
}

export function readOperation(named: NamedOperation, readers: OperationReaders): Operation {
  const { source, docs, responses } = readers;
  const { id, name, typeName, method, path, node, pathItem } = named;
  const ownServer = readOwnServer(source, [node, ...pathItem]);
  const body = readBody(named, readers);
  const choosesType = body !== undefined && (body.contents.length > 1 || !body.hasDefault);
  const parameters = readers.parameters
    .read(pathItem, node, path)
    .map((one) => (choosesType && one.key === "contentType" ? { ...one, key: `${one.in}_contentType` } : one));
  const success = responses.success(node, method);
  const security: Security | undefined = readers.security.requirements(node, readers.schemes);
  const pagination = readers.pagination.read(node, { method, path, parameters, body, result: success.json });
  const feed = readers.feeds.read(named, parameters, pagination);
  const filters = readFilters(source, readers.pagination.fields, node, parameters, pagination);
  const combinations = readCombinations(source, node, parameters);
  const doc = docs.of(node);
  const docsUrl = doc.see[0] ?? readers.docsUrl;
  return {
    id,
    name,
    ...(named.wanted.operationId !== undefined && { operationId: named.wanted.operationId }),
    ...(named.renamed && { renamed: named.renamed }),
    functionName: named.functionName,
    typeName,
    method,
    path: readers.parameters.template(path, parameters),
    ...ownServer,
    doc,
    ...(docsUrl !== undefined && { docsUrl }),
    parameters,
    ...(body && { body }),
    success,
    errors: responses.errors(node, method),
    ...(security && { security }),
    ...(pagination && { pagination }),
    ...(feed && { feed }),
    ...(filters && { filters }),
    ...(combinations && { combinations }),
    origin: node.pointer,
  };
}

function readBody({ node, method, path }: NamedOperation, { source, bodies }: OperationReaders): Operation["body"] {
  if (!bodiless.has(method) || node.value["requestBody"] === undefined) return bodies.read(node);
  source.warning(
    "model/unsupported",
    child(node.pointer, "requestBody"),
    `The body of \`${method} ${path}\` is left out: \`fetch\` sends none with ${method}.`,
  );
  return undefined;
}
