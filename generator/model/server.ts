/** The server's URL: where the client sends to unless its user says otherwise. */
import type { Source } from "./source.js";

/** The first server's URL with its variables' defaults, if it is absolute and nothing but a place. */
export function readBaseUrl(source: Source): string | undefined {
  const [server] = source.root.value["servers"] === undefined ? [] : source.list(source.root, "servers");
  const node = server && source.asObject(server, "A server");
  const template = node && source.text(node, "url");
  if (!node || template === undefined) {
    source.warning(
      "model/no-server",
      "/servers",
      "The document names no server, so the client has no default base URL.",
    );
    return undefined;
  }
  const variables = node.value["variables"] === undefined ? undefined : source.object(node, "variables");
  const url = template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables && source.object(variables, name);
    return (variable && source.text(variable, "default")) ?? whole;
  });
  const flaw = flawOf(url);
  if (flaw === undefined) return url.replace(/\/+$/, "");
  const shown = withoutSecrets(url);
  // A place is shown with its line, secrets and all.
  const at = shown === url ? `${node.pointer}/url` : undefined;
  source.warning(
    "model/no-server",
    at,
    `The server URL ${JSON.stringify(shown)} ${flaw}, so the client has no default base URL.`,
  );
  return undefined;
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
