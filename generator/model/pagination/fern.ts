/** `x-fern-pagination`: cursors, offsets, page numbers and links in the body; `true` takes what the document's root says. */
import { child } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { PaginationStyle } from "../model.js";
import { fieldPath, type Declared, type Reading, type Reporter, type Word } from "./declared.js";
import { unsupported } from "./dialects.js";
import type { Node, ObjectNode, Source } from "../source.js";

const dialect = "x-fern-pagination";
const fields = ["type", "cursor", "next_cursor", "offset", "step", "has-next-page", "next_uri", "next_path", "results"];

export function readFern(source: Source, found: Node, report: Reporter): Reading {
  if (found.value === false) return false;
  const inherited = found.value === true ? source.get(source.root, dialect) : found;
  if (!inherited) {
    const message = `\`${dialect}: true\` takes what the document's root says, and there it is not.`;
    return report.error("pagination/unknown-field", { pointer: found.pointer }, message);
  }
  const node = source.asObject(inherited, `\`${dialect}\``);
  if (!node || !checkFields(node, report)) return undefined;
  const at = { pointer: node.pointer };
  const before = report.problems;
  const request = (key: string): Word | undefined => word(source, node, key, "$request.", report);
  const response = (key: string): Word | undefined => word(source, node, key, "$response.", report);
  const items = response("results");
  const [cursor, offset, step] = [request("cursor"), request("offset"), request("step")];
  const [nextCursor, hasMore] = [response("next_cursor"), response("has-next-page")];
  const url = response("next_uri") ?? response("next_path");
  if (report.problems > before) return undefined;
  if (source.text(node, "type") === "custom")
    return unsupported(
      report,
      at,
      `\`${dialect}\` of the type \`custom\` leaves the next page to hand-written code`,
      {},
    );
  const [style, words] = styleOf(cursor, nextCursor, offset, step, url, hasMore);
  if (!style || !items) {
    const needs = items ? "cursor` and `next_cursor`, `offset`, `next_uri` or `next_path" : "results";
    return report.error("pagination/unknown-field", at, `\`${dialect}\` needs \`${needs}\`.`);
  }
  return { dialect, at, style, dropWithCursor: [], ...words, response: { ...words.response, items } };
}

/** Without a step, an offset counts pages. */
function styleOf(
  cursor: Word | undefined,
  next: Word | undefined,
  offset: Word | undefined,
  step: Word | undefined,
  url: Word | undefined,
  hasMore: Word | undefined,
): [PaginationStyle | undefined, Pick<Declared, "request" | "response">] {
  const more = hasMore && { hasMore };
  if (cursor && next) return ["cursor", { request: { cursor }, response: { next, ...more } }];
  if (offset && step) return ["offset", { request: { offset, limit: step }, response: { ...more } }];
  if (offset) return ["page", { request: { page: offset }, response: { ...more } }];
  if (url) return ["next-url", { request: {}, response: { next: url } }];
  return [undefined, { request: {}, response: {} }];
}

function checkFields(node: ObjectNode, report: Reporter): boolean {
  const before = report.problems;
  for (const key of Object.keys(node.value)) {
    if (fields.includes(key)) continue;
    const at = { pointer: child(node.pointer, key) };
    const message = `\`${key}\` is no field of \`${dialect}\`.`;
    report.error("pagination/unknown-field", at, message, { help: suggestion(key, fields, "Its fields are") });
  }
  return report.problems === before;
}

/** `$request.cursor`, `$response.data.next`; `$response` alone is the body. */
function word(
  source: Source,
  node: ObjectNode,
  key: string,
  prefix: "$request." | "$response.",
  report: Reporter,
): Word | undefined {
  const text = node.value[key] === undefined ? undefined : source.text(node, key);
  if (text === undefined) return undefined;
  const at = { pointer: child(node.pointer, key) };
  const isBare = `${text}.` === prefix && prefix === "$response.";
  if (!isBare && !text.startsWith(prefix)) {
    const message = `\`${key}\` must begin with \`${prefix}\`, but is \`${text}\`.`;
    return report.error("pagination/unknown-field", at, message);
  }
  const name = isBare ? "" : text.slice(prefix.length);
  return { text: name, paths: [fieldPath(name)], at };
}
