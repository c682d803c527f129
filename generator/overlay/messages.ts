/** The words for each verdict: what was expected, what was found, what the action wants, and where to look. */
import { diagnosticCatalogue } from "../diagnostic-codes.js";
import type { Diagnostic } from "../diagnostics.js";
import { child, type Document, type Json, type Pointer } from "../load/document.js";
import type { Earlier } from "./earlier.js";
import { partOf, type Failure } from "./expect.js";
import type { MissingGuard } from "./guard.js";
import { formatPath, pathOf, type Node, type Query } from "./jsonpath/jsonpath.js";
import type { Misfit } from "./merge.js";
import { pointerOf, type Origins } from "./origins.js";
import type { Action } from "./overlay.js";
import { explainUnmatched } from "./unmatched.js";
import { collapse, contains, isContainer, isList, kindOf, shorten, show } from "./values.js";

export type Message = Pick<Diagnostic, "help" | "message" | "related">;

/** The document as it is just before an action, and how it came to be so. */
export interface Scene {
  readonly root: Node;
  readonly earlier: Earlier;
  readonly origins: Origins;
}

export function unmatched(action: Action, scene: Scene): Message {
  const removal = action.remove === true ? ["If the vendor removed it, delete this action."] : [];
  return missing(action.target, scene, "The target", removal);
}

export function unmatchedCopy(copy: Query, scene: Scene): Message {
  return missing(copy, scene, "`copy`", []);
}

function missing(query: Query, scene: Scene, what: string, more: readonly string[]): Message {
  const { reason, help, wasThere, related } = sightOf(query, scene);
  const advice = [...(help === undefined ? [] : [help]), ...(wasThere ? [] : more)];
  return {
    message: `${what} selects nothing: ${reason}.`,
    related,
    ...(advice.length > 0 && { help: advice.join(" ") }),
  };
}

/** Why a query selects nothing, and what there is to see instead. */
function sightOf(query: Query, { root, earlier, origins }: Scene) {
  const { reason, help, node, isNearest, matched, rest } = explainUnmatched(query, root);
  const wasThere = earlier.hadIt(query);
  const message = `${matched} is there, ${rest} is not${isNearest ? "; this comes nearest" : ""}`;
  const related = [{ message, location: origins.locateNode(node) }];
  if (!wasThere) return { reason, help, wasThere, related };
  const taker = earlier.takerOf(query);
  if (taker === undefined) return { reason, help: "Earlier actions took it away.", wasThere, related };
  const location = taker.overlay.document.locate(taker.action.pointer);
  const { description, target } = taker.action;
  const name = description === undefined ? target.text : `“${shorten(collapse(description), 80)}”`;
  return {
    reason,
    help: `The action at ${location.file}:${location.line} took it away: ${name}${/[.!?]”?$/.test(name) ? "" : "."}`,
    wasThere,
    related: [...related, { message: "this earlier action took it away", location }],
  };
}

export function removedUpstream(action: Action, container: Node, origins: Origins): Message {
  return {
    message: `Upstream no longer has ${action.target.text}: the action that removes it is no longer needed.`,
    related: [{ message: "it was in here", location: origins.locateNode(container) }],
  };
}

export function conflict(
  action: Action,
  failures: readonly Failure[],
  wanted: Json | undefined,
  scene: Scene,
  overlay: Document,
): Message {
  const { origins } = scene;
  const clauses = failures.map(({ expected, found }) => `expected ${expected}, found ${found}`);
  const [failure] = failures;
  const ours = action.remove === true ? "the action removes it" : `the action wants ${show(wantedAt(failure, wanted))}`;
  const related = failures.flatMap(({ node, path, found, sight }) => {
    if (node === undefined) return [];
    const pointer = path.reduce<string>(child, pointerOf(node));
    const message = origins.isCorrected(pointer) ? `an earlier action put ${found} here` : sight;
    return [{ message, location: origins.locate(pointer) }];
  });
  related.push({ message: ours, location: overlay.locate(deedOf(action, failure)) });
  const message = `The spec is no longer what this action corrects: ${clauses.join("; ")}; ${ours}.`;
  const lost = failures.find((one) => one.lost !== undefined)?.lost;
  if (lost === undefined) return { message, related };
  const { reason, help, related: nearest } = sightOf(lost, scene);
  const advice = [`${reason}.`, ...(help === undefined ? [] : [help]), diagnosticCatalogue["overlay/conflict"].fix];
  return { message, help: advice.join(" "), related: [...related, ...nearest] };
}

function wantedAt(failure: Failure | undefined, wanted: Json | undefined): Json | undefined {
  if (wanted === undefined || failure === undefined) return wanted;
  return partOf(wanted, failure.path) ?? wanted;
}

/** Where the overlay says what the action does; of an update, what it wants in the place of the failure. */
function deedOf({ fields, remove, copy }: Action, failure: Failure | undefined): Pointer {
  if (remove === true) return child(fields, "remove");
  if (copy !== undefined) return child(fields, "copy");
  return (failure?.path ?? []).reduce<Pointer>(child, child(fields, "update"));
}

export function alreadySaid(action: Action, value: Json | undefined, node: Node, origins: Origins): Message {
  const wanted = action.update;
  const what = wanted === undefined ? "what `copy` would copy" : show(wanted);
  const verb = isContainer(node.value) ? "already has" : "is already";
  const made = value === undefined ? undefined : placesOf(node, value).find((place) => origins.isCorrected(place));
  const related =
    made === undefined
      ? { message: "it says so here", location: origins.locate(placeOf(node, wanted)) }
      : { message: "an earlier action has made it so", location: origins.locate(made) };
  const message = `${formatPath(pathOf(node))} ${verb} ${what}: the action is no longer needed.`;
  return { message, related: [related] };
}

/** Where each single thing that is wanted stands. */
export function placesOf(node: Node, wanted: Json): string[] {
  const places: string[] = [];
  const pending: { here: Json | undefined; part: Json; pointer: string }[] = [
    { here: node.value, part: wanted, pointer: pointerOf(node) },
  ];
  for (;;) {
    const next = pending.pop();
    if (next === undefined) return places;
    const { here, part, pointer } = next;
    if (isList(here)) {
      for (const item of isList(part) ? part : [part]) {
        const index = here.findIndex((one) => contains(one, item));
        if (index >= 0) pending.push({ here: here[index], part: item, pointer: child(pointer, index) });
      }
    } else if (isContainer(part) && !isList(part)) {
      const parts = Object.entries(part).map(([key, value]) => ({
        here: partOf(here as Json, [key]),
        part: value,
        pointer: child(pointer, key),
      }));
      pending.push(...parts.reverse());
    } else places.push(pointer);
  }
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
  return { message: `The action changes nothing at ${action.target.text}.` };
}

export const doesNothing: Message = {
  message: "The action does nothing: it has neither `update` nor `remove: true` nor `copy`.",
  help: "Say what it should do, such as `update: { summary: Events }`, or delete the action.",
};

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
