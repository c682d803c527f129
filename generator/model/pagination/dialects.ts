/** What the readers of other people's dialects share. */
import { formatField, type Place, type Reporter, type Word } from "./declared.js";

/** A declaration that this runtime cannot follow: the method stays unpaged, and the warning says what would page it. */
export function unsupported(
  report: Reporter,
  at: Place,
  what: string,
  known: Readonly<Record<string, string | Word>>,
): undefined {
  const fields = Object.entries({ style: "…", items: "…", ...known }).map(
    ([key, value]) => `${key}: ${typeof value === "string" ? value : written(value)}`,
  );
  return report.warning("pagination/unsupported", at, `${what}; the method is not paged.`, {
    help: `Write \`x-pagination: { ${fields.join(", ")} }\` on the operation, or \`x-pagination: false\`, with an overlay action.`,
  });
}

/** A word as `x-pagination` would have it, in YAML. */
function written({ paths: [path], text, in: place }: Word): string {
  const field = path === undefined || place === "parameters" ? text : formatField(path);
  return /^[\w/$][\w./$[\]@-]*$/.test(field) ? field : JSON.stringify(field);
}
