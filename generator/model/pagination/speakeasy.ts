/** `x-speakeasy-pagination`: `{type, inputs: [{name, in, type}], outputs: {results, numPages, nextCursor, nextUrl}}`. */
import { child } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { PaginationStyle } from "../model.js";
import { fieldPath, jsonPath, type Place, type Reading, type Reporter, type Word } from "./declared.js";
import { unsupported } from "./dialects.js";
import type { Node, ObjectNode, Source } from "../source.js";

const dialect = "x-speakeasy-pagination";
const types = ["offsetLimit", "cursor", "url"];
const inputs = ["offset", "page", "limit", "cursor"];
const places = ["parameters", "requestBody"];

export function readSpeakeasy(source: Source, found: Node, report: Reporter): Reading {
  if (found.value === false) return false;
  const node = source.asObject(found, `\`${dialect}\``);
  const type = node && source.text(node, "type");
  if (!node) return undefined;
  const at: Place = { pointer: node.pointer };
  if (type === undefined || !types.includes(type)) {
    return report.error(
      "pagination/unknown-style",
      type === undefined ? at : { pointer: child(node.pointer, "type") },
      type === undefined ? `\`${dialect}\` has no \`type\`.` : `\`${type}\` is no type of \`${dialect}\`.`,
      { help: suggestion(type ?? "", types, "The types are") },
    );
  }
  const request = readInputs(source, node, report);
  const outputs = node.value["outputs"] === undefined ? undefined : source.object(node, "outputs");
  const output = (key: string): Word | undefined => outputs && readOutput(source, outputs, key, report);
  const before = report.problems;
  const next = output(type === "url" ? "nextUrl" : "nextCursor");
  const items = output("results") ?? listOf(next);
  const totalPages = output("numPages");
  if (!request || report.problems > before) return undefined;
  const style: PaginationStyle =
    type === "url" ? "next-url" : type === "cursor" ? "cursor" : request["page"] ? "page" : "offset";
  const needs = style === "cursor" || style === "next-url" ? next : request[style];
  const input = style === "cursor" ? "cursor" : type === "offsetLimit" ? "offset` or `page" : undefined;
  if (!needs || (style === "cursor" && !request["cursor"])) {
    const wanted =
      needs || input === undefined || (style === "cursor" && !next)
        ? type === "url"
          ? "nextUrl"
          : "nextCursor"
        : input;
    return report.error("pagination/unknown-field", at, `\`${dialect}\` of the type \`${type}\` needs \`${wanted}\`.`);
  }
  if (!items)
    return unsupported(report, at, `\`${dialect}\` names no \`results\``, { style, ...(next && { next }), ...request });
  const { cursor, limit, offset, page } = request;
  return {
    dialect,
    at,
    style,
    request: {
      ...(style === "cursor" && cursor && { cursor }),
      ...(style === "offset" && offset && { offset }),
      ...(style === "page" && page && { page }),
      ...(limit && { limit }),
    },
    response: {
      items,
      ...(next && (style === "cursor" || style === "next-url") && { next }),
      ...(style === "page" && totalPages && { totalPages }),
    },
    dropWithCursor: [],
  };
}

/** Where a field of the last item is the cursor, its path says which list the items are in. */
function listOf(next: Word | undefined): Word | undefined {
  const [path] = next?.paths ?? [];
  return next && path?.includes(-1) ? { ...next, paths: [path.slice(0, path.indexOf(-1))] } : undefined;
}

function readInputs(source: Source, node: ObjectNode, report: Reporter): Record<string, Word> | undefined {
  const request: Record<string, Word> = {};
  const before = report.problems;
  for (const item of node.value["inputs"] === undefined ? [] : source.list(node, "inputs")) {
    const input = source.asObject(item, "An input");
    if (!input) return undefined;
    const name = source.text(input, "name") ?? "";
    const type = source.text(input, "type") ?? "";
    const place = source.text(input, "in") ?? "parameters";
    if (!inputs.includes(type)) wrong(report, input, "type", type, inputs);
    else if (!places.includes(place)) wrong(report, input, "in", place, places);
    else {
      const isBody = place === "requestBody";
      request[type] = {
        text: name,
        paths: [name.startsWith("$") ? (jsonPath(name) ?? [name]) : fieldPath(name)],
        in: isBody ? "body" : "parameters",
        at: { pointer: child(input.pointer, "name") },
      };
    }
  }
  return report.problems > before ? undefined : request;
}

function wrong(report: Reporter, input: ObjectNode, key: string, value: string, known: readonly string[]): void {
  const at = { pointer: input.value[key] === undefined ? input.pointer : child(input.pointer, key) };
  const message = `\`${value}\` is no \`${key}\` of an input of \`${dialect}\`.`;
  report.error("pagination/unknown-field", at, message, { help: suggestion(value, known, "There are") });
}

function readOutput(source: Source, outputs: ObjectNode, key: string, report: Reporter): Word | undefined {
  const text = outputs.value[key] === undefined ? undefined : source.text(outputs, key);
  if (text === undefined) return undefined;
  const at = { pointer: child(outputs.pointer, key) };
  const path = jsonPath(text);
  if (path) return { text, paths: [path], at };
  return unsupported(report, at, `\`${text}\` is a query that no single field answers`, {});
}
