/** `specmend overlay apply`: the specification and no more. */
import { writeFileSync } from "node:fs";
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import type { Json } from "../load/document.js";
import { readDocument } from "../load/read.js";
import { printCorrected } from "../load/yaml-edit.js";
import { applyOverlay } from "../overlay/apply.js";
import { readOverlay } from "../overlay/read.js";
import { parseCommand } from "./arguments.js";
import { report } from "./output.js";
import { printJson } from "./terminal.js";
import { UsageError } from "./usage.js";

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, { output: { type: "string", short: "o" } }, "overlay apply");
  const [spec, ...overlayFiles] = positionals;
  if (spec === undefined || overlayFiles.length === 0)
    throw new UsageError("overlay apply needs a SPEC and at least one OVERLAY", "overlay apply");

  const diagnostics = new Diagnostics();
  const document = diagnostics.pipe(readDocument(spec));
  const overlays = overlayFiles.map((file) => {
    const overlay = diagnostics.pipe(readDocument(file));
    return overlay && diagnostics.pipe(readOverlay(overlay));
  });
  let value: Json | undefined = document?.value;
  const actions: { overlay: string; line: number; target: string; matched: number; error?: string }[] = [];
  for (const overlay of overlays) {
    if (!overlay || value === undefined) continue;
    const applied = applyOverlay(value, overlay);
    value = applied.value;
    for (const one of applied.diagnostics) diagnostics.report(one);
    for (const { action, matched, error } of applied.report) {
      const { file, line } = overlay.document.locate(action.pointer);
      actions.push({ overlay: file, line, target: action.target.text, matched, ...(error !== undefined && { error }) });
    }
  }
  const [, all] = diagnostics.wrap(undefined);
  const failed = diagnostics.hasErrors;
  const text = failed || !document || value === undefined ? undefined : await printCorrected(document, value);
  if (text !== undefined && values.output !== undefined) writeOutput(values.output, text);
  if (values.json) {
    printJson({ ok: !failed, document: failed ? null : (value ?? null), actions, diagnostics: diagnosticsToJson(all) });
  } else {
    for (const one of actions) process.stderr.write(`${one.overlay}:${one.line}: ${verdict(one)} ${one.target}\n`);
    report(all);
    if (text !== undefined && values.output === undefined) process.stdout.write(text);
  }
  return failed ? 1 : 0;
}

function verdict({ matched, error }: { matched: number; error?: string }): string {
  if (error !== undefined) return "failed";
  return matched === 0 ? "no match" : `applied to ${matched}`;
}

function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? "failed"}`, "overlay apply");
  }
}
