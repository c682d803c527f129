/** `specmend overlay apply`: the specification and no more. */
import { Diagnostics } from "../diagnostics.js";
import type { Json } from "../load/document.js";
import type { LoadedDocument } from "../load/positions.js";
import { readLazily } from "../load/read-lazily.js";
import { isOtherFile } from "../load/references.js";
import { printCorrected } from "../load/yaml-edit.js";
import { applyInPlace } from "../overlay/apply.js";
import { Before } from "../overlay/before.js";
import { checkExtends } from "../overlay/extends.js";
import type { Overlay } from "../overlay/overlay.js";
import { readOverlay } from "../overlay/read.js";
import { parseCommand } from "./arguments.js";
import { UsageError } from "./usage.js";
import { writeText } from "./write-text.js";

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, { output: { type: "string", short: "o" } }, "overlay apply");
  const [spec, ...overlayFiles] = positionals;
  if (spec === undefined || overlayFiles.length === 0)
    throw new UsageError("overlay apply needs a SPEC and at least one OVERLAY", "overlay apply");

  const diagnostics = new Diagnostics();
  const { document, overlays } = await read(spec, overlayFiles, diagnostics);
  let value: Json | undefined = document?.value;
  const before = new Before();
  const actions: { overlay: string; line: number; target: string; matched: number; error?: string }[] = [];
  for (const overlay of overlays) {
    if (!overlay || value === undefined) continue;
    const applied = applyInPlace(value, overlay, before);
    value = applied.value;
    for (const one of applied.diagnostics) diagnostics.report(one);
    for (const { action, matched, error } of applied.report) {
      const { file, line } = overlay.document.locate(action.pointer);
      actions.push({ overlay: file, line, target: action.target.text, matched, ...(error !== undefined && { error }) });
    }
  }
  const [, all] = diagnostics.wrap(undefined);
  const isSound = !diagnostics.hasErrors;
  const text =
    isSound && document && value !== undefined ? await printCorrected(document, before.of(value), value) : undefined;
  if (text !== undefined && values.output !== undefined) writeText(values.output, text, diagnostics);
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

interface Sources {
  readonly document: LoadedDocument | undefined;
  readonly overlays: readonly (Overlay | undefined)[];
}

/** When the first is an overlay, only that is said: all else would follow from it. */
async function read(spec: string, overlayFiles: readonly string[], diagnostics: Diagnostics): Promise<Sources> {
  const document = diagnostics.pipe(await readLazily(spec, "edit"));
  if (document && Object.hasOwn(document.value, "overlay") && !Object.hasOwn(document.value, "openapi")) {
    const location = document.locate("/overlay", "key");
    diagnostics.error("overlay/exchanged", `${spec} is an overlay, not the document to correct.`, { location });
    return { document: undefined, overlays: [] };
  }
  const overlays: (Overlay | undefined)[] = [];
  for (const file of overlayFiles) {
    const overlay = diagnostics.pipe(await readLazily(file, "read"));
    const read = overlay && diagnostics.pipe(readOverlay(overlay));
    if (read && document) checkExtends(read, document, isOtherFile, diagnostics);
    overlays.push(read);
  }
  return { document, overlays };
}

function verdict({ matched, error }: { matched: number; error?: string }): string {
  if (error !== undefined) return "failed";
  return matched === 0 ? "no match" : `applied to ${matched}`;
}
