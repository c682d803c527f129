/** `overlay → Document`: the document with all corrections made, each of them judged. */
import type { Result } from "../diagnostics.js";
import { isObject, type Document } from "../load/document.js";
import { correctionsOf } from "./corrections.js";
import { judgeAll, type Session } from "./judge.js";
import type { Correction, CorrectedDocument, CorrectOptions, Judgement, Overlay } from "./overlay.js";

/** Applies the overlays in order under the build's policy. Undefined when any action is in error. */
export function correct(
  document: Document,
  overlays: readonly Overlay[],
  options: CorrectOptions,
): Result<CorrectedDocument | undefined> {
  const session = judgeAll(document, overlays, options);
  return session.diagnostics.wrap(session.diagnostics.hasErrors ? undefined : makeDocument(document, session));
}

/** The verdict on every action, whether or not there are errors. */
export function judge(
  document: Document,
  overlays: readonly Overlay[],
  options: CorrectOptions,
): Result<readonly Judgement[]> {
  const { judgements, diagnostics } = judgeAll(document, overlays, options);
  return diagnostics.wrap(judgements);
}

function makeDocument(source: Document, session: Session): CorrectedDocument {
  const { root, origins } = session;
  let corrections: readonly Correction[] | undefined;
  return {
    file: source.file,
    text: source.text,
    // `remove` of `$` is refused, and merging keeps an object an object.
    value: isObject(root) ? root : source.value,
    source,
    locate: (pointer, part) => origins.locate(pointer, part),
    isCorrected: (pointer) => origins.isCorrected(pointer),
    get corrections() {
      corrections ??= correctionsOf(session);
      return corrections;
    },
  };
}
