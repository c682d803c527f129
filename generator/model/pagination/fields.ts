/** Finding the fields that a declaration names in the types of a body. */
import type { Path } from "./declared.js";
import type { Field, Property, Type } from "../model.js";
import type { Schemas } from "../schemas/schemas.js";

/** A field that is there. */
export interface Found {
  readonly steps: Field["steps"];
  readonly type: Type;
  readonly property?: Property;
}

/** How far a path leads, and which names there are where it ends. */
export interface Missing {
  readonly missing: string;
  /** The names before it. */
  readonly parent: readonly string[];
  readonly known: readonly string[];
}

const nothing: Type = { kind: "null" };

export class Fields {
  readonly #schemas: Schemas;
  // Types are shared, and a few that name each other twice make for more ways through them than there is time.
  readonly #known = new WeakMap<Type, Map<string, Property>>();
  readonly #fitting = new Map<string, WeakMap<Type, boolean>>();
  readonly #nullable = new WeakMap<Type, boolean>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  walk(type: Type, path: Path): Found | Missing {
    const steps: { name: string; optional: boolean }[] = [];
    let at = type;
    let property: Property | undefined;
    for (const step of path) {
      const name = String(step);
      const fields = this.of(at);
      property = fields.get(name);
      if (!property) return { missing: name, parent: steps.map((one) => one.name), known: [...fields.keys()] };
      steps.push({ name, optional: this.mayBeNothing(at) });
      at = property.required ? property.type : { kind: "union", members: [property.type, nothing] };
    }
    return { steps, type: at, ...(property && { property }) };
  }

  /** The fields that every value of the type may have; of a union those of all members. */
  of(type: Type): Map<string, Property> {
    const target = this.expand(type);
    const known = this.#known.get(target);
    if (known) return known;
    const fields = this.#of(target);
    this.#known.set(target, fields);
    return fields;
  }

  #of(target: Type): Map<string, Property> {
    switch (target.kind) {
      case "object":
        return new Map(target.properties.map((one) => [one.name, one]));
      case "intersection":
        return new Map(target.members.flatMap((member) => [...this.of(member)]));
      case "union": {
        const members = target.members.filter((member) => this.expand(member).kind !== "null");
        const [first, ...others] = members.map((member) => this.of(member));
        const common = [...(first ?? [])].filter(([name]) => others.every((other) => other.has(name)));
        return new Map(
          common.map(([name, one]) => [
            name,
            merged(
              one,
              others.map((other) => other.get(name)),
            ),
          ]),
        );
      }
      default:
        return new Map();
    }
  }

  /** The type behind names, null left out. */
  expand(type: Type): Type {
    const target = this.#schemas.expand(type);
    if (target.kind !== "union") return target;
    const [member, ...others] = target.members.filter((one) => one.kind !== "null");
    return member && others.length === 0 ? this.expand(member) : target;
  }

  itemOf(type: Type): Type {
    const target = this.expand(type);
    return target.kind === "array" ? target.items : { kind: "unknown" };
  }

  mayBeNothing(type: Type): boolean {
    const target = this.#schemas.expand(type);
    if (target.kind !== "union") return target.kind === "null";
    const known = this.#nullable.get(target);
    if (known !== undefined) return known;
    const answer = target.members.some((member) => this.mayBeNothing(member));
    this.#nullable.set(target, answer);
    return answer;
  }

  /** Whether every value of the type, null apart, is of one of these kinds. */
  fits(type: Type, kinds: readonly string[]): boolean {
    const target = this.expand(type);
    if (target.kind === "enum") return target.values.every((value) => kinds.includes(typeof value));
    if (target.kind !== "union") return kinds.includes(target.kind);
    const answers = this.#fitting.get(kinds.join()) ?? new WeakMap<Type, boolean>();
    this.#fitting.set(kinds.join(), answers);
    const known = answers.get(target);
    if (known !== undefined) return known;
    const answer = target.members.every((member) => member.kind === "null" || this.fits(member, kinds));
    answers.set(target, answer);
    return answer;
  }
}

function merged(one: Property, others: readonly (Property | undefined)[]): Property {
  const all = others.flatMap((other) => other ?? []);
  return {
    ...one,
    required: one.required && all.every((other) => other.required),
    type: { kind: "union", members: [one.type, ...all.map((other) => other.type)] },
  };
}
