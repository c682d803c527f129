/** The types of the overlay stage: what an overlay says, and what became of it. Read this file first. */
import type { Diagnostic, Location } from "../diagnostics.js";
import type { Document, Json, Pointer } from "../load/document.js";
import type { Edit } from "./edits.js";
import type { Query } from "./jsonpath/jsonpath.js";

/** An OpenAPI Overlay 1.0, 1.1 or 1.2 document. */
export interface Overlay {
  readonly document: Document;
  readonly version: "1.0" | "1.1" | "1.2";
  readonly title: string;
  /** Its own address (1.2). */
  readonly self?: string;
  /** The document it was written for; nobody here fetches it. */
  readonly extends?: string;
  readonly actions: readonly Action[];
}

export interface Action {
  /** Where the action stands in the overlay's document, for example `/actions/3`. */
  readonly pointer: Pointer;
  /** Where its other fields stand: the same, or in a 1.2 overlay a reusable action's fields. */
  readonly fields: Pointer;
  readonly target: Query;
  readonly description?: string;
  readonly update?: Json;
  readonly remove?: true;
  /** Overlay 1.1: a query for the value to merge into the targets. */
  readonly copy?: Query;
  readonly expect: readonly Expectation[];
  readonly evidence: readonly Evidence[];
}

/** What upstream held when the correction was written (`x-expect`); it must hold just before the action. */
export interface Expectation {
  readonly pointer: Pointer;
  /** The nodes to test; the action's own target by default. */
  readonly target?: Query;
  /** How many nodes; `{min: 1}` by default. */
  readonly count: { readonly min: number; readonly max: number };
  /** Each node contains this: objects by own keys, lists by element, the rest by equality. */
  readonly value?: Json;
  /** Each node equals this. */
  readonly exactly?: Json;
  /** Queries relative to the node (`@…`) that must select nothing. */
  readonly absent: readonly Query[];
  /** The node is text that contains this, white space collapsed. */
  readonly contains?: string;
}

/** The sentence a correction stands on (`x-evidence`). */
export type Evidence =
  | { readonly kind: "page"; readonly page: string; readonly quote: string; readonly pointer: Pointer }
  | {
      readonly kind: "url";
      readonly url: string;
      readonly quote: string;
      readonly checked: string;
      readonly pointer: Pointer;
    };

export type Verdict = "applied" | "obsolete" | "conflict" | "unmatched" | "invalid";

/** One action's row in the verdict table. */
export interface Judgement {
  readonly action: Action;
  readonly verdict: Verdict;
  /** How many nodes the target selected. An optional action (`count: {min: 0}`) is applied to none. */
  readonly matched: number;
  /** The action in its overlay; found when asked for. */
  readonly location: Location;
}

/** What an action did, for the documentation of what it touched. */
export interface Correction {
  readonly description: string;
  readonly evidence: readonly Evidence[];
  /** The action: `file:line` of the overlay; found when asked for. */
  readonly location: Location;
  readonly target: string;
  readonly changes: readonly Change[];
}

/** One node that an action changed. */
export interface Change {
  readonly kind: "added" | "changed" | "removed";
  /** Where it stands in the corrected document; for a removed node, what it was removed from. */
  readonly pointer: Pointer;
  /** The key or the index that a removed node had. */
  readonly key?: string | number;
  /** What stood there before the action; absent for an addition. */
  readonly from?: Json;
  /** What the action put there; absent for a removal. */
  readonly to?: Json;
}

/** The document with all corrections made. `locate` leads to the spec, or to the overlay that put the value there. */
export interface CorrectedDocument extends Document {
  readonly source: Document;
  /** Whether an overlay put the value there. */
  readonly isCorrected: (pointer: Pointer) => boolean;
  /** Made when first asked for. */
  readonly corrections: readonly Correction[];
}

/** Reads a page under `docs/` for evidence; undefined when there is none of that name. */
export type ReadPage = (page: string) => string | undefined;

/** Whether a reference in a file, read as from the base if there is one, leads to a local file other than the expected. */
export type IsOtherFile = (file: string, base: string | undefined, reference: string, expected: string) => boolean;

export interface CorrectOptions {
  readonly readPage: ReadPage;
  /** This repo's own rule: a missing guard or missing evidence is an error, not a warning. */
  readonly strict: boolean;
  /** Tells whether `extends` names another document; without it, `extends` is not looked at. */
  readonly isOtherFile?: IsOtherFile;
}

/** What `overlay apply` returns: exactly the specification, no policy. */
export interface Applied {
  readonly value: Json;
  readonly report: readonly { readonly action: Action; readonly matched: number; readonly error?: string }[];
  /** Every single edit in the order it was made: replayed on another form of the document, they give the same result. */
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
}
