/** Overlay files while commands rewrite them: what a changed text says is checked before anybody gets it. */
import type { DiagnosticCode, Diagnostics } from "../diagnostics.js";
import type { Json, JsonObject } from "../load/document.js";
import { loadDocument } from "../load/load.js";
import { UneditableError } from "../load/text-edits.js";
import type { Action, Overlay } from "../overlay/overlay.js";
import { readOverlay } from "../overlay/read.js";
import { equal } from "../overlay/values.js";

/** An overlay and what became of its file; `text` is undefined when the file stays as it is. */
export interface EditedOverlay {
  readonly overlay: Overlay;
  readonly actions: readonly Action[];
  readonly text: string | undefined;
}

/** The overlay that a text holds, if it is an overlay with exactly these actions and all else as it was. */
function rereadOverlay(overlay: Overlay, text: string, actions: readonly Json[]): Overlay | undefined {
  const [document] = loadDocument(overlay.document.file, text);
  if (document === undefined || !equal(document.value, { ...overlay.document.value, actions })) return undefined;
  return readOverlay(document)[0];
}

/** The first of several ways to edit that gives what was wanted. */
export function firstRight(
  overlay: Overlay,
  actions: readonly Json[],
  ways: readonly (() => string)[],
): Overlay | undefined {
  for (const way of ways) {
    try {
      const reread = rereadOverlay(overlay, way(), actions);
      if (reread !== undefined) return reread;
    } catch (error) {
      if (!(error instanceof UneditableError)) throw error;
    }
  }
  return undefined;
}

export function actionsOf(overlay: Overlay): readonly JsonObject[] {
  return overlay.document.value["actions"] as readonly JsonObject[];
}

/** An action's place in its list. */
export function indexOf(action: Action): number {
  return Number(action.pointer.split("/").at(-1));
}

export function complain(
  diagnostics: Diagnostics,
  code: DiagnosticCode,
  overlay: Overlay,
  pointer: string,
  [message, help]: readonly [string, string],
): void {
  diagnostics.error(code, message, { location: overlay.document.locate(pointer), help });
}
