/** The rows of ../shared/fixtures/parameter-styles.json, and what we chose where OpenAPI leaves the choice. */
import { existsSync, readFileSync } from "node:fs";
import type { Parameter } from "../../templates/runtime/operation.js";

export interface Row {
  readonly id: string;
  readonly name: string;
  readonly status: "must" | "may";
  readonly in: Parameter["in"];
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly content?: string;
  readonly kind: string;
  readonly value?: unknown;
  readonly expected: string | null;
  readonly alternatives?: readonly string[];
}

const fixture = new URL("../../../shared/fixtures/parameter-styles.json", import.meta.url);
export const rows: readonly Row[] = existsSync(fixture) ? (JSON.parse(readFileSync(fixture, "utf8")) as Row[]) : [];

export const refused: unique symbol = Symbol("refused before anything is sent");

/** The open rows: what is on the wire, or that the value is refused. CONTRIBUTING.md has the reasons. */
export const choices: Readonly<Record<string, string | null | typeof refused>> = {
  // An empty value in a path is sent only where its segment is not empty.
  p004: ";color",
  p008: ";color",
  p012: refused,
  p016: refused,
  p020: refused,
  p024: refused,
  // An empty header is not sent.
  p028: null,
  p032: null,
  // Several cookies of one name are one that looks like a form.
  p050: "color=blue&color=black&color=brown",
  p051: "R=100&G=200&B=150",
  // Headers are text as it is; what is no text for a header is refused.
  p147: refused,
  p149: "a,b,c d,e&f,g;h,i.j",
  p155: "k e,v,1,a&b,c=d",
  p157: ",b",
  p158: "2020-01-02T03:04:05.678+09:00",
  p164: refused,
  p166: "a,b,c d,e&f,g;h,i.j",
  p172: "k e=v,1,a&b=c=d",
  p174: ",b",
  p175: "2020-01-02T03:04:05.678+09:00",
  // Exploded lists are `form`, as OpenAPI 3.0.2 has it.
  p214: "?color=blue&color=black&color=brown",
  p219: "?color=blue&color=black&color=brown",
  // deepObject: null is left out, objects nest, lists are numbered, `explode` says nothing.
  p223: "?color%5BR%5D=100",
  p224: "?color%5Ba%5D%5Bb%5D=1",
  p225: "?color%5Ba%5D%5B0%5D=1&color%5Ba%5D%5B1%5D=2",
  p226: "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
  // allowReserved: what is encoded stays, what would end the value is encoded.
  p229: "?color=a%2Fb",
  p230: "?color=a%26b%3Dc%2Bd%23e%5Bf%5D",
};

/** What may be on the wire for a row. */
export function expectedOf(row: Row): readonly (string | null | typeof refused)[] {
  const all: readonly (string | null | typeof refused)[] =
    row.status === "must" ? [row.expected, ...(row.alternatives ?? [])] : [choices[row.id] ?? null];
  // WHATWG's URL, which every fetch goes through, writes ' as %27 in a query.
  return all.flatMap((text): (string | null | typeof refused)[] =>
    row.in === "query" && typeof text === "string" ? [text, new URL(text, "http://test").search] : [text],
  );
}
