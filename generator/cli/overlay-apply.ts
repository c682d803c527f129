/** `specmend overlay apply`: the specification and no more. */
import { applyFiles, readOverlayFile, type ActionLine } from "./apply-files.js";
import { parseCommand } from "./arguments.js";
import { UsageError } from "./usage.js";
import { writeText } from "./write-text.js";

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, { output: { type: "string", short: "o" } }, "overlay apply");
  const [spec, ...overlayFiles] = positionals;
  if (spec === undefined || overlayFiles.length === 0)
    throw new UsageError("overlay apply needs a SPEC and at least one OVERLAY", "overlay apply");

  const overlays = await Promise.all(overlayFiles.map(readOverlayFile));
  const { diagnostics, value, actions, text } = await applyFiles(spec, overlays, values.json ? Infinity : undefined);
  if (text !== undefined && values.output !== undefined) writeText(values.output, text, diagnostics);
  const [, all] = diagnostics.wrap(undefined);
  const failed = diagnostics.hasErrors;
  if (values.json) {
    const { diagnosticsToJson } = await import("../format-diagnostics.js");
    const { printJson } = await import("./terminal.js");
    printJson({ ok: !failed, document: failed ? null : (value ?? null), actions, diagnostics: diagnosticsToJson(all) });
  } else {
    process.stderr.write(actions.map((one) => `${one.overlay}:${one.line}: ${verdict(one)} ${one.target}\n`).join(""));
    if (all.length > 0) (await import("./output.js")).report(all);
    if (values.output === undefined) for (const piece of text ?? []) process.stdout.write(piece);
  }
  return failed ? 1 : 0;
}

function verdict({ matched, error }: ActionLine): string {
  if (error !== undefined) return "failed";
  return matched === 0 ? "no match" : `applied to ${matched}`;
}
