/** Whether a query selects one certain node: asked of the node, so that nothing else of the document is looked at. */
import { holds, selectPrefix } from "./evaluate.js";
import type { Node, Query, Selector } from "./query.js";

export function selects(query: Query, node: Node, root: Node): boolean {
  const chain: Node[] = [];
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) chain.push(at);
  chain.reverse();
  const accepts = (selectors: readonly Selector[], at: number): boolean =>
    selectors.some((selector) => picks(selector, chain[at] as Node, root));
  let reached = new Set([0]);
  for (const { kind, selectors } of query.segments) {
    const next = new Set<number>();
    for (const from of reached) {
      const end = kind === "child" ? Math.min(from + 2, chain.length) : chain.length;
      for (let at = from + 1; at < end; at++) if (!next.has(at) && accepts(selectors, at)) next.add(at);
    }
    reached = next;
  }
  return reached.has(chain.length - 1);
}

/** Whether a selector, applied to the node's parent, selects the node. */
function picks(selector: Selector, node: Node, root: Node): boolean {
  if (selector.kind === "name") return node.key === selector.name;
  if (selector.kind === "wildcard") return true;
  if (selector.kind === "filter") return holds(selector.condition, root, node);
  const alone: Query = {
    text: "",
    root: "@",
    segments: [{ kind: "child", selectors: [selector], text: "" }],
    singular: false,
  };
  return selectPrefix(alone, 1, root, node.parent).some(({ key }) => key === node.key);
}

/** The query with every filter holding for everything, as far as its first `count` segments: what it might select. */
export function loosened({ segments, ...query }: Query, count: number): Query {
  return {
    ...query,
    segments: segments.slice(0, count).map(({ selectors, ...segment }) => ({
      ...segment,
      selectors: selectors.map((one) => (one.kind === "filter" ? { kind: "wildcard" } : one)),
    })),
  };
}
