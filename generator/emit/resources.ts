/** `src/resources/<resource>.ts`: types, a descriptor, a function and a method for each operation. */
import type { Operation, Parameter, Resource, Type } from "../model/model.js";
import { bodyMembers } from "./bodies.js";
import { comment, docBlocks, docComment } from "./docs.js";
import { operationDescriptor, pageName, usesOf } from "./descriptor.js";
import { propertyKey, stringLiteral } from "./escape.js";
import { emitFeed, emitFeedMethod, emitFeedType, feedUses, type FeedTexts } from "./feed.js";
import { Imports } from "./imports.js";
import {
  descriptorType,
  emitResultTypes,
  isLong,
  resultSignature,
  resultText,
  resultTypeNames,
  resultTypes,
  type Signature,
} from "./results.js";
import { declareType } from "./schemas.js";
import { printType, referencedNames } from "./types.js";

export function emitResource(resource: Resource): string {
  const imports = new Imports();
  imports.type("../runtime/client.js", "Client");
  if (resource.operations.length > 0) imports.type("../runtime/operation.js", "RequestOptions");
  for (const child of resource.resources) imports.value(`./${child.file}.js`, child.className);
  for (const operation of resource.operations) {
    usesOf(operation, imports);
    feedUses(operation, imports);
    for (const name of referencedNames(typesOf(operation))) imports.type("../schemas.js", name);
  }
  const operations = resource.operations.map(emitOperation).join("\n");
  return `${imports.print()}\n${operations}\n${emitClass(resource)}`;
}

function emitOperation(operation: Operation): string {
  const parts = [
    emitTypes(operation),
    emitDescriptor(operation),
    emitFunction(operation),
    emitFeed(operation, feedTexts(operation)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function feedTexts(operation: Operation): FeedTexts {
  return { item: itemType(operation), needsParams: needsParams(operation) };
}

function typesOf(operation: Operation): Type[] {
  return [
    ...operation.parameters.map((one) => one.type),
    ...(operation.body?.contents ?? []).flatMap(({ writer, type }) => (writer === "raw" ? [] : [type])),
    ...resultTypes(operation),
    ...(operation.pagination ? [operation.pagination.itemType] : []),
  ];
}

function hasItemType({ pagination }: Operation): boolean {
  return pagination !== undefined && isLong(printType(pagination.itemType));
}

/** The type of an item of a list. */
export function itemType(operation: Operation): string {
  const { pagination, typeName } = operation;
  if (!pagination) return "unknown";
  return hasItemType(operation) ? `${typeName}Item` : printType(pagination.itemType);
}

/** The names of the types that an operation declares, for the package's index. */
export function operationTypeNames(operation: Operation): string[] {
  const { typeName, combinations, pagination, feed } = operation;
  return [
    `${typeName}Params`,
    ...(combinations ? [`${typeName}Filters`, `${typeName}FilterValues`] : []),
    ...(hasItemType(operation) ? [`${typeName}Item`] : []),
    ...(pagination ? [`${typeName}Page`] : []),
    ...(feed ? [`${typeName}FeedParams`] : []),
    ...resultTypeNames(operation),
  ];
}

function emitTypes(operation: Operation): string {
  const { id, typeName, pagination } = operation;
  const parts = [emitParams(operation)];
  if (pagination && hasItemType(operation))
    parts.push(`${comment([`One item of \`${id}\`.`])}${declareType(`${typeName}Item`, pagination.itemType)}`);
  parts.push(...emitResultTypes(operation));
  if (pagination)
    parts.push(`${comment([`One page of \`${id}\`.`])}export type ${typeName}Page = ${pageType(operation)};\n`);
  if (operation.feed) parts.push(emitFeedType(operation));
  return parts.join("\n");
}

function pageType(operation: Operation): string {
  const { pagination } = operation;
  return `${pageName(pagination!)}<${itemType(operation)}, ${resultText(operation)}>`;
}

function emitParams(operation: Operation): string {
  const { typeName, parameters, combinations, body, id } = operation;
  const combined = new Set(combinations?.parameters);
  const free = parameters.filter((one) => !combined.has(one.key)).map((one) => member(one, true));
  const { common = "", variants = [] } = body ? bodyMembers(body) : {};
  if (common !== "") free.push(common);
  const lead = comment([`What \`${id}\` can be called with.`]);
  const choice = variants.length === 0 ? "" : ` & (\n${variants.map((one) => `  | {\n${one}\n}`).join("\n")}\n)`;
  const own = free.length === 0 ? "" : `{\n${free.join("\n")}\n}`;
  if (!combinations) {
    if (choice !== "")
      return `${lead}export type ${typeName}Params = ${own}${own === "" ? choice.slice(3) : choice};\n`;
    return own === ""
      ? `${lead}export type ${typeName}Params = Readonly<Record<string, never>>;\n`
      : `${lead}export interface ${typeName}Params ${own}\n`;
  }
  const values = parameters.filter((one) => combined.has(one.key)).map((one) => member(one, false));
  const sets = combinations.allowed.map((set) => {
    const keys = set.map((key) => stringLiteral(key)).join(" | ");
    return `  | Exactly<${typeName}FilterValues, ${keys === "" ? "never" : keys}>`;
  });
  return [
    `${comment([`The filters of \`${id}\`, each by itself; {@link ${typeName}Filters} says which go together.`])}export interface ${typeName}FilterValues {\n${values.join("\n")}\n}\n`,
    `${comment(["The filters that may be present together: none, or exactly one of these sets."])}export type ${typeName}Filters =\n${sets.join("\n")};\n`,
    `${lead}export type ${typeName}Params = ${typeName}Filters${own === "" ? "" : ` & ${own}`}${choice};\n`,
  ].join("\n");
}

function member(parameter: Parameter, alone: boolean): string {
  const { key, type, required, doc } = parameter;
  const optional = alone && !required;
  return `${docComment(doc)}${propertyKey(key)}${optional ? "?" : ""}: ${printType(type)}${optional ? " | undefined" : ""};`;
}

function emitDescriptor(operation: Operation): string {
  const { typeName, pagination, functionName } = operation;
  const type = pagination
    ? `ListOperation<${typeName}Params, ${itemType(operation)}, ${resultText(operation)}, ${typeName}Page>`
    : descriptorType(operation);
  return `/** @internal */\nexport const ${functionName}Operation: ${type} = ${operationDescriptor(operation)};\n`;
}

/** Whether a call needs params at all: examples and defaults leave them out where they can. */
export function needsParams({ parameters, body, combinations }: Operation): boolean {
  const mayBeEmpty = !combinations || combinations.allowed.some((set) => set.length === 0);
  return parameters.some((one) => one.required) || body?.required === true || !mayBeEmpty;
}

function signature(operation: Operation): Signature & { readonly params: string } {
  const { typeName } = operation;
  return {
    params: `params: ${typeName}Params${needsParams(operation) ? "" : " = {}"}`,
    ...resultSignature(operation, `PagedList<${itemType(operation)}, ${typeName}Page>`),
  };
}

function emitFunction(operation: Operation): string {
  const { functionName, id } = operation;
  const { params, result, generics, options, does } = signature(operation);
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
    `${comment(blocks)}export function ${functionName}${generics}(client: Client, ${params}, ${options}): ${result} {`,
    `  return ${does}(client, ${functionName}Operation, params, options);`,
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
  const { params, result, generics, options } = signature(operation);
  const feed = emitFeedMethod(operation, feedTexts(operation));
  const blocks = docBlocks(operation.doc, `\`${operation.method} ${operation.path}\``);
  return [
    `${comment(blocks)}${propertyKey(operation.name)}${generics}(${params}, ${options}): ${result} {`,
    `  return ${operation.functionName}(this.#client, params, options);`,
    "}\n",
    ...(feed === "" ? [] : [feed]),
  ].join("\n");
}
