/** Servers: where the client sends to unless its user says otherwise. */
import type { Server, ServerVariable } from "./model.js";
import type { Node, ObjectNode, Source } from "./source.js";

/** The servers of the document that are absolute and nothing but a place; the first is where a client sends to. */
export function readServers(source: Source, isNeeded: boolean): { servers: readonly Server[]; baseUrl?: string } {
  const [first, ...others] = serversOf(source, source.root);
  if (!first) {
    const message = "The document names no server, so the client has no default base URL.";
    if (isNeeded) source.warning("model/no-server", "/servers", message);
    return { servers: [] };
  }
  const server = readServer(source, first, "the client has no default base URL");
  const servers = [server, ...others.map((other) => readServer(source, other))].filter((one) => one !== undefined);
  const baseUrl = server && defaultUrl(server);
  return { servers, ...(baseUrl !== undefined && { baseUrl }) };
}

/** The server of an operation or its path item, where they name one: the innermost counts. */
export function readOwnServer(
  source: Source,
  owners: readonly ObjectNode[],
): { readonly baseUrl?: string; readonly server?: Server } {
  const [node] = owners.map((owner) => serversOf(source, owner)).find((servers) => servers.length > 0) ?? [];
  const server = node && readServer(source, node, "it is sent to the client's base URL");
  if (!server) return {};
  const baseUrl = defaultUrl(server);
  return { ...(baseUrl !== undefined && { baseUrl }), ...(server.variables.length > 0 && { server }) };
}

function serversOf(source: Source, owner: ObjectNode): readonly Node[] {
  return owner.value["servers"] === undefined ? [] : source.list(owner, "servers");
}

/** With the defaults of all variables. */
function defaultUrl({ url, variables }: Server): string | undefined {
  if (variables.some((variable) => variable.default === undefined)) return undefined;
  return fill(url, variables).replace(/\/+$/, "");
}

function fill(url: string, variables: readonly ServerVariable[]): string {
  const values = new Map(variables.map((variable) => [variable.name, sample(variable)]));
  return url.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** What may stand in the place of a variable. */
function sample({ default: value, values, place }: ServerVariable): string {
  return value ?? values[0] ?? { url: "https://x", scheme: "https", root: "" }[place as string] ?? "x";
}

/** `otherwise`: what becomes of it when it cannot be used; absent where nothing does. */
function readServer(source: Source, given: Node, otherwise?: string): Server | undefined {
  const warn = (message: string, at?: string): undefined => {
    if (otherwise !== undefined) source.warning("model/no-server", at, message);
    return undefined;
  };
  const node = source.asObject(given, "A server");
  const template = node && source.text(node, "url")?.trim();
  if (!node || template === undefined) return warn(`The server has no URL, so ${otherwise}.`, given.pointer);
  const variables = readVariables(source, node, template);
  const url = fill(template, variables);
  const flaw = flawOf(url);
  const shown = withoutSecrets(url);
  // A place is shown with its line, secrets and all.
  const at = shown === url ? `${node.pointer}/url` : undefined;
  if (flaw !== undefined) return warn(`The server URL ${JSON.stringify(shown)} ${flaw}, so ${otherwise}.`, at);
  const open = variables.find((variable) => variable.default === undefined);
  if (open && otherwise !== undefined) {
    const message = `The server's variable \`${open.name}\` has no default, so callers must pass one.`;
    source.warning("model/no-server", at, message, { help: "Set its `default` with an overlay action." });
  }
  const title = [source.text(node, "name"), source.prose(node, "description")].filter(Boolean).join(": ");
  return { url: template.replace(/\/+$/, ""), variables, ...(title !== "" && { title }) };
}

function readVariables(source: Source, server: ObjectNode, template: string): ServerVariable[] {
  const declared = server.value["variables"] === undefined ? undefined : source.object(server, "variables");
  const read = new Map<string, ServerVariable>();
  let before = "";
  const pieces = template.split(/\{([^{}]+)\}/);
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      before += piece;
      continue;
    }
    // One that is not described is a variable all the same.
    const node = (declared && source.object(declared, piece)) ?? { value: {}, pointer: server.pointer };
    const values = node.value["enum"] === undefined ? [] : source.list(node, "enum").flatMap(textOf);
    const value = valueOf(source, node, values);
    const place = placeOf(before, value ?? values[0], pieces[index + 1] ?? "");
    const description = source.prose(node, "description");
    const variable = {
      name: piece,
      place,
      // 3.0 documents may have a default that is none of the values.
      values: value === undefined || values.length === 0 || values.includes(value) ? values : [value, ...values],
      ...(value !== undefined && { default: value }),
      ...(description !== undefined && { description }),
    };
    if (!read.has(piece)) read.set(piece, variable);
    before += sample(variable);
  }
  return [...read.values()];
}

function textOf({ value }: Node): string[] {
  return typeof value === "string"
    ? [value]
    : typeof value === "number" || typeof value === "boolean"
      ? [`${value}`]
      : [];
}

/** A variable's default; 3.0 documents leave it out where there is but one choice. */
function valueOf(source: Source, variable: ObjectNode, values: readonly string[]): string | undefined {
  const given = variable.value["default"];
  if (typeof given === "number" || typeof given === "boolean") return String(given);
  return source.text(variable, "default") ?? (values.length === 1 ? values[0] : undefined);
}

/** Where a variable stands: what comes before it, filled in; an example of it; and what follows. */
function placeOf(before: string, value: string | undefined, after: string): ServerVariable["place"] {
  if (before === "") return after.startsWith("://") ? "scheme" : "url";
  const [, rest] = /^[^:]*:\/\/(.*)$/s.exec(before) ?? [];
  if (rest === undefined) return "host";
  if (rest.includes("/")) return value?.includes("/") ? "segments" : "path";
  if (rest.endsWith(":")) return "port";
  const isLast = after === "" || after.startsWith("/");
  if (value?.startsWith("/") || (value === "" && isLast && rest !== "")) return "root";
  return rest === "" && isLast ? "authority" : "host";
}

function flawOf(url: string): string | undefined {
  if (/[{}]/.test(url)) return "has braces that are no variable's";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "is not absolute";
  const { username, password } = new URL(url);
  if (username !== "" || password !== "") return "has credentials in it";
  if (url.includes("?")) return "has a query";
  if (url.includes("#")) return "has a fragment";
  return undefined;
}

/** What stands before an `@`, and after `?` or `#`, may be a secret. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/.*@/s, "//…@").replace(/([?#]).*$/s, "$1…");
}
