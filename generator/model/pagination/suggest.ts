/** Operations that look paged although nothing says so. A suggestion is no decision: somebody reads it first. */
import { child, splitFile, type Json, type JsonObject } from "../../load/document.js";
import type { Doc, Operation, PaginationSuggestion, Type } from "../model.js";
import { formatField, Reporter, type Path } from "./declared.js";
import { readOwn } from "./own.js";
import type { PaginationReader } from "./pagination.js";
import { isUrl, itemsIn, leadsOn, maySayNext, outputsOf, type Output } from "./outputs.js";
import { rankOf, type Sign } from "./signs.js";
import type { ObjectNode, Source } from "../source.js";

/** A name that the request may send. */
interface Input {
  /** As `x-pagination` names it. */
  readonly text: string;
  readonly name: string;
  readonly type: Type;
  readonly doc: Doc;
  readonly minimum?: number;
}

interface Draft {
  readonly declaration: Record<string, Json>;
  readonly because: string[];
  readonly uncertain: string[];
}

export class PaginationSuggester {
  readonly #source: Source;
  readonly #reader: PaginationReader;

  constructor(source: Source, reader: PaginationReader) {
    this.#source = source;
    this.#reader = reader;
  }

  suggest(node: ObjectNode, operation: Operation): PaginationSuggestion | undefined {
    const { id, method, path, origin, pagination } = operation;
    const result = operation.success.json;
    if (pagination || !result || !/^(?:GET|POST|QUERY)$/.test(method)) return undefined;
    // An overlay corrects the document, not the files that it refers to.
    if (splitFile(origin)[0] !== "") return undefined;
    const paged = { ...operation, result };
    if (this.#reader.isDeclared(node, paged)) return undefined;
    const draft = this.#draft(node, operation, result);
    if (!draft) return undefined;
    const silent = new Reporter();
    const at = child(origin, "x-pagination");
    const declaration: JsonObject = draft.declaration;
    const declared = readOwn(this.#source, { value: declaration, pointer: at }, silent);
    if (!declared || !this.#reader.attempt(node, paged, declared)) return undefined;
    const { because, uncertain } = draft;
    return { operation: id, method, path, origin, declaration, because, uncertain };
  }

  #draft(node: ObjectNode, operation: Operation, result: Type): Draft | undefined {
    const { fields } = this.#reader;
    const inputs = this.#inputs(operation);
    const limit = this.#input(inputs, "limit", ["number"]);
    const cursor = this.#input(inputs, "cursor", ["string", "number"]);
    const page = this.#input(inputs, "page", ["number"]);
    const offset = this.#input(inputs, "offset", ["number"]);
    const hasLink = this.#hasLinkHeader(node);
    if (!limit && !cursor && !page && !offset && !hasLink && !maySayNext(fields, result)) return undefined;
    const outputs = outputsOf(fields, result);
    const items = itemsIn(fields, result, outputs, operation.path);
    if (!items) return undefined;
    const output = (
      sign: Sign,
      kinds: readonly string[],
      test: (one: Output) => boolean = () => true,
    ): Output | undefined => best(outputs, sign, (one) => fields.fits(one.type, kinds) && test(one));
    const hasMore = output("hasMore", ["boolean"]);
    const draft = (
      style: string,
      because: string[],
      rest: Record<string, Json | undefined>,
      unsure: string[],
    ): Draft => ({
      declaration: Object.fromEntries(
        Object.entries({ style, ...rest, items: formatField(items.path), limit: limit?.text }).filter(
          ([, value]) => value !== undefined,
        ),
      ) as Record<string, Json>,
      because,
      uncertain: [...unsure, ...items.uncertain],
    });
    const more = hasMore && { hasMore: textOf(hasMore) };

    const next =
      cursor && output("next", ["string", "number"], (one) => !isUrl(one) && isCursorOf(one, page ?? offset));
    if (cursor && next) {
      const unsure = leadsOn(next) ? [] : [`\`${textOf(next)}\` may be the cursor of this page, not of the next one`];
      return draft(
        "cursor",
        [`it takes \`${cursor.text}\` and returns \`${textOf(next)}\``],
        { cursor: cursor.text, next: textOf(next), ...more },
        unsure,
      );
    }
    const byItem = this.#input(inputs, "lastItem", ["string", "number"]);
    const id = byItem && hasMore && fields.walk(fields.itemOf(items.type), ["id"]);
    if (byItem && hasMore && id && "steps" in id) {
      const last = formatField([...items.path, -1, "id"]);
      const because = `it takes \`${byItem.text}\`, returns \`${textOf(hasMore)}\` and no cursor, and its items have an \`id\``;
      return draft("cursor", [because], { cursor: byItem.text, next: last, ...more }, [
        `that \`${byItem.text}\` is the \`id\` of the last item`,
      ]);
    }
    const url = output("nextUrl", ["string"], isUrl);
    if (url) {
      const unsure = [`that \`${textOf(url)}\` is a URL of the same operation, with another query`];
      return draft("next-url", [`it returns \`${textOf(url)}\``], { next: textOf(url) }, unsure);
    }
    if (hasLink)
      return draft("link", ["its response has a `Link` header"], {}, ['that the header has a link with `rel="next"`']);
    if (page) {
      const totalPages = output("totalPages", ["number"]);
      if (!limit && !totalPages && !hasMore && !output("total", ["number"])) return undefined;
      const [firstPage, unsure] = firstPageOf(page);
      const end = totalPages || hasMore ? [] : ["that the first empty page is the end"];
      const rest = { page: page.text, totalPages: textOf(totalPages), ...more, firstPage };
      return draft("page", [takes(page, totalPages, hasMore)], rest, [...unsure, ...end]);
    }
    const total = output("total", ["number"]);
    if (!offset || (!limit && !total)) return undefined;
    const unsure = total
      ? [`that \`${textOf(total)}\` counts all items, not those of one page`]
      : hasMore
        ? []
        : ["that the first empty page is the end"];
    return draft("offset", [takes(offset, total, hasMore)], { offset: offset.text, total: textOf(total), ...more }, [
      `that \`${offset.text}\` counts items, not pages`,
      ...unsure,
    ]);
  }

  #inputs({ parameters, body, method }: Operation): Input[] {
    const { fields } = this.#reader;
    const own = parameters.flatMap((one): Input[] =>
      one.in === "query" || one.in === "header"
        ? [
            {
              text: one.wireName,
              name: one.wireName,
              type: one.type,
              doc: one.doc,
              ...minimumOf(one.constraints.minimum),
            },
          ]
        : [],
    );
    const content = body?.contents[0];
    if (method === "GET" || content?.writer !== "json") return own;
    const taken = new Set(own.map((one) => one.text));
    const inside = [...fields.of(content.type)].map(([name, { type, doc }]): Input => ({
      text: formatField([name]),
      name,
      type,
      doc,
    }));
    return [...own, ...inside.filter((one) => !taken.has(one.text))];
  }

  #input(inputs: readonly Input[], sign: Sign, kinds: readonly string[]): Input | undefined {
    return best(inputs, sign, ({ type, doc }) => this.#reader.fields.fits(type, kinds) && !isTime(doc));
  }

  #hasLinkHeader(node: ObjectNode): boolean {
    const responses = node.value["responses"] === undefined ? undefined : this.#source.object(node, "responses");
    for (const [status, item] of responses ? this.#source.entries(responses) : []) {
      const object = status.startsWith("2") ? this.#source.asObject(item, "A response") : undefined;
      const response = object && this.#source.resolve(object);
      const headers = response?.value["headers"];
      if (typeof headers === "object" && headers !== null && Object.keys(headers).some((name) => /^link$/i.test(name)))
        return true;
    }
    return false;
  }
}

function best<One extends { readonly name: string; readonly path?: Path }>(
  all: readonly One[],
  sign: Sign,
  test: (one: One) => boolean,
): One | undefined {
  let chosen: { one: One; rank: number } | undefined;
  for (const one of all) {
    const rank = rankOf(sign, one.name);
    if (rank !== undefined && (!chosen || rank < chosen.rank) && test(one)) chosen = { one, rank };
  }
  return chosen?.one;
}

function textOf(output: Output): string;
function textOf(output: Output | undefined): string | undefined;
function textOf(output: Output | undefined): string | undefined {
  return output && formatField(output.path);
}

function takes(input: Input, ...outputs: readonly (Output | undefined)[]): string {
  const returned = outputs.flatMap((one) => (one ? [`\`${textOf(one)}\``] : [])).join(" and ");
  return `it takes \`${input.text}\`${returned === "" ? " and returns a list" : ` and returns ${returned}`}`;
}

/** Beside a page number or an offset, a number called `next` is the next page, not a cursor. */
function isCursorOf(next: Output, numbered: Input | undefined): boolean {
  return !numbered || next.type.kind === "string" || /cursor|token/i.test(textOf(next));
}

function isTime(doc: Doc): boolean {
  return doc.notes.some((note) => note.startsWith("format date"));
}

function firstPageOf({ doc, minimum, text }: Input): [number, string[]] {
  const start = doc.defaultValue ?? minimum;
  if (typeof start === "number" && Number.isSafeInteger(start) && start >= 0) return [start, []];
  const words = `${doc.summary ?? ""} ${doc.description ?? ""}`;
  if (
    /\b(?:zero|0)[- ](?:based|indexed)|(?:starts?|starting|begins?|beginning) (?:at|from|with) (?:zero|0)\b/i.test(
      words,
    )
  )
    return [0, []];
  if (
    /\b(?:one|1)[- ](?:based|indexed)|(?:starts?|starting|begins?|beginning) (?:at|from|with) (?:one|1)\b/i.test(words)
  )
    return [1, []];
  return [1, [`that \`${text}\` counts from 1`]];
}

function minimumOf(minimum: number | undefined): { minimum?: number } {
  return minimum === undefined ? {} : { minimum };
}
