/** The server's URL: where the client sends to unless its user says otherwise. */
import type { Node, ObjectNode, Source } from "./source.js";

/** Where a client sends to: the first server of the document, if it is absolute and nothing but a place. */
export function readBaseUrl(source: Source, isNeeded: boolean): string | undefined {
  const [server] = serversOf(source, source.root);
  const url = server && readServer(source, server, "the client has no default base URL");
  if (server || !isNeeded) return url;
  const message = "The document names no server, so the client has no default base URL.";
  source.warning("model/no-server", "/servers", message);
  return undefined;
}

/** The server of an operation or its path item, where they name one: the innermost counts. */
export function readOwnBaseUrl(source: Source, owners: readonly ObjectNode[]): string | undefined {
  const [server] = owners.map((owner) => serversOf(source, owner)).find((servers) => servers.length > 0) ?? [];
  return server && readServer(source, server, "it is sent to the client's base URL");
}

function serversOf(source: Source, owner: ObjectNode): readonly Node[] {
  return owner.value["servers"] === undefined ? [] : source.list(owner, "servers");
}

/** The URL with its variables' defaults. `otherwise`: what becomes of it when it cannot be used. */
function readServer(source: Source, server: Node, otherwise: string): string | undefined {
  const node = source.asObject(server, "A server");
  const template = node && source.text(node, "url");
  if (!node || template === undefined) {
    source.warning("model/no-server", server.pointer, `The server has no URL, so ${otherwise}.`);
    return undefined;
  }
  const variables = node.value["variables"] === undefined ? undefined : source.object(node, "variables");
  const url = template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables && source.object(variables, name);
    return (variable && valueOf(source, variable)) ?? whole;
  });
  const flaw = flawOf(url);
  if (flaw === undefined) return url.replace(/\/+$/, "");
  const shown = withoutSecrets(url);
  // A place is shown with its line, secrets and all.
  const at = shown === url ? `${node.pointer}/url` : undefined;
  source.warning("model/no-server", at, `The server URL ${JSON.stringify(shown)} ${flaw}, so ${otherwise}.`);
  return undefined;
}

/** A variable's default; 3.0 documents leave it out where there is but one choice. */
function valueOf(source: Source, variable: ObjectNode): string | undefined {
  const given = variable.value["default"];
  if (typeof given === "number" || typeof given === "boolean") return String(given);
  const [only, ...others] = variable.value["enum"] === undefined ? [] : source.list(variable, "enum");
  const choice = others.length === 0 && typeof only?.value === "string" ? only.value : undefined;
  return source.text(variable, "default") ?? choice;
}

function flawOf(url: string): string | undefined {
  if (/[{}]/.test(url)) return "has a variable without a default";
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
