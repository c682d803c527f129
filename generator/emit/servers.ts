/** Servers: what callers may say about where to send to, in the client's options and in what is made of them. */
import type { Model, Operation, Resource, Server, ServerVariable } from "../model/model.js";
import { printFields, printInline, printJson } from "./code.js";
import { comment, docComment } from "./docs.js";
import { docText, markdownCode, oneLine, propertyKey, stringLiteral } from "./escape.js";
import type { Imports } from "./imports.js";
import { printType } from "./types.js";

/** Every server that has variables: of the document, and of operations. */
export function withVariables(model: Model): Server[] {
  const own = ownServers(model);
  return [...model.servers.filter(({ variables }) => variables.length > 0), ...own];
}

function ownServers(model: Model): Server[] {
  const found = new Map<string, Server>();
  const visit = (resource: Resource): void => {
    for (const { server } of resource.operations) if (server) found.set(server.url, server);
    resource.resources.forEach(visit);
  };
  model.resources.forEach(visit);
  return [...found.values()];
}

export function hasServerOption(model: Model): boolean {
  return withVariables(model).length > 0;
}

/** Several addresses are suggested; the caller's own is as good. */
export function baseUrlOption(model: Model): string[] {
  const { servers } = model;
  const plain = servers.filter(({ variables }) => variables.length === 0);
  const urls = [...new Set(plain.map(({ url }) => url))];
  if (urls.length < 2) return [];
  const type = printType({ kind: "enum", values: urls, open: true });
  const address = hasServerOption(model) ? " | ServerAddress" : "";
  const or = address && ", or `serverOf({ … })`";
  const lead = `Where the API is; an absolute http or https URL without query${or}. The vendor names:`;
  const list = plain.filter(({ url }, index) => plain.findIndex((one) => one.url === url) === index);
  return [`${comment([`${lead}\n${list.map(listItem).join("\n")}`])}readonly baseUrl?: ${type}${address} | undefined;`];
}

function listItem({ url, title }: Server): string {
  return `- ${docText(markdownCode(url))}${title === undefined ? "" : ` ${docText(oneLine(title).slice(0, 200))}`}`;
}

/** The function that fills in the variables of an address, and what it takes. */
export function emitServers(model: Model): string {
  const servers = withVariables(model);
  if (servers.length === 0) return "";
  const variables = new Map<string, ServerVariable>();
  for (const variable of servers.flatMap((one) => one.variables)) {
    const known = variables.get(variable.name);
    variables.set(variable.name, known ? both(known, variable) : variable);
  }
  const choices = choicesOf(model);
  const members = [
    ...(choices.length > 0
      ? [
          `${comment(["Which of the addresses; by default the first that has the variables."])}readonly url?: ${printType({ kind: "enum", values: choices, open: false })} | undefined;`,
        ]
      : []),
    ...[...variables.values()].map(printVariable),
  ];
  const { className } = model;
  const lead = `What stands in the variable places of an address:\n${servers.map(listItem).join("\n")}`;
  const about = [
    `The address with these variables, for the option \`baseUrl\`: \`new ${className}({ baseUrl: serverOf({ … }) })\`.`,
    "@throws SdkError for variables that no address has; the client throws it for values that do not fit.",
  ];
  return [
    `${comment([lead])}export interface ${className}Server {\n${members.join("\n")}\n}\n`,
    `${comment(about)}export function serverOf(variables: ${className}Server): ServerAddress {`,
    `return serverAddress(variables, ${printAddresses(model)});`,
    "}\n",
  ].join("\n");
}

/** The document's servers that only their address tells apart. */
function choicesOf({ servers }: Model): string[] {
  const urls = new Set(servers.flatMap(({ url, variables }) => (variables.length > 0 ? [url] : [])));
  const isTaken = servers.some(({ variables }) => variables.some(({ name }) => name === "url"));
  return urls.size < 2 || isTaken ? [] : [...urls];
}

/** A variable that several servers have. */
function both(a: ServerVariable, b: ServerVariable): ServerVariable {
  const isOpen = a.values.length === 0 || b.values.length === 0;
  const { default: _, ...bare } = a;
  return {
    ...bare,
    values: isOpen ? [] : [...new Set([...a.values, ...b.values])],
    ...(a.default !== undefined && a.default === b.default && { default: a.default }),
  };
}

function printVariable({ name, values, default: value, description }: ServerVariable): string {
  const said = {
    ...(description !== undefined && { description }),
    ...(value !== undefined && { defaultValue: value }),
  };
  const doc = { ...said, notes: [], examples: [], deprecated: false, see: [], corrections: [] };
  const type = values.length === 0 ? "string" : printType({ kind: "enum", values, open: false });
  return `${docComment(doc)}readonly ${propertyKey(name)}?: ${type} | undefined;`;
}

/** Declares what servers need of the runtime. */
export function serverUses(servers: readonly Server[], module: string, imports: Imports): void {
  for (const { values, place } of servers.flatMap((one) => one.variables))
    imports.value(module, values.length === 0 ? place : "oneOf");
}

/** The base URL of the client's definition, as an expression. */
export function printBaseUrl({ baseUrl, servers }: Model): string | undefined {
  if (baseUrl !== undefined) return stringLiteral(baseUrl);
  // Callers must say a variable: the client tells them which, unless they pass another address.
  return servers[0] && servers[0].variables.length > 0 ? "serverOf({})" : undefined;
}

function printAddresses(model: Model): string {
  const [first] = model.servers;
  const plain = first && first.variables.length > 0 ? [] : [{ url: model.baseUrl ?? "", variables: [] }];
  const others = model.servers.filter(({ variables }) => variables.length > 0);
  const own = new Set(ownServers(model).flatMap(({ variables }) => variables.map(({ name }) => name)));
  const last = own.size === 0 ? "" : `, ${printJson([...own])}`;
  return `[${[...plain, ...others].map(printServer).join(", ")}]${last}`;
}

/** What an operation's descriptor says of the server that it has for itself. */
export function serverFields({ server, baseUrl }: Operation): [string, string | undefined][] {
  if (server) return [["server", `(address) => ownServerUrl(address, ${printServer(server)})`]];
  return [["baseUrl", baseUrl === undefined ? undefined : stringLiteral(baseUrl)]];
}

function printServer({ url, variables }: Server): string {
  const printed = variables.map((variable): [string, string] => {
    const { name, values, place, default: value } = variable;
    const fields: [string, string | undefined][] = [
      ["place", values.length === 0 ? place : `oneOf(${values.map(stringLiteral).join(", ")})`],
      ["default", value === undefined ? undefined : stringLiteral(value)],
    ];
    return [propertyKey(name), printInline(fields)];
  });
  return printFields([
    ["url", stringLiteral(url)],
    ["variables", printed.length === 0 ? undefined : printFields(printed)],
  ]);
}
