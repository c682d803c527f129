/** Diagnostics for people (with the lines they are about) and for programs (as plain data). */
import picocolors from "picocolors";

import { diagnosticCatalogue } from "./diagnostic-codes.js";
import { isError, sortDiagnostics, type Diagnostic, type Location } from "./diagnostics.js";

export interface FormatOptions {
  readonly color: boolean;
  /** The text of a file that a location names, for code frames; undefined if it cannot be had. */
  readonly readSource: (file: string) => string | undefined;
}

/** The diagnostics as a terminal shows them, in the order to mend them, with a summary; empty when there are none. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], { color, readSource }: FormatOptions): string {
  if (diagnostics.length === 0) return "";
  const formatter = new Formatter(color, readSource);
  const blocks = sortDiagnostics(diagnostics).map((diagnostic) => formatter.diagnostic(diagnostic));
  return `${blocks.join("\n\n")}\n\n${formatter.summary(diagnostics)}`;
}

/** The diagnostics as plain data for `--json`: always the same fields in the same order, absent ones left out. */
export function diagnosticsToJson(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return sortDiagnostics(diagnostics).map(plainDiagnostic);
}

class Formatter {
  readonly #colors: ReturnType<typeof picocolors.createColors>;
  readonly #readSource: FormatOptions["readSource"];
  readonly #sources = new Map<string, readonly string[] | undefined>();

  constructor(color: boolean, readSource: FormatOptions["readSource"]) {
    this.#colors = picocolors.createColors(color);
    this.#readSource = readSource;
  }

  diagnostic(diagnostic: Diagnostic): string {
    const { code, severity, message, location, related = [], help } = diagnostic;
    const { bold, dim, cyan } = this.#colors;
    const paint = this.#paint(isError(diagnostic));
    const place = location === undefined ? "" : `  ${cyan(placeOf(location))}`;
    const lines = [`${bold(paint(severity))} ${dim(code)}${place}`, ...indent(bold(plainLines(message)))];
    if (location !== undefined) lines.push(...this.#frame(location, paint));
    for (const other of related) {
      lines.push(
        ...indent(`${dim("note:")} ${plainLines(other.message)}  ${cyan(placeOf(other.location))}`),
        ...this.#frame(other.location, cyan),
      );
    }
    const advice = plainLines(help ?? diagnosticCatalogue[code].fix).split("\n");
    lines.push(...advice.map((line, index) => `  ${index === 0 ? this.#colors.green("help:") : "     "} ${line}`));
    return lines.join("\n");
  }

  summary(diagnostics: readonly Diagnostic[]): string {
    const errors = diagnostics.filter(isError).length;
    const counts = [
      ...(errors > 0 ? [this.#paint(true)(count(errors, "error"))] : []),
      ...(errors < diagnostics.length ? [this.#paint(false)(count(diagnostics.length - errors, "warning"))] : []),
    ];
    return counts.join(", ");
  }

  #paint(isWrong: boolean): (text: string) => string {
    return isWrong ? this.#colors.red : this.#colors.yellow;
  }

  #frame(location: Location, mark: (text: string) => string): string[] {
    const colors: FrameColors = { gutter: this.#colors.dim, mark };
    const lines = this.#linesOf(location.file);
    return lines === undefined ? [] : codeFrame(lines, location, colors);
  }

  #linesOf(file: string): readonly string[] | undefined {
    if (!this.#sources.has(file)) {
      const text = this.#readSource(file)?.replace(/^\uFEFF/, "");
      // A plain separator is found five times as fast.
      this.#sources.set(file, text?.split(text.includes("\r") ? /\r\n?|\n/ : "\n"));
    }
    return this.#sources.get(file);
  }
}

function placeOf({ file, line, column }: Location): string {
  return `${plain(file)}:${line}:${column}`;
}

function plainLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(plain)
    .join("\n");
}

function indent(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function plainDiagnostic({ code, severity, message, location, related, help }: Diagnostic): Diagnostic {
  return {
    code,
    severity,
    message,
    ...(location && { location: plainLocation(location) }),
    ...(related && {
      related: related.map((other) => ({ message: other.message, location: plainLocation(other.location) })),
    }),
    help: help ?? diagnosticCatalogue[code].fix,
  };
}

function plainLocation({ file, line, column, endColumn }: Location): Location {
  return { file, line, column, ...(endColumn !== undefined && { endColumn }) };
}

type Paint = (text: string) => string;

interface FrameColors {
  readonly gutter: Paint;
  readonly mark: Paint;
}

const FRAME_WIDTH = 110;
const TAB = "    ";

/** The line of a location between its neighbours, with the place underlined. */
function codeFrame(
  lines: readonly string[],
  { line, column, endColumn }: Location,
  { gutter, mark }: FrameColors,
): string[] {
  const marked = lines[line - 1];
  if (marked === undefined) return [];
  const from = marked.length > FRAME_WIDTH && column > FRAME_WIDTH - 30 ? column - 40 : 0;
  const width = String(Math.min(line + 1, lines.length)).length;
  const numbered = (number: number): string[] => {
    const text = lines[number - 1];
    const isShown = text !== undefined && (number === line || text.trim() !== "");
    return isShown ? [`  ${gutter(`${String(number).padStart(width)} |`)} ${cut(text, from)}`.trimEnd()] : [];
  };
  const start = Math.min(column - 1, marked.length);
  const end = Math.min(Math.max(endColumn === undefined ? 0 : endColumn - 1, start), from + FRAME_WIDTH);
  const lead = (from > 0 ? 2 : 0) + cellsOf(marked.slice(from, start));
  const underline = " ".repeat(lead) + mark("^".repeat(Math.max(cellsOf(marked.slice(start, end)), 1)));
  return [
    ...numbered(line - 1),
    ...numbered(line),
    `  ${gutter(`${" ".repeat(width)} |`)} ${underline}`,
    ...numbered(line + 1),
  ];
}

function cut(line: string, from: number): string {
  const shown = plain(line.slice(from, from + FRAME_WIDTH));
  return `${from > 0 && line !== "" ? "… " : ""}${shown}${line.length > from + FRAME_WIDTH ? " …" : ""}`;
}

// Controls, and the invisible characters that reorder what a terminal shows.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text from a file or the network as a terminal may have it: nothing in it can move the cursor or change colours. */
function plain(text: string): string {
  return text.replace(unprintable, (character) =>
    character === "\t" ? TAB : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** How many columns of a terminal a text takes. */
function cellsOf(text: string): number {
  let cells = 0;
  for (const character of plain(text)) cells += zeroWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
}
