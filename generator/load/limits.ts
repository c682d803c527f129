/** How much of a document is too much, and the way out of a parser that has met it. */
import type { DiagnosticCode } from "../diagnostics.js";
import { MAX_DEPTH } from "./document.js";

/** Something wrong at an offset, before it is known how the file is called. */
export interface Problem {
  readonly code: Extract<DiagnosticCode, `load/${string}`>;
  readonly message: string;
  readonly start: number;
  readonly end?: number;
  readonly related?: { readonly message: string; readonly start: number; readonly end: number };
}

/** Thrown inside the parsers to give up at once; `loadDocument` turns it into a diagnostic. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The problem of a document that is nested beyond {@link MAX_DEPTH}. */
export function tooDeep(start: number): Problem {
  return { code: "load/too-deep", message: `Collections are nested more than ${MAX_DEPTH} levels deep.`, start };
}

/** How many files a document may refer to: the largest published descriptions are split into some two thousand. */
export const MAX_FILES = 10_000;

/** The largest file that is read: the largest published descriptions have a tenth of that, and what is read is held in memory. */
export const MAX_BYTES = 128 * 1024 * 1024;
