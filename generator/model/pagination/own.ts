/** `x-pagination`: our own words. Each style has its fields; a field that it does not have is an error. */
import { child } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { PaginationStyle } from "../model.js";
import { isPageNumber } from "./check.js";
import {
  fieldPath,
  type Reading,
  type Reporter,
  type RequestField,
  type ResponseField,
  type Word,
} from "./declared.js";
import { describe, type Node, type ObjectNode, type Source } from "../source.js";

/** Which fields each style has; the first list must be given. */
export const styles: Readonly<Record<PaginationStyle, { needs: readonly string[]; may: readonly string[] }>> = {
  cursor: { needs: ["cursor", "next", "items"], may: ["previous", "limit", "dropWithCursor", "hasMore"] },
  offset: { needs: ["offset", "items"], may: ["limit", "total", "hasMore"] },
  page: { needs: ["page", "items"], may: ["limit", "total", "totalPages", "hasMore", "firstPage"] },
  link: { needs: ["items"], may: ["limit"] },
  "next-url": { needs: ["next", "items"], may: ["limit"] },
};

const requestFields: readonly RequestField[] = ["cursor", "offset", "page", "limit"];
const responseFields: readonly ResponseField[] = ["items", "next", "previous", "total", "totalPages", "hasMore"];

export function readOwn(source: Source, found: Node, report: Reporter): Reading {
  if (found.value === false) return false;
  const node = source.asObject(found, "`x-pagination`");
  const style = node && readStyle(source, node, report);
  if (!node || !style || !checkFields(node, style, report)) return undefined;
  const request = requestFields.flatMap((key) => {
    const found = source.get(node, key);
    return found ? [[key, wordOf(found)] as const] : [];
  });
  const fields = responseFields.filter((key) => node.value[key] !== undefined);
  const texts = fields.flatMap((key) => {
    const value = source.text(node, key);
    return value === undefined ? [] : [[key, wordOf({ value, pointer: child(node.pointer, key) })] as const];
  });
  if (texts.length < fields.length) return undefined;
  const firstPage = node.value["firstPage"];
  if (firstPage !== undefined && !(typeof firstPage === "number" && isPageNumber(firstPage))) {
    return report.error(
      "pagination/wrong-type",
      { pointer: child(node.pointer, "firstPage") },
      `\`firstPage\` must be a whole number from 0 on, but is ${describe(firstPage)}.`,
    );
  }
  const dropped = node.value["dropWithCursor"] === undefined ? [] : source.list(node, "dropWithCursor");
  return {
    dialect: "x-pagination",
    at: { pointer: node.pointer },
    style,
    request: Object.fromEntries(request),
    response: Object.fromEntries(texts),
    dropWithCursor: dropped.map(wordOf),
    ...(typeof firstPage === "number" && { firstPage }),
  };
}

function wordOf({ value, pointer }: Node): Word {
  const at = { pointer };
  return typeof value === "string" ? { text: value, paths: [fieldPath(value)], at } : { text: "", paths: [], at };
}

function readStyle(source: Source, node: ObjectNode, report: Reporter): PaginationStyle | undefined {
  const style = source.text(node, "style");
  if (style !== undefined && Object.hasOwn(styles, style)) return style as PaginationStyle;
  return report.error(
    "pagination/unknown-style",
    { pointer: style === undefined ? node.pointer : child(node.pointer, "style") },
    style === undefined ? "`x-pagination` has no `style`." : `\`${style}\` is no pagination style.`,
    { help: suggestion(style ?? "", Object.keys(styles), "The styles are") },
  );
}

function checkFields(node: ObjectNode, style: PaginationStyle, report: Reporter): boolean {
  const { needs, may } = styles[style];
  const known = ["style", ...needs, ...may];
  const before = report.problems;
  for (const key of Object.keys(node.value)) {
    if (known.includes(key)) continue;
    report.error(
      "pagination/unknown-field",
      { pointer: child(node.pointer, key) },
      `\`x-pagination.${key}\` is no field of the style \`${style}\`.`,
      { help: suggestion(key, known, "Its fields are") },
    );
  }
  for (const key of needs) {
    if (node.value[key] !== undefined) continue;
    const message = `\`x-pagination\` of the style \`${style}\` needs \`${key}\`.`;
    report.error("pagination/unknown-field", { pointer: node.pointer }, message);
  }
  return report.problems === before;
}
