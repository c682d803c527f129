/** `overlay apply`: exactly the Overlay Specification. A target that selects nothing succeeds and changes nothing. */
import { Diagnostics } from "../diagnostics.js";
import type { Json } from "../load/document.js";
import { act, targets, wantedBy, type Tree, type Wanted } from "./act.js";
import type { Before } from "./before.js";
import { EditLog } from "./edits.js";
import { formatPath, pathOf, rootNode, TooManyNodes, type Node } from "./jsonpath/jsonpath.js";
import type { Action, Applied, Overlay } from "./overlay.js";
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
    const [nodes, wanted] = found(action, tree);
    if (wanted === undefined) {
      diagnostics.error("overlay/too-many-nodes", nodes, { location: overlay.document.locate(action.pointer) });
      return { action, matched: 0, error: nodes };
    }
    primitives.see(action, nodes);
    const misfit = act(tree, action, nodes, wanted, overlay.document, log);
    if (misfit === undefined) return { action, matched: nodes.length };
    const error = `${misfit.message} at ${formatPath(pathOf(misfit.node))}`;
    diagnostics.error(misfit.code ?? "overlay/incompatible", `${error[0]?.toUpperCase()}${error.slice(1)}.`, {
      location: overlay.document.locate(misfit.pointer),
    });
    return { action, matched: nodes.length, error };
  });
  primitives.report(diagnostics);
  return { value: tree.root.value, report, edits: log.edits, diagnostics: diagnostics.wrap(undefined)[1] };
}

/** What an action selects and wants; else why that is too much. */
function found(action: Action, tree: Tree): readonly [readonly Node[], Wanted] | readonly [string, undefined?] {
  try {
    return [targets(action.target, tree), wantedBy(action, tree)];
  } catch (error) {
    if (error instanceof TooManyNodes) return [error.message];
    throw error;
  }
}
