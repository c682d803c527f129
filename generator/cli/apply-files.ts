/** Applies overlays to a file, as `overlay apply` does, without writing anything. */
import { Diagnostics, type Result } from "../diagnostics.js";
import type { Json } from "../load/document.js";
import type { LoadedDocument } from "../load/positions.js";
import { isAbridged, loadLazily, readLazily, readToEdit } from "../load/read-lazily.js";
import { isOtherFile } from "../load/references.js";
import type { Piece } from "../load/text-edits.js";
import { printCorrected } from "../load/yaml-edit.js";
import { applyInPlace } from "../overlay/apply.js";
import { Before } from "../overlay/before.js";
import { checkExtends } from "../overlay/extends.js";
import type { Overlay } from "../overlay/overlay.js";
import { reachOf } from "../overlay/reach.js";
import { readOverlay } from "../overlay/read.js";

type OverlayFile = Result<Overlay | undefined>;

/** What became of an action. */
export interface ActionLine {
  readonly overlay: string;
  readonly line: number;
  readonly target: string;
  readonly matched: number;
  readonly error?: string;
}

export interface Outcome {
  readonly diagnostics: Diagnostics;
  readonly actions: readonly ActionLine[];
  /** The corrected document; of one that was not read as a whole, what was. */
  readonly value: Json | undefined;
  /** The same as text, in parts, if there is no error. */
  readonly text: readonly Piece[] | undefined;
}

export async function readOverlayFile(file: string): Promise<OverlayFile> {
  const [document, problems] = await readLazily(file, "read");
  if (document === undefined) return [undefined, problems];
  const [overlay, found] = readOverlay(document);
  return [overlay, [...problems, ...found]];
}

/** Of a large JSON file, at least `minAbridged` bytes long, only what the overlays can reach becomes values. */
export async function applyFiles(
  spec: string,
  overlays: readonly OverlayFile[],
  minAbridged?: number,
): Promise<Outcome> {
  const sound = overlays.flatMap(([overlay]) => overlay ?? []);
  const wanted = sound.length === overlays.length ? reachOf(sound) : undefined;
  const [read, problems] = readToEdit(spec, wanted, minAbridged);
  if (read === undefined) return apply([undefined, problems], overlays);
  const { abridged, bytes } = read;
  const outcome = abridged && (await apply([abridged, []], overlays));
  // What is wrong is said of the document as it is.
  const isGood = outcome !== undefined && !outcome.diagnostics.hasErrors && !isAbridged(outcome.text ?? []);
  return isGood ? outcome : apply(await loadLazily(spec, bytes, "edit"), overlays);
}

async function apply(loaded: Result<LoadedDocument | undefined>, files: readonly OverlayFile[]): Promise<Outcome> {
  const diagnostics = new Diagnostics();
  const document = diagnostics.pipe(loaded);
  if (document && Object.hasOwn(document.value, "overlay") && !Object.hasOwn(document.value, "openapi")) {
    // All else that could be said would follow from it.
    const message = `${document.file} is an overlay, not the document to correct.`;
    diagnostics.error("overlay/exchanged", message, { location: document.locate("/overlay", "key") });
    return { diagnostics, actions: [], value: undefined, text: undefined };
  }
  const overlays = files.map((file) => {
    const overlay = diagnostics.pipe(file);
    if (overlay && document) checkExtends(overlay, document, isOtherFile, diagnostics);
    return overlay;
  });
  let value: Json | undefined = document?.value;
  const before = new Before();
  const actions: ActionLine[] = [];
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
  const isSound = !diagnostics.hasErrors && document !== undefined && value !== undefined;
  const text = isSound ? await printCorrected(document, before.of(value as Json), value as Json) : undefined;
  return { diagnostics, actions, value, text };
}
