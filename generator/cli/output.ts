/** Diagnostics for a person: with code frames, on stderr. */
import { readFileSync } from "node:fs";
import { isError, sortDiagnostics, type Diagnostic } from "../diagnostics.js";
import { formatDiagnostics } from "../format-diagnostics.js";
import { colorsFor } from "./terminal.js";

const sources = new Map<string, string | undefined>();

function readSource(file: string): string | undefined {
  if (!sources.has(file)) {
    let text: string | undefined;
    try {
      text = readFileSync(file, "utf8");
    } catch {
      text = undefined;
    }
    sources.set(file, text);
  }
  return sources.get(file);
}

/** Prints diagnostics to stderr; true when one of them is an error. */
export function report(diagnostics: readonly Diagnostic[]): boolean {
  if (diagnostics.length > 0) {
    const color = colorsFor(process.stderr);
    process.stderr.write(`${formatDiagnostics(sortDiagnostics(diagnostics), { color, readSource })}\n`);
  }
  return diagnostics.some(isError);
}
