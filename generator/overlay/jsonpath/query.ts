/** What an RFC 9535 query looks like once it is read. Types only. */
import type { Json } from "../../load/document.js";

export interface Query {
  /** As it was written. */
  readonly text: string;
  /** `$` starts at the document, `@` at the node that is being looked at. */
  readonly root: "$" | "@";
  readonly segments: readonly Segment[];
  /** Only names and indexes, so at most one node. */
  readonly singular: boolean;
}

export interface Segment {
  readonly kind: "child" | "descendant";
  readonly selectors: readonly Selector[];
  /** As it was written, without blanks before it. */
  readonly text: string;
}

export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "index"; readonly index: number }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: "filter"; readonly condition: Condition };

export type Condition =
  | { readonly kind: "or" | "and"; readonly operands: readonly Condition[]; readonly text: string }
  | { readonly kind: "not"; readonly operand: Condition; readonly text: string }
  | { readonly kind: "exists"; readonly query: Query; readonly text: string }
  | { readonly kind: "test"; readonly call: Call; readonly text: string }
  | {
      readonly kind: "comparison";
      readonly operator: Operator;
      readonly left: Operand;
      readonly right: Operand;
      readonly text: string;
    };

export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "query"; readonly query: Query }
  | Call;

export interface Call {
  readonly kind: "call";
  readonly name: FunctionName;
  readonly operands: readonly Operand[];
}

export type FunctionName = "length" | "count" | "match" | "search" | "value";

/** A place that a query selected. Parents lead back to the root; a path is made only when somebody asks for it. */
export interface Node {
  readonly value: Json;
  readonly parent: Node | undefined;
  readonly key: string | number;
}

export type Path = readonly (string | number)[];
