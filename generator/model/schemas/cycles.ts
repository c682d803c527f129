/**
 * Names that stand for themselves: a child is `allOf` its parent, the parent `oneOf` its children. TypeScript follows a
 * reference at once where nothing but unions and intersections are between (objects, arrays and tuples wait), so such a
 * circle is cut where that makes no type narrower.
 */
import type { NamedSchema, Type } from "../model.js";
import { intersection, union, unknown } from "./types.js";

/** A reference in a type: a `choice` alone or in a union, a `part` of an intersection, or a choice `inside` of a part. */
interface Edge {
  readonly to: string;
  readonly kind: "choice" | "inside" | "part";
}

type Step = Edge & { readonly from: string };
type Types = Map<string, Type>;

/** The names of a circle, and those of which it is known that they lead into none. */
interface Circle {
  readonly names: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
}

/** A name on the way from the first one, and where its type leads that has not been followed. */
interface Visit {
  readonly from: string;
  rest: Edge[];
  step?: Step;
}

/** The same schemas, none of which is an alias of itself. */
export function cutCycles(schemas: readonly NamedSchema[]): NamedSchema[] {
  const types: Types = new Map(schemas.map(({ name, type }) => [name, type]));
  const done = new Set<string>();
  for (const { name } of schemas) cutFrom(types, name, done);
  return schemas.map((schema) => ({ ...schema, type: types.get(schema.name) ?? schema.type }));
}

/** Cuts every circle that a name leads into. `done`: names that lead into none. A chain may be longer than the stack. */
function cutFrom(types: Types, start: string, done: Set<string>): void {
  const path: Visit[] = [];
  const depth = new Map<string, number>();
  const edgesOf = (from: string): Edge[] => edges(types.get(from) ?? unknown).reverse();
  const enter = (from: string): void => {
    depth.set(from, path.length);
    path.push({ from, rest: edgesOf(from) });
  };
  if (!done.has(start)) enter(start);
  for (let last = path.at(-1); last; last = path.at(-1)) {
    const edge = last.rest.pop();
    if (!edge) {
      done.add(last.from);
      depth.delete(last.from);
      path.pop();
      continue;
    }
    last.step = { from: last.from, ...edge };
    const begin = depth.get(edge.to);
    if (begin === undefined) {
      if (!done.has(edge.to)) enter(edge.to);
      continue;
    }
    const changed = cut(
      types,
      path.slice(begin).flatMap(({ step }) => step ?? []),
      done,
    );
    // The way to the type that has changed is the same; from there on it is looked for anew.
    for (const { from } of path.splice((depth.get(changed) ?? begin) + 1)) depth.delete(from);
    for (const visit of path.slice(-1)) visit.rest = edgesOf(visit.from);
  }
}

function edges(type: Type, kind: Edge["kind"] = "choice"): Edge[] {
  switch (type.kind) {
    case "reference":
      return [{ to: type.name, kind }];
    case "union":
      return type.members.flatMap((member) => edges(member, kind === "choice" ? "choice" : "inside"));
    case "intersection":
      return type.members.flatMap((member) => edges(member, "part"));
    default:
      return [];
  }
}

/** Cuts a circle at the name that it returns. */
function cut(types: Types, cycle: readonly Step[], done: ReadonlySet<string>): string {
  // A child keeps what its parent says of itself, without the parent's choice of children.
  const parts = cycle.flatMap((step, index) => (step.kind === "part" ? [{ step, index }] : []));
  const found =
    parts.find(({ index }) => cycle[(index + 1) % cycle.length]?.kind !== "part")?.step ??
    parts[0]?.step ??
    cycle.find((step) => step.kind === "inside");
  if (!found) return merge(types, cycle);
  const own =
    found.kind === "part" ? ownPart(types, found, { names: new Set(cycle.map((step) => step.from)), done }) : unknown;
  types.set(found.from, replace(types.get(found.from) ?? unknown, found, own));
  return found.from;
}

/** What a type says without the names of a circle and the choices that lead into it. */
function ownPart(types: Types, { from, to }: Step, circle: Circle): Type {
  const seen = new Set([from]);
  const own = (type: Type): Type => {
    switch (type.kind) {
      case "reference": {
        if (!leadsInto(types, type.name, circle)) return type;
        if (seen.has(type.name)) return unknown;
        seen.add(type.name);
        return own(types.get(type.name) ?? unknown);
      }
      case "union":
        return edges(type).some((edge) => leadsInto(types, edge.to, circle)) ? unknown : type;
      case "intersection":
        return flatIntersection(type.members.map(own));
      default:
        return type;
    }
  };
  return own({ kind: "reference", name: to });
}

function leadsInto(types: Types, name: string, { names, done }: Circle): boolean {
  const seen = new Set([name]);
  for (const one of seen) {
    if (names.has(one)) return true;
    if (done.has(one)) continue;
    for (const edge of edges(types.get(one) ?? unknown)) seen.add(edge.to);
  }
  return false;
}

function replace(type: Type, edge: Edge, by: Type, kind: Edge["kind"] = "choice"): Type {
  switch (type.kind) {
    case "reference":
      return type.name === edge.to && kind === edge.kind ? by : type;
    case "union": {
      const inner = kind === "choice" ? "choice" : "inside";
      return union(type.members.map((member) => replace(member, edge, by, inner)));
    }
    case "intersection":
      return flatIntersection(type.members.map((member) => replace(member, edge, by, "part")));
    default:
      return type;
  }
}

function flatIntersection(members: readonly Type[]): Type {
  return intersection(members.flatMap((member) => (member.kind === "intersection" ? member.members : [member])));
}

/** Choices that include each other all around are one type: the first has every choice, the others are its name. */
function merge(types: Types, cycle: readonly Step[]): string {
  const names = new Set(cycle.map((step) => step.from));
  const [root = ""] = names;
  const choices = [...names].flatMap((name) => {
    const type = types.get(name) ?? unknown;
    return type.kind === "union" ? type.members : [type];
  });
  const others = choices.filter((choice) => choice.kind !== "reference" || !names.has(choice.name));
  for (const name of names) types.set(name, { kind: "reference", name: root });
  types.set(root, others.length === 0 ? unknown : union(others));
  return root;
}
