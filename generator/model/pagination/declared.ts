/** What every pagination dialect comes to: the words of `x-pagination`, each of which knows where it was written. */
import { splitPointer, type Document, type Pointer } from "../../load/document.js";
import type { DiagnosticCode, DiagnosticDetails } from "../../diagnostics.js";
import type { PaginationStyle } from "../model.js";
import type { Source } from "../source.js";

export type RequestField = "cursor" | "offset" | "page" | "limit";
export type ResponseField = "items" | "next" | "previous" | "total" | "totalPages" | "hasMore";

/** Where a word stands: in the corrected document, or in a file beside it. */
export interface Place {
  readonly pointer: Pointer;
  readonly document?: Document;
}

/** Steps into a body; -1 is the last element of a list. */
export type Path = readonly (string | -1)[];

/** A name of a request parameter or of a response field. */
export interface Word {
  /** As it was written. */
  readonly text: string;
  /** What it may mean, the likeliest first; nothing when it is no text. */
  readonly paths: readonly Path[];
  /** Request only: it is meant to be a property of the body, or a parameter. Either, when nothing is said. */
  readonly in?: "body" | "parameters";
  readonly at: Place;
}

export interface Declared {
  /** As messages call it: `x-pagination`. */
  readonly dialect: string;
  readonly at: Place;
  readonly style: PaginationStyle;
  readonly request: Readonly<Partial<Record<RequestField, Word>>>;
  readonly response: Readonly<Partial<Record<ResponseField, Word>>>;
  readonly dropWithCursor: readonly Word[];
  /** Undefined where the dialect says nothing of it. */
  readonly firstPage?: number;
}

/** `false`: said to be no list of pages. Undefined: wrong, and reported. */
export type Reading = Declared | false | undefined;

/** Says what is wrong with a declaration, or keeps silent when it was only tried. */
export class Reporter {
  readonly #source: Source | undefined;
  problems = 0;

  constructor(source?: Source) {
    this.#source = source;
  }

  error(code: DiagnosticCode, at: Place, message: string, details: DiagnosticDetails = {}): undefined {
    this.problems++;
    this.#source?.error(code, at.pointer, message, { ...located(at), ...details });
    return undefined;
  }

  warning(code: DiagnosticCode, at: Place, message: string, details: DiagnosticDetails = {}): undefined {
    this.problems++;
    this.#source?.warning(code, at.pointer, message, { ...located(at), ...details });
    return undefined;
  }
}

function located({ document, pointer }: Place): DiagnosticDetails {
  return document ? { location: document.locate(pointer) } : {};
}

/** `meta.next`, `data[-1].id` or `/meta/next`; the empty text is the body itself. */
export function fieldPath(text: string): Path {
  if (text === "") return [];
  if (text.startsWith("/")) return splitPointer(text).map((token) => (token === "-1" ? -1 : token));
  return text.split(".").flatMap((part): Path => {
    const list = /^(.*)\[-1\]$/.exec(part)?.[1];
    return list === undefined ? [part] : list === "" ? [-1] : [list, -1];
  });
}

/** A path as `x-pagination` would have it. */
export function formatField(path: Path): string {
  if (path.some((step) => step === "" || (step !== -1 && /[./[\]~]|^-1$/.test(step))))
    return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return path.reduce<string>(
    (text, step) => (step === -1 ? `${text}[-1]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** The path that a JSONPath query of one node takes: `$.data[-1].id`, `$['next page']`. Undefined for any other query. */
export function jsonPath(text: string): Path | undefined {
  const steps: (string | -1)[] = [];
  let rest = text.trim().replace(/^\$/, "");
  if (!text.trim().startsWith("$")) rest = `.${rest}`;
  while (rest !== "") {
    const step = /^\.([\p{L}\p{N}_@$-][\p{L}\p{N}_@$-]*)/u.exec(rest) ?? /^\[(?:'([^'\\]*)'|"([^"\\]*)")\]/.exec(rest);
    const last = step ? undefined : /^\[(?:-1|\(@\.length\s*-\s*1\)|-1:)\]/.exec(rest);
    if (step) steps.push(step[1] ?? step[2] ?? step[3] ?? "");
    else if (last) steps.push(-1);
    else return undefined;
    rest = rest.slice((step ?? last)?.[0].length);
  }
  return steps;
}
