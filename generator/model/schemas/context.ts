/** What the parts of the schema reader share. */
import type { Docs } from "../docs.js";
import type { Type } from "../model.js";
import type { KindReader, Kinds } from "./kinds.js";
import { allKinds } from "./kinds.js";
import type { Scan, Shape } from "./scan.js";
import type { Node, ObjectNode, Source } from "../source.js";

/** Under which circumstances a schema is read. */
export interface Context {
  readonly shape: Shape;
  /** What the schemas around a part of a composition leave of the kinds. */
  readonly kinds: Kinds;
  /** The composition that this is a part of. */
  readonly whole?: ObjectNode;
}

export interface Reader {
  readonly source: Source;
  readonly docs: Docs;
  readonly scan: Scan;
  readonly kinds: KindReader;
  /** Whether the document is read as JSON Schema to the letter, rather than as vendors mean it. */
  readonly literal: boolean;
  type(node: Node, context: Context): Type;
  /** What a `$dynamicRef` leads to where one reader alone can come from; undefined where it may be several. */
  readonly bound: (reference: string, context: Context) => Type | undefined;
}

export const fresh = (shape: Shape): Context => ({ shape, kinds: allKinds });
