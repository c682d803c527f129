/** What the readers of other people's dialects share. */
import type { Json } from "../../load/document.js";
import type { Place, Reporter } from "./declared.js";

/** A declaration that this runtime cannot follow: the method stays unpaged, and the warning says what would page it. */
export function unsupported(
  report: Reporter,
  at: Place,
  what: string,
  known: Readonly<Record<string, Json>>,
): undefined {
  const fields = Object.entries({ style: "…", items: "…", ...known }).map(([key, value]) => `${key}: ${String(value)}`);
  return report.warning("pagination/unsupported", at, `${what}; the method is not paged.`, {
    help: `Write \`x-pagination: { ${fields.join(", ")} }\` on the operation, or \`x-pagination: false\`, with an overlay action.`,
  });
}
