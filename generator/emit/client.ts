/** `src/client.ts` and `src/errors.ts`: the client class, its options, and the guard for typed errors. */
import type { CredentialOption, Model, Operation, Resource, SecurityScheme } from "../model/model.js";
import { apiTitle, comment, docBlocks, docComment } from "./docs.js";
import { printFields } from "./code.js";
import { printSecurity } from "./descriptor.js";
import { docText, oneLine, propertyKey, stringLiteral } from "./escape.js";
import { objectMembers } from "../model/names/names.js";
import { Imports } from "./imports.js";
import { baseUrlOption, emitServers, hasServerOption, printBaseUrl, serverUses } from "./servers.js";

export function emitClient(model: Model): string {
  const imports = new Imports();
  imports.value("./runtime/client.js", "Client");
  imports.type("./runtime/client.js", "ClientOptions");
  if (model.schemes.length > 0) imports.value("./runtime/auth.js", "authenticator");
  for (const scheme of model.schemes) {
    imports.value(`./runtime/${scheme.kind === "clientCredentials" ? "oauth2" : "auth"}.js`, scheme.kind);
    imports.type("./runtime/auth.js", "Credential");
    if (scheme.in === "query") imports.value("./runtime/query-key.js", "inQuery");
  }
  if (hasServerOption(model)) {
    imports.value("./runtime/server.js", "serverAddress");
    imports.type("./runtime/types.js", "ServerAddress");
  }
  serverUses(model.servers, "./runtime/server.js", imports);
  for (const resource of model.resources) imports.value(`./resources/${resource.file}.js`, resource.className);
  const parts = [imports.print(), emitOptions(model), emitServers(model), emitCreateClient(model), emitClass(model)];
  return parts.filter(Boolean).join("\n");
}

function emitOptions(model: Model): string {
  const options = [
    ...model.schemes.flatMap((scheme) => scheme.options.map((option) => emitOption(scheme, option))),
    ...baseUrlOption(model),
  ];
  const lead = [
    `How to reach the ${docText(apiTitle(model.title))}.`,
    ...(model.clientCertificate
      ? ["The API knows TLS client certificates (`mutualTLS`): pass a `fetch` whose connections have one."]
      : []),
  ];
  return `${comment(lead)}export interface ${model.className}Options extends ClientOptions {\n${options.join("\n")}\n}\n`;
}

function emitOption(scheme: SecurityScheme, option: CredentialOption): string {
  const lead = sent(scheme, option);
  const { env, fallback } = option;
  const last = fallback === undefined ? "" : `, then to \`${docText(oneLine(fallback))}\``;
  const environment = `A text, or a function that returns one. Defaults to the environment variable \`${env}\`${last}.`;
  const blocks = docBlocks(option.doc);
  const [first, ...rest] = blocks[0]?.startsWith("@") === false ? blocks : [lead, ...blocks];
  return `${comment([first ?? lead, environment, ...rest])}readonly ${propertyKey(option.option)}?: Credential | undefined;`;
}

function sent(scheme: SecurityScheme, { part }: CredentialOption): string {
  switch (scheme.kind) {
    case "basic":
      return `The ${part} of HTTP Basic authentication.`;
    case "bearer":
      return "The token of HTTP Bearer authentication.";
    case "authorization":
      return `The credentials of HTTP ${docText(scheme.scheme ?? "")} authentication: what follows the scheme in the \`Authorization\` header.`;
    case "apiKey":
      return `The key, sent as ${scheme.in} parameter \`${docText(oneLine(scheme.parameter ?? ""))}\`. It never shows in an error or a log.`;
    case "clientCredentials":
      return clientParts[part] ?? "";
  }
}

const clientParts: Partial<Readonly<Record<CredentialOption["part"], string>>> = {
  token: "An OAuth 2.0 access token from elsewhere, sent as it is. Without one, the client gets its own.",
  clientId:
    "The client id, for OAuth 2.0 client credentials: access tokens are fetched and renewed as they are needed.",
  clientSecret: "The secret that belongs to the client id. It never shows in an error or a log.",
  tokenUrl: "Where access tokens come from; relative to `baseUrl`.",
};

function emitCreateClient(model: Model): string {
  const schemes = model.schemes.map((scheme): [string, string] => {
    const parts: [string, string | undefined][] = [
      ["send", sender(scheme)],
      ["scheme", scheme.scheme === undefined ? undefined : stringLiteral(scheme.scheme)],
      // Beside such a key TypeScript knows the property of every object, and not what a scheme looks like.
      ["in", scheme.in && printPlace(scheme.in, objectMembers.has(scheme.name))],
      ["name", scheme.parameter === undefined ? undefined : stringLiteral(scheme.parameter)],
      ...scheme.options.map((option): [string, string] => [option.part, printSource(option)]),
      ...Object.entries(scheme.fixed).map(([part, value]): [string, string] => [part, stringLiteral(value)]),
    ];
    return [propertyKey(scheme.name), printFields(parts)];
  });
  const definition = printFields([
    ["name", stringLiteral(model.className)],
    ["baseUrl", printBaseUrl(model)],
    [
      "security",
      schemes.length === 0
        ? undefined
        : `authenticator(${printFields([
            ["security", printSecurity(model.security)],
            ["schemes", printFields(schemes)],
            ["differs", model.resources.some(differs) ? "true" : undefined],
          ])})`,
    ],
  ]);
  const example = firstOperation(model.resources);
  const use = example ? `: \`${example.functionName}(createClient(), …)\`` : "";
  return [
    comment([`A configured client without methods, for operations that are imported alone${use}.`, throwing(model)]),
    `export function createClient(options: ${model.className}Options = {}): Client {`,
    `return new Client(options, ${definition});`,
    "}\n",
  ].join("");
}

/** Whether an operation asks for other credentials than the client, or for none. */
function differs({ operations, resources }: Resource): boolean {
  return operations.some(({ security }) => security !== undefined) || resources.some(differs);
}

function throwing({ resources, security }: Model): string {
  const asked = security.length === 0 || resources.some(differs) ? "" : "a credential is missing or ";
  return `@throws SdkError when ${asked}an option cannot be used.`;
}

function printPlace(place: NonNullable<SecurityScheme["in"]>, isConstant: boolean): string {
  if (place === "query") return "inQuery";
  return `${stringLiteral(place)}${isConstant ? " as const" : ""}`;
}

function sender({ kind, clientAuthentication: how }: SecurityScheme): string {
  return kind === "clientCredentials" ? `${kind}(${how === undefined ? "" : stringLiteral(how)})` : kind;
}

function printSource({ part, option, env, fallback }: CredentialOption): string {
  const last =
    part === "password" ? ', empty: ""' : fallback === undefined ? "" : `, fallback: ${stringLiteral(fallback)}`;
  return `{ option: ${stringLiteral(option)}, env: ${stringLiteral(env)}${last} }`;
}

function firstOperation(resources: readonly Resource[]): Operation | undefined {
  for (const resource of resources) {
    const found = resource.operations[0] ?? firstOperation(resource.resources);
    if (found) return found;
  }
  return undefined;
}

function emitClass(model: Model): string {
  const { className, resources, title } = model;
  const lead = [
    `Client for the ${docText(apiTitle(title))}.`,
    ...(model.docs === undefined ? [] : [`@see ${docText(oneLine(model.docs))}`]),
  ];
  return [
    `${comment(lead)}export class ${className} {`,
    ...resources.map(
      (resource) => `${docComment(resource.doc)}readonly ${propertyKey(resource.name)}: ${resource.className};`,
    ),
    "",
    `${comment([throwing(model)])}constructor(options: ${className}Options = {}) {`,
    "const client = createClient(options);",
    ...resources.map((resource) => `this.${resource.name} = new ${resource.className}(client);`),
    "}",
    "}\n",
  ].join("\n");
}

/** `src/errors.ts`, absent when no operation documents an error. */
export function emitErrors(resources: readonly Resource[]): string | undefined {
  const imports = new Imports();
  const entries: string[] = [];
  const visit = (resource: Resource): void => {
    for (const operation of resource.operations) {
      if (operation.errors.length === 0) continue;
      imports.type(`./resources/${resource.file}.js`, `${operation.typeName}Error`);
      entries.push(`${propertyKey(operation.id)}: ${operation.typeName}Error;`);
    }
    resource.resources.forEach(visit);
  };
  resources.forEach(visit);
  if (entries.length === 0) return undefined;
  imports.value("./runtime/errors.js", "isDocumented");
  return [
    `${imports.print()}\n`,
    `${comment(["The documented errors of each operation."])}export interface OperationErrors {\n${entries.join("\n")}\n}\n\n`,
    comment([
      "Whether an error is one that the vendor documents for an operation, with the body it documents; narrows its type to these, by `status`.",
      "False for any other status, and for a body that is not what was documented (a proxy's HTML page, for instance).",
    ]),
    "export function isApiError<Id extends keyof OperationErrors>(error: unknown, operation: Id): error is OperationErrors[Id] {",
    "return isDocumented(error, operation);",
    "}\n",
  ].join("");
}
