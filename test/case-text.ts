/** Diagnostics as a terminal without colours shows them, with paths as seen from a case's folder. */
import { existsSync, readFileSync } from "node:fs";
import type { Diagnostic } from "../generator/diagnostics.js";
import { formatDiagnostics } from "../generator/format-diagnostics.js";

export function diagnosticsToText(diagnostics: readonly Diagnostic[], folder: string): string {
  const readSource = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
  return `${formatDiagnostics(diagnostics, { color: false, readSource })}\n`.replaceAll(`${folder}/`, "");
}
