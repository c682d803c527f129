/** `corrections.json`: every correction for programs: what, from, to, why, on whose word. */
import type { Model } from "../model/model.js";
import type { Change, Evidence } from "../overlay/overlay.js";

export function emitCorrections(model: Model): string {
  const corrections = model.corrections.map(({ description, target, changes, evidence }) => ({
    description,
    target,
    changes: changes.map(printChange),
    evidence: evidence.map(printEvidence),
  }));
  return `${JSON.stringify({ source: model.source, corrections }, null, 2)}\n`;
}

/** Pointers lead into the corrected document. */
function printChange({ kind, pointer, key, from, to }: Change): object {
  return {
    kind,
    pointer,
    ...(key !== undefined && { key }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function printEvidence(evidence: Evidence): object {
  if (evidence.kind === "page") return { page: evidence.page, quote: evidence.quote };
  return { url: evidence.url, quote: evidence.quote, checked: evidence.checked };
}
