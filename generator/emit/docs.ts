/** Documentation comments (TSDoc). */
import type { Json } from "../load/document.js";
import type { Doc } from "../model/model.js";
import type { Correction, Evidence } from "../overlay/overlay.js";
import { docText, oneLine } from "./escape.js";
import { withoutHtml } from "./html.js";

const width = 110;
/** How far a wrapped line is indented at the most: each of its lines repeats that. */
const deepest = 40;
/** How much of a text is shown: no page is longer, and every editor holds the whole of it. */
const longest = 1_000_000;

/** A doc comment with its line break, or nothing when there is nothing to say. `lead` opens a comment that has no text of its own. */
export function docComment(doc: Doc, lead?: string): string {
  const blocks = docBlocks(doc, lead);
  return blocks.length === 0 ? "" : comment(blocks);
}

/** A doc comment from ready paragraphs. */
export function comment(blocks: readonly string[]): string {
  const text = blocks.map(wrapBlock).join("\n\n");
  if (!text.includes("\n") && text.length <= width) return `/** ${text} */\n`;
  const lines = text.split("\n").map((line) => (line === "" ? " *" : ` * ${line}`));
  return `/**\n${lines.join("\n")}\n */\n`;
}

/** A doc comment of the vendor's words alone. */
export function proseComment(text: string | undefined): string {
  return text === undefined || text.trim() === "" ? "" : comment([prose(sentence(text))]);
}

export function docBlocks(doc: Doc, lead?: string): string[] {
  const blocks: string[] = [];
  const summary = doc.summary ?? (doc.description === undefined ? lead : undefined);
  if (summary !== undefined) blocks.push(prose(sentence(summary)));
  if (doc.description !== undefined && doc.description !== summary)
    blocks.push(prose(doc.summary === undefined ? sentence(doc.description) : doc.description));
  if (doc.notes.length > 0) blocks.push(prose(capitalize(`${doc.notes.join("; ")}.`)));
  const told = doc.corrections.filter((one) => one.changes.some((change) => !wordy.test(change.pointer)));
  if (told.length > 0) blocks.push(`@remarks\n${corrections(told)}`);
  const tags: string[] = [];
  if (doc.defaultValue !== undefined) tags.push(`@defaultValue ${code(doc.defaultValue)}`);
  for (const example of doc.examples.slice(0, 2)) if (isShort(example)) tags.push(`@example ${code(example)}`);
  if (doc.deprecated) tags.push("@deprecated The vendor advises against it.");
  for (const url of doc.see) tags.push(`@see ${docText(oneLine(url))}`);
  if (tags.length > 0) blocks.push(tags.join("\n"));
  return blocks.filter((block) => block.trim() !== "");
}

function corrections(list: readonly Correction[]): string {
  const items = merged(list).map((one) => wrap(docText(`- ${correctionLine(one, 1)}`), "  "));
  return `Corrected against the vendor's document:\n${items.join("\n")}`;
}

/** A correction that takes two actions (remove, then update) is told once. */
function merged(list: readonly Correction[]): Correction[] {
  const byText = new Map<string, Correction>();
  for (const one of list) {
    const same = byText.get(one.description);
    byText.set(one.description, same ? { ...same, changes: [...same.changes, ...one.changes] } : one);
  }
  return [...byText.values()];
}

/** What to call the API after "the": a title alone would read oddly. */
export function apiTitle(title: string): string {
  const line = oneLine(title);
  return /\b(?:api|service|platform)s?\b/i.test(line) ? line : `${line} API`;
}

/** Where only words changed, the old ones are no news. */
const wordy = /\/(?:description|summary|title|operationId|\$ref|externalDocs|tags(?:\/\d+)?)(?:\/url)?$/;

/** What was corrected, from what, and on whose word, in one line; with so many quotes at the most. */
export function correctionLine(correction: Correction, quotes: number): string {
  const was = correction.changes.flatMap(({ kind, from, pointer }) =>
    kind === "changed" && isShort(from) && !wordy.test(pointer) ? [JSON.stringify(from)] : [],
  );
  const before = new Set(was).size === 1 ? ` It said ${was[0]}.` : "";
  const evidence = correction.evidence.slice(0, quotes).map(evidenceText).join("; ");
  return oneLine(`${correction.description.trim()}${before}${evidence === "" ? "" : ` (${evidence})`}`);
}

function evidenceText(evidence: Evidence): string {
  const source = evidence.kind === "page" ? `docs/${evidence.page}` : `${evidence.url}, ${evidence.checked}`;
  return `“${shorten(oneLine(evidence.quote), 160)}”, ${source}`;
}

function isShort(value: Json | undefined): boolean {
  return value !== undefined && (typeof value !== "object" || value === null) && String(value).length <= 80;
}

function code(value: Json): string {
  const text = docText(oneLine(typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value)));
  return text.includes("`") ? text : `\`${text}\``;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /^#|[.!?:…]$/.test(trimmed) || trimmed.includes("\n") ? trimmed : `${trimmed}.`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Vendor prose: long lines wrapped, code blocks and tables left alone, no run of blank lines. */
function prose(text: string): string {
  if (text.length <= width && !/\n|^\s*#/.test(text)) return docText(text.trim());
  let fenced = false;
  const lines = docText(withoutHtml(shorten(text.trim(), longest)))
    .split("\n")
    .map((line) => {
      const trimmed = line.trimEnd();
      if (/^\s*(?:```|~~~)/.test(trimmed)) fenced = !fenced;
      if (fenced || /^\s*\|/.test(trimmed)) return trimmed;
      const heading = headingOf(trimmed);
      // A heading would be as large as the symbol's own name in an editor.
      if (heading !== undefined) return `**${heading}**`;
      const indent = /^\s*(?:[-*+] |\d+\. )?/.exec(trimmed)?.[0].length ?? 0;
      return wrap(trimmed, " ".repeat(Math.min(indent, deepest)));
    });
  return lines.join("\n").replaceAll(/\n{3,}/g, "\n\n");
}

/** The text of a Markdown heading, without the marks around it. By hand: an expression would try each blank as the last. */
function headingOf(line: string): string | undefined {
  const marks = /^#{1,6}\s+/.exec(line)?.[0].length;
  if (marks === undefined) return undefined;
  let end = line.length;
  while (end > marks && line[end - 1] === "#") end -= 1;
  return line.slice(marks, end).trimEnd();
}

function wrapBlock(block: string): string {
  if (block.length <= width || block.includes("```") || block.includes("~~~")) return block;
  return block
    .split("\n")
    .map((line) => (/^\s*\|/.test(line) ? line : wrap(line, "")))
    .join("\n");
}

function wrap(line: string, indent: string): string {
  if (line.length <= width) return line;
  const lines: string[] = [];
  let current = "";
  let hasText = false;
  for (const word of line.split(" ")) {
    const isText = word.trim() !== "";
    if (hasText && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
      hasText = isText;
    } else {
      hasText ||= isText;
      current = current === "" && lines.length === 0 ? word : `${current} ${word}`;
    }
  }
  lines.push(current);
  // A line that begins with @ would be read as a tag; the first one may be meant so.
  return lines.map((text, index) => (index === 0 ? text : text.replace(/^(\s*)@/, "$1\\@"))).join("\n");
}
