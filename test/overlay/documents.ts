import { readFileSync } from "node:fs";
import type { Diagnostic } from "../../generator/diagnostics.js";
import type { Document } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import type { Overlay } from "../../generator/overlay/overlay.js";
import { readOverlay } from "../../generator/overlay/read.js";

export function documentOf(text: string, file = "spec.yaml"): Document {
  const [document, diagnostics] = loadDocument(file, text);
  if (document === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return document;
}

export function documentAt(path: string): Document {
  return documentOf(readFileSync(path, "utf8"), path);
}

/** An overlay with these actions, written as YAML from the first column on. The first action stands in line 4. */
export function overlayOf(actions: string, version = "1.1.0", file = "overlay.yaml"): Overlay {
  const [overlay, diagnostics] = readOverlay(documentOf(overlayText(actions, version), file));
  if (overlay === undefined) throw new Error(format(diagnostics).join("\n"));
  return overlay;
}

export function overlayText(actions: string, version = "1.1.0"): string {
  return `overlay: ${version}\ninfo: { title: test, version: "1" }\nactions:\n${actions}`;
}

export function overlayAt(path: string): Overlay {
  const [overlay, diagnostics] = readOverlay(documentAt(path));
  if (overlay === undefined) throw new Error(format(diagnostics).join("\n"));
  return overlay;
}

/** `overlay.yaml:4:13 error overlay/unmatched: …`, then help and related places, indented. */
export function format(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.flatMap(({ location, severity, code, message, help, related = [] }) => [
    `${location?.file}:${location?.line}:${location?.column} ${severity} ${code}: ${message}`,
    ...(help === undefined ? [] : [`  help: ${help}`]),
    ...related.map((one) => `  ${one.location.file}:${one.location.line}:${one.location.column} ${one.message}`),
  ]);
}
