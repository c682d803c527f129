/**
 * A diagnostic is data: what is wrong, where, and what to do about it. Stages return diagnostics beside their value;
 * nothing is printed and nothing is thrown until `cli.ts` decides.
 */
import type { DiagnosticCode } from "./diagnostic-codes.js";

export type { DiagnosticCode } from "./diagnostic-codes.js";

export type Severity = "error" | "warning";

/** A place in a file that a person can open. Lines and columns count from 1, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** One past the last column, when the marked text ends on the same line. */
  readonly endColumn?: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: what is wrong, with the names and values that matter. */
  readonly message: string;
  readonly location?: Location;
  /** Other places that matter, each with a word on why: "the spec has", "first defined here". */
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
  /** What to do, when more can be said than the catalogue's fix. */
  readonly help?: string;
}

/** A value with what was noticed while making it. */
export type Result<T> = readonly [value: T, diagnostics: readonly Diagnostic[]];

/** Collects diagnostics over a stage: `pipe` unwraps a result and keeps what it reported, `wrap` hands all of it on. */
export class Diagnostics {
  readonly #list: Diagnostic[] = [];

  error(code: DiagnosticCode, message: string, rest: DiagnosticDetails = {}): void {
    this.report({ code, severity: "error", message, ...rest });
  }

  warning(code: DiagnosticCode, message: string, rest: DiagnosticDetails = {}): void {
    this.report({ code, severity: "warning", message, ...rest });
  }

  report(diagnostic: Diagnostic): void {
    this.#list.push(diagnostic);
  }

  pipe<T>([value, diagnostics]: Result<T>): T {
    this.#list.push(...diagnostics);
    return value;
  }

  wrap<T>(value: T): Result<T> {
    return [value, this.#list];
  }

  get hasErrors(): boolean {
    return this.#list.some(isError);
  }
}

export type DiagnosticDetails = Pick<Diagnostic, "help" | "location" | "related">;

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "error";
}

/** Sorts by file, line, column, then code: the order in which a person would mend them. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.location?.file ?? "", b.location?.file ?? "") ||
      (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
      (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
      compare(a.code, b.code),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
