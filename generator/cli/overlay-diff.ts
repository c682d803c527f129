/** `specmend overlay diff`: an overlay that turns one document into the other. */
import { basename, dirname, relative, resolve } from "node:path";
import { makeOverlay } from "../authoring/make-overlay.js";
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { readDocument } from "../load/read.js";
import { parseCommand } from "./arguments.js";
import { report } from "./output.js";
import { plural } from "./overlay-files.js";
import { writeText } from "./write-text.js";
import { printJson } from "./terminal.js";
import { UsageError } from "./usage.js";

const options = { output: { type: "string", short: "o" }, title: { type: "string" } } as const;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "overlay diff");
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0)
    throw new UsageError("overlay diff needs BEFORE and AFTER", "overlay diff");

  const diagnostics = new Diagnostics();
  const before = diagnostics.pipe(readDocument(from));
  const after = diagnostics.pipe(readDocument(to));
  const [, all] = diagnostics.wrap(undefined);
  const title = values.title ?? `From ${basename(from)} to ${basename(to)}`;
  const made = before && after && makeOverlay(before, after, { title, extends: referenceTo(from, values.output) });
  if (made !== undefined && values.output !== undefined) writeText(values.output, made.text, diagnostics);
  if (values.json) {
    const counts = { actions: made?.actions.length ?? 0 };
    printJson({
      ok: !diagnostics.hasErrors,
      ...counts,
      overlay: made?.value ?? null,
      diagnostics: diagnosticsToJson(all),
    });
    return diagnostics.hasErrors ? 1 : 0;
  }
  report(all);
  if (diagnostics.hasErrors) return 1;
  if (made === undefined) {
    process.stderr.write(`${from} and ${to} say the same; there is nothing to correct.\n`);
    return 0;
  }
  if (values.output === undefined) process.stdout.write(made.text);
  const removals = made.actions.filter((action) => action.remove === true).length;
  const updates = made.actions.length - removals;
  process.stderr.write(
    `${plural(removals, "removal")}, ${plural(updates, "update")}. Each still needs x-evidence: on whose word?\n`,
  );
  return 0;
}

/** The document as seen from the overlay, as a URI reference. */
function referenceTo(file: string, output: string | undefined): string {
  const path = relative(output === undefined ? "." : dirname(output), resolve(file)).replaceAll("\\", "/");
  return path.split("/").map(encodeURIComponent).join("/");
}
