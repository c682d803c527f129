/** The corrected document → the model. Everything that can be wrong with a spec is found here, in one run. */
import { Diagnostics, type Result } from "../diagnostics.js";
import type { Document, Pointer, References } from "../load/document.js";
import type { CorrectedDocument } from "../overlay/overlay.js";
import { Bodies } from "./bodies.js";
import { Docs } from "./docs.js";
import { withListedParts } from "./listed.js";
import { FeedReader } from "./pagination/feed.js";
import { withItemOf } from "./pagination/item-of.js";
import type { Model, Operation, Resource, Security } from "./model.js";
import { fileName, pascalCase, takenTypeNames } from "./names/names.js";
import type { NamedOperation } from "./names/report.js";
import { nameOperations, readOperation } from "./operations.js";
import { PaginationSuggester } from "./pagination/suggest.js";
import { PaginationReader } from "./pagination/pagination.js";
import { Parameters } from "./parameters.js";
import { Responses } from "./responses.js";
import { Schemas } from "./schemas/schemas.js";
import { SecurityReader } from "./security.js";
import { readServers } from "./server.js";
import { readShapes, type NameItem } from "./shapes.js";
import { describe, Source } from "./source.js";
import { readWebhooks } from "./webhooks.js";

export interface ModelOptions {
  /** The provider's name: `close`. */
  readonly name: string;
  readonly packageName: string;
  /** Where the spec came from, for headers: `specs/close`. */
  readonly source: string;
  /** A Stainless configuration that stands beside the spec. */
  readonly stainless?: Document | undefined;
  /** Tells items of the document's lists apart; by their index, where it is absent. */
  readonly nameItem?: NameItem;
}

/** Builds the model; undefined when the document is not one that a package can be made from. */
export function buildModel(
  given: CorrectedDocument,
  options: ModelOptions,
  references?: References,
): Result<Model | undefined> {
  const diagnostics = new Diagnostics();
  const bare = new Source(given, diagnostics, references);
  if (!checkVersion(bare)) return diagnostics.wrap(undefined);
  const document = withListedParts(given, bare);
  const source = document === given ? bare : new Source(document, diagnostics, references);

  const info = source.object(source.root, "info");
  const title = (info && source.text(info, "title")) ?? options.name;
  const className = classNameOf(options.name, title);
  const named = nameOperations(source);
  const docs = new Docs(source, document.corrections.length > 0);
  const taken = takenNames(className, named);
  const schemas = new Schemas(source, docs, taken);
  const security = new SecurityReader(source, docs, options.name);
  const schemes = security.schemes();
  const [rootDocs] = docs.of(source.root).see;
  const pagination = new PaginationReader(source, schemas, options.stainless);
  const readers = {
    docsUrl: rootDocs,
    source,
    docs,
    schemes,
    security,
    parameters: new Parameters(source, schemas, docs),
    bodies: new Bodies(source, schemas, docs),
    responses: new Responses(source, schemas),
    pagination,
    feeds: new FeedReader(source, pagination.fields, named),
  };
  const found = named.map((one) => readOperation(one, readers));
  const read = named.map((one, index) => [one, withItemOf(found[index]!, found, pagination.fields)] as const);
  const suggester = new PaginationSuggester(source, readers.pagination);
  const suggestions = read.flatMap(([{ node }, operation]) => suggester.suggest(node, operation) ?? []);
  const ownSecurity = security.requirements(source.root, schemes);
  const { operations, common } = hoistSecurity(read);
  // What operations ask for may have a name without being a component.
  const namedSchemas = schemas.named();
  const typeNames = new Set([...taken, ...takenTypeNames, ...namedSchemas.map((schema) => schema.name)]);
  const webhooks = readWebhooks(source, docs, schemas, named, typeNames);
  for (const { name } of webhooks) typeNames.add(name);
  const resources = groupResources(source, docs, operations, typeNames);
  const isNeeded = operations.some(([, { baseUrl, server }]) => baseUrl === undefined && !server);
  const { servers, baseUrl = commonBaseUrl(operations) } = readServers(source, isNeeded);
  const description = info && source.prose(info, "description");
  docs.assign(document.corrections);

  const { name, packageName, source: from } = options;
  return diagnostics.wrap({
    name,
    packageName,
    source: from,
    className,
    title,
    ...(description !== undefined && { description }),
    apiVersion: (info && source.text(info, "version")) ?? "",
    ...(rootDocs !== undefined && { docs: rootDocs }),
    ...(baseUrl !== undefined && { baseUrl }),
    servers,
    schemes,
    security: common ?? ownSecurity ?? [],
    clientCertificate: security.wantsCertificate,
    resources,
    schemas: namedSchemas,
    shapes: readShapes(
      source,
      schemas,
      operations.map(([, operation]) => operation),
      options.nameItem,
    ),
    webhooks,
    corrections: document.corrections,
    suggestions,
  });
}

function checkVersion(source: Source): boolean {
  const { openapi, swagger } = source.root.value;
  if (typeof openapi === "string" && /^3\.[012]\.\d+/.test(openapi)) return true;
  if (openapi !== undefined) {
    const found = typeof openapi === "string" ? openapi : describe(openapi);
    source.error("model/version", "/openapi", `OpenAPI ${found} is not supported.`, {
      help: "specmend knows 3.0, 3.1 and 3.2, written as text such as `openapi: 3.1.0`, and Swagger 2.0.",
    });
  } else if (swagger !== undefined) {
    source.error("model/version", "/swagger", `This is Swagger ${String(swagger)}, which is not supported.`, {
      help: 'specmend knows Swagger 2.0, written as `swagger: "2.0"`, and OpenAPI 3. Convert the document first.',
    });
  } else {
    source.error("model/version", "", "The document does not say which OpenAPI it is.", {
      help: "If it is one, begin it with `openapi: 3.1.0`, with an overlay action.",
    });
  }
  return false;
}

/** `thisdata` with the title "ThisData API" → `ThisData`: the vendor knows how to write its own name. */
function classNameOf(name: string, title: string): string {
  const vendor = title
    .slice(0, 200)
    .replace(/\s+(?:rest\s+)?api\b.*$/i, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  const own = vendor.toLowerCase() === name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const className = pascalCase(own ? vendor : name);
  const isTaken = takenTypeNames.has(className) || takenTypeNames.has(`${className}Options`);
  return isTaken ? `${className}Api` : className;
}

type Named = readonly (readonly [NamedOperation, Operation])[];

/** What every operation asks for itself is said once, for the client, whatever the document says for those that do not. */
function hoistSecurity(operations: Named): { operations: Named; common?: Security } {
  const [first, ...others] = operations.map(([, operation]) => operation.security);
  if (!first || others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) return { operations };
  const bare = operations.map(([named, { security: _, ...operation }]) => [named, operation] as const);
  return { operations: bare, common: first };
}

/** Type names that the package declares itself. */
function takenNames(className: string, operations: readonly NamedOperation[]): Set<string> {
  const taken = new Set([className, `${className}Options`, `${className}Server`, `${className}FakeData`]);
  for (const { typeName } of operations) {
    for (const part of [
      "Params",
      "Filters",
      "FilterValues",
      "Item",
      "Result",
      "Page",
      "FeedParams",
      "Error",
      "Answer",
      "ByType",
    ])
      taken.add(`${typeName}${part}`);
  }
  return taken;
}

/** Where every operation names its own server, the first of them will do for the client. */
function commonBaseUrl(operations: Named): string | undefined {
  return operations.every(([, one]) => one.baseUrl !== undefined) ? operations[0]?.[1].baseUrl : undefined;
}

type Draft = {
  readonly path: readonly string[];
  readonly tag?: string;
  operations: Operation[];
  children: Map<string, Draft>;
};

function groupResources(source: Source, docs: Docs, operations: Named, taken: ReadonlySet<string>): Resource[] {
  const root: Draft = { path: [], operations: [], children: new Map() };
  for (const [named, operation] of operations) {
    let draft = root;
    for (const name of named.resource) {
      const path: readonly string[] = [...draft.path, name];
      const found: Draft = draft.children.get(name) ?? {
        path,
        ...(named.wanted.tag !== undefined && path.length === named.resource.length && { tag: named.wanted.tag }),
        operations: [],
        children: new Map(),
      };
      draft.children.set(name, found);
      draft = found;
    }
    draft.operations.push(operation);
  }
  const tags = new Map(
    (source.root.value["tags"] === undefined ? [] : source.list(source.root, "tags")).flatMap((item) => {
      const tag = source.asObject(item, "A tag");
      const name = tag && source.text(tag, "name");
      return tag && name !== undefined ? [[name, tag] as const] : [];
    }),
  );
  const owners = new Map<string, Draft>();
  const finish = (draft: Draft): Resource[] =>
    [...draft.children.values()].map((one) => {
      checkResource(source, one, draft, owners);
      const className = pascalCase(one.path.join(" "));
      const tag = one.tag === undefined ? undefined : tags.get(one.tag);
      return {
        name: one.path.at(-1) ?? "",
        className: taken.has(className) ? `${className}Resource` : className,
        file: fileName(one.path),
        doc: tag ? docs.of(tag) : docs.empty(`/tags/${one.tag ?? ""}`),
        operations: one.operations,
        resources: finish(one),
      };
    });
  return finish(root);
}

/** A resource needs a file of its own, and a property that is no method. */
function checkResource(source: Source, resource: Draft, parent: Draft, owners: Map<string, Draft>): void {
  const path = resource.path.join(".");
  const at = firstOrigin(resource);
  const help = "Set another `operationId: resource.method` on one of them with an overlay action.";
  const file = fileName(resource.path).toLowerCase();
  const other = owners.get(file);
  owners.set(file, resource);
  if (other) {
    source.error(
      "model/duplicate-name",
      at,
      `The resources \`${other.path.join(".")}\` and \`${path}\` would be one file.`,
      {
        related: [{ message: "the other resource", location: source.document.locate(firstOrigin(other)) }],
        help,
      },
    );
  }
  const method = parent.operations.find((one) => one.name === resource.path.at(-1));
  if (!method) return;
  source.error("model/duplicate-name", at, `\`${path}\` would be a method and a resource with methods of its own.`, {
    related: [{ message: "the method", location: source.document.locate(method.origin) }],
    help,
  });
}

function firstOrigin({ operations, children }: Draft): Pointer {
  const [child] = children.values();
  return operations[0]?.origin ?? (child ? firstOrigin(child) : "");
}
