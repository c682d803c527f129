/** Overlays as the commands that rewrite them need them: loaded with their spec, and written back byte for byte. */
import { readFileSync } from "node:fs";
import type { EditedOverlay } from "../authoring/edited.js";
import { Diagnostics } from "../diagnostics.js";
import type { Document } from "../load/document.js";
import { readDocument } from "../load/read.js";
import type { Action, Overlay, ReadPage } from "../overlay/overlay.js";
import { readOverlay } from "../overlay/read.js";
import { writeText } from "./write-text.js";

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
