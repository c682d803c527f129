/** Whether an overlay is applied to the document that it says it was written for. */
import type { Diagnostics } from "../diagnostics.js";
import type { Document } from "../load/document.js";
import type { IsOtherFile, Overlay } from "./overlay.js";

export function checkExtends(
  overlay: Overlay,
  document: Document,
  isOtherFile: IsOtherFile,
  diagnostics: Diagnostics,
): void {
  const { document: own, self, extends: reference } = overlay;
  if (reference === undefined || !isOtherFile(own.file, self, reference, document.file)) return;
  diagnostics.warning(
    "overlay/extends",
    `The overlay extends ${reference}, but ${document.file} is corrected with it.`,
    {
      location: own.locate("/extends"),
      related: [{ message: "the document that is corrected", location: document.locate("") }],
    },
  );
}
