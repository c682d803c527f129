/** `src/resources/<resource>.ts`: types, a descriptor, a function and a method for each operation. */
import type { ErrorResponse, Operation, Parameter, RequestBody, Resource, Type } from "../model/model.js";
import { comment, docBlocks, docComment } from "./docs.js";
import { operationDescriptor, rangeTypes, usesOf } from "./descriptor.js";
import { propertyKey, stringLiteral } from "./escape.js";
import { Imports } from "./imports.js";
import { declareType } from "./schemas.js";
import { printType, referencedNames } from "./types.js";

export function emitResource(resource: Resource): string {
  const imports = new Imports();
  imports.type("../runtime/client.js", "Client");
  imports.type("../runtime/operation.js", "RequestOptions");
  for (const child of resource.resources) imports.value(`./${child.file}.js`, child.className);
  for (const operation of resource.operations) {
    usesOf(operation, imports);
    for (const name of referencedNames(typesOf(operation))) imports.type("../schemas.js", name);
  }
  const operations = resource.operations.map(emitOperation).join("\n");
  return `${imports.print()}\n${operations}\n${emitClass(resource)}`;
}

function emitOperation(operation: Operation): string {
  return [emitTypes(operation), emitDescriptor(operation), emitFunction(operation)].join("\n");
}

function typesOf(operation: Operation): Type[] {
  return [
    ...operation.parameters.map((one) => one.type),
    ...(operation.body && operation.body.encoding !== "raw" ? [operation.body.type] : []),
    ...(operation.result ? [operation.result] : []),
    ...operation.errors.flatMap((one) => one.type ?? []),
    ...(operation.pagination ? [operation.pagination.itemType] : []),
  ];
}

/** A type that would be long to repeat gets a name. */
function isLong(type: Type | undefined): type is Type {
  const text = type ? printType(type) : "";
  return text.includes("{") || text.length > 60;
}

/** What a call returns, or the body of one page. */
function resultType({ result, typeName }: Operation): string {
  if (!result) return "undefined";
  return isLong(result) ? `${typeName}Result` : printType(result);
}

function itemType({ pagination, typeName }: Operation): string {
  if (!pagination) return "unknown";
  return isLong(pagination.itemType) ? `${typeName}Item` : printType(pagination.itemType);
}

/** The names of the types that an operation declares, for the package's index. */
export function operationTypeNames(operation: Operation): string[] {
  const { typeName, combinations, errors, pagination, result } = operation;
  return [
    `${typeName}Params`,
    ...(combinations ? [`${typeName}Filters`, `${typeName}FilterValues`] : []),
    ...(isLong(pagination?.itemType) ? [`${typeName}Item`] : []),
    ...(isLong(result) ? [`${typeName}Result`] : []),
    ...(pagination ? [`${typeName}Page`] : []),
    ...(errors.length > 0 ? [`${typeName}Error`] : []),
  ];
}

function emitTypes(operation: Operation): string {
  const { id, typeName, pagination, result, errors } = operation;
  const parts = [emitParams(operation)];
  if (isLong(pagination?.itemType))
    parts.push(`${comment([`One item of \`${id}\`.`])}${declareType(`${typeName}Item`, pagination.itemType)}`);
  if (isLong(result)) {
    parts.push(
      `${comment([pagination ? `The response body of one page of \`${id}\`.` : `What \`${id}\` returns.`])}${declareType(`${typeName}Result`, result)}`,
    );
  }
  if (pagination)
    parts.push(`${comment([`One page of \`${id}\`.`])}export type ${typeName}Page = ${pageType(operation)};\n`);
  if (errors.length > 0) {
    const members = errors.map(
      ({ status, type }) => `DocumentedError<${statusType(status, errors)}, ${type ? printType(type) : "unknown"}>`,
    );
    const text = `The errors of \`${id}\` that the vendor documents; \`isApiError(error, ${stringLiteral(id)})\` narrows to them.`;
    parts.push(`${comment([text])}export type ${typeName}Error = ${[...new Set(members)].join(" | ")};\n`);
  }
  return parts.join("\n");
}

/** What the body may be given as: text and bytes are sent as they are, whatever the schema says of them. */
function bodyType({ encoding, type }: RequestBody): string {
  if (encoding === "raw") return "string | Blob | ArrayBuffer | Uint8Array";
  return encoding === "multipart" ? `FormData | (${printType(type)})` : printType(type);
}

/** A range of statuses leaves out those that are documented one by one, so that `status` tells which error it is. */
function statusType(status: number | string, errors: readonly ErrorResponse[]): string {
  const name = rangeTypes[status];
  if (name === undefined) return String(status);
  const single = errors.flatMap((one) => (typeof one.status === "number" ? [String(one.status)] : []));
  const ranges =
    status === "default"
      ? errors.flatMap((one) => (one.status === "default" ? [] : (rangeTypes[one.status] ?? [])))
      : [];
  const others = [...single, ...ranges].join(" | ");
  return others === "" ? name : `Exclude<${name}, ${others}>`;
}

function pageType(operation: Operation): string {
  const { pagination } = operation;
  const name = pagination?.style === "offset" ? "OffsetPage" : pagination?.previous ? "TwoWayPage" : "Page";
  return `${name}<${itemType(operation)}, ${operation.result ? resultType(operation) : "unknown"}>`;
}

function emitParams(operation: Operation): string {
  const { typeName, parameters, combinations, body, id } = operation;
  const combined = new Set(combinations?.parameters);
  const free = parameters.filter((one) => !combined.has(one.key)).map((one) => member(one, true));
  if (body) {
    const optional = body.required ? "" : "?";
    free.push(
      `${docComment(body.doc, "The request body")}body${optional}: ${bodyType(body)}${body.required ? "" : " | undefined"};`,
    );
  }
  const lead = comment([`What \`${id}\` can be called with.`]);
  if (!combinations) {
    return free.length === 0
      ? `${lead}export type ${typeName}Params = Readonly<Record<string, never>>;\n`
      : `${lead}export interface ${typeName}Params {\n${free.join("\n")}\n}\n`;
  }
  const values = parameters.filter((one) => combined.has(one.key)).map((one) => member(one, false));
  const sets = combinations.allowed.map((set) => {
    const keys = set.map((key) => stringLiteral(key)).join(" | ");
    return `  | Exactly<${typeName}FilterValues, ${keys === "" ? "never" : keys}>`;
  });
  return [
    `${comment([`The filters of \`${id}\`, each by itself; {@link ${typeName}Filters} says which go together.`])}export interface ${typeName}FilterValues {\n${values.join("\n")}\n}\n`,
    `${comment(["The filters that may be present together: none, or exactly one of these sets."])}export type ${typeName}Filters =\n${sets.join("\n")};\n`,
    `${lead}export type ${typeName}Params = ${typeName}Filters${free.length === 0 ? "" : ` & {\n${free.join("\n")}\n}`};\n`,
  ].join("\n");
}

function member(parameter: Parameter, alone: boolean): string {
  const { key, type, required, doc } = parameter;
  const optional = alone && !required;
  return `${docComment(doc)}${propertyKey(key)}${optional ? "?" : ""}: ${printType(type)}${optional ? " | undefined" : ""};`;
}

function emitDescriptor(operation: Operation): string {
  const { typeName, pagination, functionName } = operation;
  const result = resultType(operation);
  const type = pagination
    ? `ListOperation<${typeName}Params, ${itemType(operation)}, ${result}, ${typeName}Page>`
    : `Operation<${typeName}Params, ${result}>`;
  return `const ${functionName}Operation: ${type} = ${operationDescriptor(operation)};\n`;
}

/** Whether a call needs params at all: examples and defaults leave them out where they can. */
export function needsParams({ parameters, body, combinations }: Operation): boolean {
  const mayBeEmpty = !combinations || combinations.allowed.some((set) => set.length === 0);
  return parameters.some((one) => one.required) || body?.required === true || !mayBeEmpty;
}

function signature(operation: Operation): { params: string; result: string } {
  const { typeName, pagination } = operation;
  return {
    params: `params: ${typeName}Params${needsParams(operation) ? "" : " = {}"}`,
    result: pagination ? `PagedList<${itemType(operation)}, ${typeName}Page>` : `Promise<${resultType(operation)}>`,
  };
}

function emitFunction(operation: Operation): string {
  const { functionName, id, pagination } = operation;
  const { params, result } = signature(operation);
  const { summary, deprecated, see } = operation.doc;
  const about = docBlocks({
    ...(summary !== undefined && { summary }),
    deprecated,
    see,
    notes: [],
    examples: [],
    corrections: [],
  });
  const what = `\`${id}\` as a function, for bundles that hold only what they call: \`${functionName}(createClient(), …)\`.`;
  const blocks = summary === undefined ? [what, ...about] : [about[0] ?? "", what, ...about.slice(1)];
  return [
    `${comment(blocks)}export function ${functionName}(client: Client, ${params}, options?: RequestOptions): ${result} {`,
    `  return ${pagination ? "list" : "call"}(client, ${functionName}Operation, params, options);`,
    "}\n",
  ].join("\n");
}

function emitClass(resource: Resource): string {
  const lines = [`${docComment(resource.doc, `\`${resource.name}\` of the API`)}export class ${resource.className} {`];
  for (const child of resource.resources) {
    lines.push(`${docComment(child.doc)}readonly ${propertyKey(child.name)}: ${child.className};`);
  }
  if (resource.operations.length > 0) lines.push("readonly #client: Client;\n");
  lines.push("constructor(client: Client) {");
  if (resource.operations.length > 0) lines.push("this.#client = client;");
  for (const child of resource.resources) lines.push(`this.${child.name} = new ${child.className}(client);`);
  lines.push("}\n");
  lines.push(resource.operations.map(emitMethod).join("\n"));
  lines.push("}\n");
  return lines.join("\n");
}

function emitMethod(operation: Operation): string {
  const { params, result } = signature(operation);
  const blocks = docBlocks(operation.doc, `\`${operation.method} ${operation.path}\``);
  return [
    `${comment(blocks)}${propertyKey(operation.name)}(${params}, options?: RequestOptions): ${result} {`,
    `  return ${operation.functionName}(this.#client, params, options);`,
    "}\n",
  ].join("\n");
}
