/** The part of a package's README about the options of its client. */
import type { Model } from "../model/model.js";
import { markdownCode } from "./escape.js";
import { withVariables } from "./servers.js";

export function optionTable(model: Model): string {
  const credentials = model.schemes
    .flatMap((scheme) => scheme.options)
    .map(({ option, env }) => `| \`${option}\` | environment variable \`${env}\` |`);
  const rows = [
    ...credentials,
    `| \`baseUrl\` | ${model.baseUrl === undefined ? "none: must be given" : markdownCode(model.baseUrl)} |`,
    ...serverRow(model),
    "| `timeoutMs`, `totalTimeoutMs` | 30 000, for each attempt; none, for a call with its retries |",
    "| `maxRetries` | 2 |",
    "| `maxRetryDelayMs` | 60 000; when the server asks for more, the call fails at once and says so |",
    "| `fetch`, `headers` | the global `fetch`, none |",
    "| `middleware`, `callMiddleware` | none; code around each attempt, or around a call with its retries |",
    "| `hooks` | none; with `watch({ … })`, `onRequest`, `onResponse` and `onRetry` hear of each attempt, without credentials |",
  ];
  return `## Options of the constructor\n\n| option | default |\n| --- | --- |\n${rows.join("\n")}`;
}

/** What callers may fill in where the address has variables. */
function serverRow(model: Model): string[] {
  const servers = [...new Set(withVariables(model).map(({ url }) => markdownCode(url)))];
  return servers.length === 0
    ? []
    : [`| \`baseUrl: serverOf({ … })\` | the vendor's defaults for the variables of ${servers.join(", ")} |`];
}
