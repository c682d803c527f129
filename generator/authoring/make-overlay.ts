/** `overlay diff`: an overlay that turns one document into the other, tried out before anybody gets it. */
import type { Document, JsonObject } from "../load/document.js";
import { loadDocument } from "../load/load.js";
import { applyOverlay } from "../overlay/apply.js";
import { judge } from "../overlay/correct.js";
import { readOverlay } from "../overlay/read.js";
import { equal } from "../overlay/values.js";
import { diffDocuments, type PlannedAction } from "./diff.js";
import { grouped } from "./group.js";
import { overlayValue, printOverlay, type OverlayHead } from "./print-overlay.js";

export interface MadeOverlay {
  readonly actions: readonly PlannedAction[];
  readonly value: JsonObject;
  readonly text: string;
}

/** Undefined when the documents say the same; the order of keys does not count. */
export function makeOverlay(before: Document, after: Document, head: OverlayHead): MadeOverlay | undefined {
  const single = diffDocuments(before.value, after.value);
  if (single.length === 0) return undefined;
  const together = grouped(single);
  const actions = problemOf(before, after, head, together) === undefined ? together : single;
  const problem = actions === single ? problemOf(before, after, head, single) : undefined;
  if (problem !== undefined) throw new Error(problem);
  return { actions, value: overlayValue(head, actions), text: printOverlay(head, actions) };
}

/** What is wrong with the actions, tried out as a person would. */
function problemOf(
  before: Document,
  after: Document,
  head: OverlayHead,
  actions: readonly PlannedAction[],
): string | undefined {
  const [document] = loadDocument("overlay.yaml", printOverlay(head, actions));
  const overlay = document && readOverlay(document)[0];
  if (overlay === undefined) return "the overlay that was made cannot be read";
  if (!equal(applyOverlay(before.value, overlay).value, after.value))
    return "the overlay that was made gives another document";
  const [judgements] = judge(before, [overlay], { strict: false, readPage: () => undefined });
  const wrong = judgements.find(({ verdict }) => verdict !== "applied");
  return wrong && `the action on ${wrong.action.target.text} that was made is ${wrong.verdict}`;
}
