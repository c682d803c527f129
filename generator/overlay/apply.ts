/** `overlay apply`: exactly the Overlay Specification. A target that selects nothing succeeds and changes nothing. */
import { Diagnostics } from "../diagnostics.js";
import type { Json } from "../load/document.js";
import { act, targets, wantedBy, type Tree } from "./act.js";
import type { Before } from "./before.js";
import { EditLog } from "./edits.js";
import { formatPath, pathOf, rootNode } from "./jsonpath/jsonpath.js";
import type { Applied, Overlay } from "./overlay.js";
import { PrimitiveTargets } from "./primitive-targets.js";
import { clone } from "./values.js";

/** Pure: the result shares nothing with the value or the overlay. An action that does not fit is left out and reported. */
export function applyOverlay(value: Json, overlay: Overlay): Applied {
  return applyInPlace(clone(value), overlay);
}

/** Changes the value itself, for those who own it and need no other; `before` then knows what it was. */
export function applyInPlace(value: Json, overlay: Overlay, before?: Before): Applied {
  const diagnostics = new Diagnostics();
  const tree: Tree = { root: rootNode(value) };
  const log = new EditLog(before);
  const primitives = new PrimitiveTargets(overlay);
  const report = overlay.actions.map((action) => {
    const nodes = targets(action.target, tree);
    primitives.see(action, nodes);
    const misfit = act(tree, action, nodes, wantedBy(action, tree), overlay.document, log);
    if (misfit === undefined) return { action, matched: nodes.length };
    const error = `${misfit.message} at ${formatPath(pathOf(misfit.node))}`;
    diagnostics.error("overlay/incompatible", `${error[0]?.toUpperCase()}${error.slice(1)}.`, {
      location: overlay.document.locate(misfit.pointer),
    });
    return { action, matched: nodes.length, error };
  });
  primitives.report(diagnostics);
  return { value: tree.root.value, report, edits: log.edits, diagnostics: diagnostics.wrap(undefined)[1] };
}
