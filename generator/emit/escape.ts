/**
 * Where spec text enters code. A spec is untrusted: each place it may land has one function here that turns any text
 * into nothing but text of that place.
 */
import { isIdentifier } from "../model/names/names.js";

/** A string literal. U+2028 and U+2029 end a line in some readers; control and bidirectional marks hide what a file says. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A key of an object literal, an interface or an index. `__proto__` as a plain key would set the prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : stringLiteral(name);
}

/** Reads a property: `.data`, `["field-errors"]`. */
export function propertyAccess(name: string, optional: boolean): string {
  if (isIdentifier(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${stringLiteral(name)}]`;
}

/** Whatever {@link docText} changes; few texts have any of it. */
const unusual = /[@\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\*\//;

/** Text inside a documentation comment: it cannot end the comment, nor begin a tag. */
export function docText(text: string): string {
  if (!unusual.test(text)) return text;
  return visible(text)
    .replaceAll("*/", "*\\/")
    .replaceAll("{@", "{\\@")
    .replaceAll(/^([^\S\n]*)@/gm, "$1\\@");
}

/** Text of one line, for a `//` comment or a Markdown table. */
export function oneLine(text: string): string {
  return visible(text).replaceAll(/\s+/gu, " ").trim();
}

/** Text in Markdown that must stay text: no HTML, no links made by the spec, no table cells. */
export function markdownText(text: string): string {
  return oneLine(text).replaceAll(/[\\<>[\]|&]/g, (mark) => `\\${mark}`);
}

/** Code in Markdown, between as many backticks as it takes. */
export function markdownCode(text: string, isInTable: boolean = true): string {
  const code = isInTable ? oneLine(text).replaceAll("|", "\\|") : oneLine(text);
  let longest = 0;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

/** Takes out what cannot be seen but changes how a line is read: controls, and marks that reorder text. */
function visible(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "");
}
