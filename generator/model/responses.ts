/** What an operation receives: its successes, by status and media type, and its documented errors. */
import { child } from "../load/document.js";
import { eventsOf } from "./events.js";
import { contentsOf, isJson, isJsonLines, isRange, isTextual, saysBytes, withoutAliases } from "./media.js";
import type { ErrorResponse, ResponseContent, ResponseHeader, Success, SuccessResponse, Type } from "./model.js";
import type { Schemas } from "./schemas/schemas.js";
import type { ObjectNode, Source } from "./source.js";
import { union } from "./schemas/types.js";

/** What can only be bytes, also where a schema calls it text. */
const bytes =
  /^(?:image|audio|video|font)\/|^application\/(?:(?:x-)?(?:pdf|zip|gzip|tar|bzip2?|7z-compressed|zip-compressed|protobuf)|msword|wasm|vnd\.(?:ms-|openxmlformats-).+|vnd\..+protobuf)$/;

/** Kubernetes: one JSON text after another, as things change. */
const isWatch = /^application\/json\s*;\s*stream=watch$/i;

export class Responses {
  readonly #source: Source;
  readonly #schemas: Schemas;

  constructor(source: Source, schemas: Schemas) {
    this.#source = source;
    this.#schemas = schemas;
  }

  /** The successes of an operation. A response to HEAD has no body, whatever it documents. */
  success(operation: ObjectNode, method: string): Success {
    const all = [...this.#all(operation)];
    const documented = all.filter(([status]) => /^2(?:\d\d|XX)$/i.test(status));
    // `default` is about errors, unless nothing else says what a success is.
    const found = documented.length > 0 ? documented : all.filter(([status]) => status === "default");
    const responses = found.map(([status, node]): SuccessResponse => {
      const hasBody = method !== "HEAD" && !["204", "205"].includes(status);
      return {
        status: statusOf(status),
        contents: hasBody ? this.#contents(node) : [],
        headers: this.#headers(node),
      };
    });
    const isUnknown = responses.length === 0 && method !== "HEAD";
    const usually = responses.flatMap(({ contents }) => usual(contents)).map((one) => one.mediaType);
    const accept = [...new Set(usually)];
    const types = responses.flatMap(({ contents }) =>
      contents.flatMap((one) => (one.reader === "json" && accept.includes(one.mediaType) ? [one.type] : [])),
    );
    return {
      accept,
      responses,
      ...(isUnknown && { isUnknown: true as const }),
      ...(types.length > 0 && { json: union(types) }),
    };
  }

  errors(operation: ObjectNode, method: string): ErrorResponse[] {
    const errors: ErrorResponse[] = [];
    for (const [status, node] of this.#all(operation)) {
      if (!/^(?:[45](?:\d\d|XX)|default)$/i.test(status)) continue;
      const contents = method === "HEAD" ? [] : this.#contents(node);
      const json = contents.filter((one) => one.reader === "json");
      const isText = contents.some((one) => one.reader !== "json");
      errors.push({
        status: statusOf(status),
        ...(json.length > 0 && { json: union(json.map((one) => one.type)) }),
        isText,
        mediaTypes: contents.map((one) => one.mediaType),
        description: this.#source.prose(node, "description") ?? "",
      });
    }
    return errors;
  }

  *#all(operation: ObjectNode): Generator<[string, ObjectNode]> {
    const responses =
      operation.value["responses"] === undefined ? undefined : this.#source.object(operation, "responses");
    for (const [status, item] of responses ? this.#source.entries(responses) : []) {
      const object = this.#source.asObject(item, "A response");
      const node = object && this.#source.resolve(object);
      if (node) yield [status, node];
    }
  }

  #contents(node: ObjectNode): ResponseContent[] {
    const contents = contentsOf(this.#source, node).map(({ mediaType, media }) => this.#content(mediaType, media));
    return withoutAliases(
      contents.filter((one, at) => contents.findIndex((other) => other.mediaType === one.mediaType) === at),
    );
  }

  #content(mediaType: string, media: ObjectNode): ResponseContent {
    const schema = this.#source.get(media, "schema");
    const itemSchema = this.#source.get(media, "itemSchema");
    const bare = mediaType.replace(/\s*;.*/s, "").toLowerCase();
    const origin = schema && { origin: schema.pointer };
    const type: Type = schema ? this.#schemas.type(schema, "response") : { kind: "unknown" };
    if (bare === "text/event-stream")
      return { mediaType, ...eventsOf(this.#source, this.#schemas, itemSchema ?? schema) };
    if (isJsonLines(mediaType) || isWatch.test(mediaType)) {
      const item = itemSchema ? this.#schemas.type(itemSchema, "response") : this.#schemas.itemOf(type);
      return { mediaType, reader: bare.endsWith("json-seq") ? "jsonSequence" : "jsonLines", type: item };
    }
    const anything = bare === "*/*";
    if (isJson(mediaType)) {
      // JSON knows no charset: with one it is the same, for whoever asks for it.
      const plain = isRange(mediaType) ? "application/json" : mediaType.replace(/\s*;\s*charset=[^;]*/i, "");
      return { mediaType: plain, reader: "json", type, ...origin };
    }
    const isBytes = saysBytes(this.#source, schema);
    if (anything && !isBytes && type.kind !== "string")
      return { mediaType: "application/json", reader: "json", type, ...origin };
    if (isTextual(bare) || (type.kind === "string" && !isBytes && !bytes.test(bare)))
      return { mediaType, reader: "text", type: { kind: "string" } };
    return { mediaType, reader: "blob", type: { kind: "binary" } };
  }

  #headers(node: ObjectNode): ResponseHeader[] {
    const headers = node.value["headers"] === undefined ? undefined : this.#source.object(node, "headers");
    return (headers ? Object.keys(headers.value) : []).flatMap((name) => {
      const item = headers && this.#source.get(headers, name);
      const object = item && this.#source.asObject(item, "A header");
      const header = object && this.#source.resolve(object);
      // OpenAPI: the content type of a response is said by its `content`.
      if (!header || name.toLowerCase() === "content-type" || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return [];
      const schema = this.#source.get(header, "schema");
      const type = schema ? this.#schemas.expand(this.#schemas.type(schema, "response")) : undefined;
      const values = type?.kind === "enum" ? type.values.filter((value) => typeof value === "string") : [];
      const description = this.#source.prose(header, "description");
      return {
        name,
        required: header.value["required"] === true,
        values,
        ...(description !== undefined && { description }),
      };
    });
  }
}

function statusOf(status: string): number | string {
  return /^\d+$/.test(status) ? Number(status) : status === "default" ? status : status.toUpperCase();
}

/** What is asked for unless the caller says otherwise: JSON where there is any, beside what a request turns into a stream. */
function usual(contents: readonly ResponseContent[]): readonly ResponseContent[] {
  const json = contents.filter((one) => one.reader === "json");
  if (json.length === 0) return contents;
  const like = (pattern: RegExp): ResponseContent[] => json.filter((one) => pattern.test(one.mediaType));
  // With parameters, it may be something else.
  const [exact, similar] = [like(/^application\/json$/i), like(/^application\/json\s*;/i)];
  const plain = exact.length > 0 ? exact : similar.length > 0 ? similar : json;
  const isStream = ({ reader, mediaType }: ResponseContent): boolean =>
    !["blob", "json", "text"].includes(reader) && !isWatch.test(mediaType);
  return [...plain, ...contents.filter(isStream)];
}

/** Where the JSON schema of the first success response stands, for diagnostics about its fields. */
export function resultPointer(operation: ObjectNode): string {
  return child(operation.pointer, "responses");
}
