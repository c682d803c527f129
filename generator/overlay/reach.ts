/** Which parts of a document the actions of overlays depend on, as far as the overlays alone can tell. */
import { isObject, type Json, type Wanted } from "../load/document.js";
import type { Query, Segment } from "./jsonpath/query.js";
import type { Overlay } from "./overlay.js";

/** What most of a document stands in: to want one of these whole is to want the document. */
const bulk = ["paths", "components"];

/**
 * What has to be read of a document so that applying the overlays comes out as if all of it were; undefined when that is
 * most of it. Names in a target lead to a part; any other selector looks at everything below the part that it is
 * applied to. An update looks at what it is merged into: the fields that it has itself, and what else is in lists.
 */
export function reachOf(overlays: readonly Overlay[]): Wanted | undefined {
  const root = new Reach();
  for (const { actions } of overlays) {
    for (const { target, update, copy, remove } of actions) {
      const reached = root.to(target);
      if (remove === true) continue;
      if (copy !== undefined) reached.isWhole = root.to(copy).isWhole = true;
      else if (update !== undefined) reached.merge(update);
    }
  }
  return root.isWhole || bulk.some((name) => root.parts.get(name)?.isWhole) ? undefined : root;
}

class Reach implements Wanted {
  isWhole = false;
  readonly parts = new Map<string, Reach>();

  to({ segments }: Query): Reach {
    const names = segments.map(nameIn);
    const end = names.includes(undefined) ? names.indexOf(undefined) : names.length;
    const reached = names.slice(0, end).reduce((part: Reach, name) => part.#part(name as string), this);
    reached.isWhole ||= end < names.length;
    // A filter may ask for anything in the document.
    this.isWhole ||= segments.slice(end).some(({ text }) => text.includes("$"));
    return reached;
  }

  merge(update: Json): void {
    if (!isObject(update)) this.isWhole = true;
    else for (const key of Object.keys(update)) this.#part(key).merge(update[key] as Json);
  }

  #part(name: string): Reach {
    const part = this.parts.get(name) ?? new Reach();
    this.parts.set(name, part);
    return part;
  }
}

function nameIn({ kind, selectors }: Segment): string | undefined {
  const [selector] = selectors;
  return kind === "child" && selectors.length === 1 && selector?.kind === "name" ? selector.name : undefined;
}
