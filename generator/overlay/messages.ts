/** The words for each verdict: what was expected, what was found, what the action wants, and where to look. */
import type { Diagnostic } from "../diagnostics.js";
import { child, type Json } from "../load/document.js";
import { partOf, type Failure } from "./expect.js";
import type { MissingGuard } from "./guard.js";
import { formatPath, pathOf, select, type Node, type Query } from "./jsonpath/jsonpath.js";
import type { Misfit } from "./merge.js";
import { pointerOf, type Origins } from "./origins.js";
import type { Action } from "./overlay.js";
import { explainUnmatched } from "./unmatched.js";
import { contains, isContainer, kindOf, show } from "./values.js";

export type Message = Pick<Diagnostic, "help" | "message" | "related">;

/** `source` is the spec as it was before any action. */
export function unmatched(action: Action, root: Node, source: Node, origins: Origins): Message {
  const removal = action.remove === true ? ["If the vendor removed it, delete this action."] : [];
  return missing(action.target, root, source, origins, "The target", removal);
}

export function unmatchedCopy(copy: Query, root: Node, source: Node, origins: Origins): Message {
  return missing(copy, root, source, origins, "`copy`", []);
}

function missing(
  query: Query,
  root: Node,
  source: Node,
  origins: Origins,
  what: string,
  more: readonly string[],
): Message {
  const { reason, help, node, isNearest, matched, rest } = explainUnmatched(query, root);
  const wasThere = select(query, source).length > 0;
  const advice = wasThere ? ["An earlier action took it away."] : [...(help === undefined ? [] : [help]), ...more];
  const sight = `${matched} is there, ${rest} is not${isNearest ? "; this comes nearest" : ""}`;
  return {
    message: `${what} selects nothing: ${reason}.`,
    related: [{ message: sight, location: origins.locateNode(node) }],
    ...(advice.length > 0 && { help: advice.join(" ") }),
  };
}

export function conflict(
  action: Action,
  failures: readonly Failure[],
  wanted: Json | undefined,
  origins: Origins,
): Message {
  const clauses = failures.map(({ expected, found }) => `expected ${expected}, found ${found}`);
  const [failure] = failures;
  const ours = action.remove === true ? "the action removes it" : `the action wants ${show(wantedAt(failure, wanted))}`;
  const related = failures.flatMap(({ node, path, sight }) => {
    if (node === undefined) return [];
    const pointer = path.reduce<string>(child, pointerOf(node));
    return [{ message: sight, location: origins.locate(pointer) }];
  });
  return { message: `The spec is no longer what this action corrects: ${clauses.join("; ")}; ${ours}.`, related };
}

function wantedAt(failure: Failure | undefined, wanted: Json | undefined): Json | undefined {
  if (wanted === undefined || failure === undefined) return wanted;
  return partOf(wanted, failure.path) ?? wanted;
}

export function alreadySaid(action: Action, node: Node, origins: Origins): Message {
  const wanted = action.update;
  const what = wanted === undefined ? "what `copy` would copy" : show(wanted);
  const verb = isContainer(node.value) ? "already has" : "is already";
  return {
    message: `${formatPath(pathOf(node))} ${verb} ${what}: the action is no longer needed.`,
    related: [{ message: "it says so here", location: origins.locate(placeOf(node, wanted)) }],
  };
}

/** Where a person sees that it is so: the wanted key, when there is one, or the item of a list. */
function placeOf(node: Node, wanted: Json | undefined): string {
  let pointer = pointerOf(node);
  let here: Json | undefined = node.value;
  let part = wanted;
  for (;;) {
    if (Array.isArray(here)) {
      const item = (Array.isArray(part) ? part[0] : part) as Json | undefined;
      const index = item === undefined ? -1 : (here as readonly Json[]).findIndex((one) => contains(one, item));
      return index < 0 ? pointer : child(pointer, index);
    }
    const keys = isContainer(part) && !Array.isArray(part) ? Object.keys(part) : [];
    const [key] = keys;
    if (key === undefined || keys.length > 1) return pointer;
    pointer = child(pointer, key);
    here = partOf(here as Json, [key]);
    part = partOf(part as Json, [key]);
  }
}

export function changedNothing(action: Action): Message {
  if (action.remove !== true && action.update === undefined && action.copy === undefined) {
    return { message: "The action has no `update`, `remove` or `copy`, so it changes nothing." };
  }
  return { message: `The action changes nothing at ${action.target.text}.` };
}

export function incompatible({ message, node }: Misfit, origins: Origins): Message {
  const place = formatPath(pathOf(node));
  return {
    message: `${message[0]?.toUpperCase()}${message.slice(1)}, at ${place}.`,
    related: [{ message: `the spec has ${kindOf(node.value)}`, location: origins.locateNode(node) }],
  };
}

export function unguarded({ deed, proposal }: MissingGuard): Message {
  return {
    message: `The action ${deed} without saying in x-expect what it corrects.`,
    help: `Add \`x-expect: ${proposal}\`, so that it stops when the vendor changes the place.`,
  };
}
