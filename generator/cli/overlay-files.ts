/** Overlays as the commands that rewrite them need them: loaded with their spec, and written back byte for byte. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { EditedOverlay } from "../authoring/edited.js";
import { Diagnostics } from "../diagnostics.js";
import type { Document } from "../load/document.js";
import { readDocument } from "../load/read.js";
import type { Action, Overlay, ReadPage } from "../overlay/overlay.js";
import { readOverlay } from "../overlay/read.js";

export interface Sources {
  readonly spec: string;
  readonly overlays: readonly string[];
  readonly readPage: ReadPage;
  readonly strict: boolean;
}

/** Undefined when a file has errors: what is said of the others would be about another document. */
export function loadSources(
  { spec, overlays }: Sources,
  diagnostics: Diagnostics,
): { readonly document: Document; readonly overlays: readonly Overlay[] } | undefined {
  const document = diagnostics.pipe(readDocument(spec));
  const read = overlays.map((file) => {
    const overlay = diagnostics.pipe(readDocument(file));
    return overlay && diagnostics.pipe(readOverlay(overlay));
  });
  const all = read.filter((one) => one !== undefined);
  return document === undefined || all.length < overlays.length ? undefined : { document, overlays: all };
}

/** Puts the new text in place in one step; a byte order mark stays. */
export function writeBack({ overlay, text }: EditedOverlay, diagnostics: Diagnostics): void {
  if (text === undefined) return;
  const { file } = overlay.document;
  writeText(file, readFileSync(file, "utf8").startsWith("\uFEFF") ? `\uFEFF${text}` : text, diagnostics);
}

/** Writes a file in one step; what is no file, such as /dev/stdout, is written to as it is. */
export function writeText(file: string, text: string | readonly string[], diagnostics: Diagnostics): void {
  const parts = typeof text === "string" ? [text] : text;
  const beside = `${file}.${process.pid}.tmp`;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(file, parts.join(""));
      return;
    }
    writeParts(beside, parts);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? `there is no folder ${dirname(file)}` : (code ?? String(error));
    diagnostics.error("write/output", `${file} could not be written: ${why}.`);
  }
}

function writeParts(file: string, parts: readonly string[]): void {
  const descriptor = openSync(file, "w");
  try {
    for (const part of parts) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}

export function actionToJson({ target, description, pointer }: Action, { document }: Overlay) {
  return { line: document.locate(pointer).line, target: target.text, description: description ?? "" };
}

/** `specs/close/overlay.yaml:12  What it corrects` for each action. */
export function listActions(actions: readonly Action[], overlay: Overlay): string {
  return actions
    .map((action) => {
      const { line, target, description } = actionToJson(action, overlay);
      const words = (description === "" ? target : description).replaceAll(/\s+/g, " ").trim();
      return `  ${overlay.document.file}:${line}  ${words.length <= 90 ? words : `${words.slice(0, 89)}…`}\n`;
    })
    .join("");
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
