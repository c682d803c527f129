/** What an operation sends and receives: its request body, its success, its documented errors. */
import { child } from "../load/document.js";
import type { Docs } from "./docs.js";
import type { ErrorResponse, RequestBody, Type } from "./model.js";
import type { Schemas } from "./schemas.js";
import type { Node, ObjectNode, Source } from "./source.js";
import { union } from "./types.js";

const jsonType = /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i;

/** How a request body is written, the most convenient first. */
const encodings: readonly { readonly encoding: RequestBody["encoding"]; readonly test: RegExp }[] = [
  { encoding: "json", test: jsonType },
  { encoding: "json", test: /^\*\/\*$/ },
  { encoding: "form", test: /^application\/x-www-form-urlencoded\s*(?:;|$)/i },
  { encoding: "multipart", test: /^multipart\/form-data\s*(?:;|$)/i },
  { encoding: "raw", test: /^[\w.+-]+\/[\w.+-]+\s*(?:;|$)/ },
];

export class Responses {
  readonly #source: Source;
  readonly #schemas: Schemas;
  readonly #docs: Docs;

  constructor(source: Source, schemas: Schemas, docs: Docs) {
    this.#source = source;
    this.#schemas = schemas;
    this.#docs = docs;
  }

  body(operation: ObjectNode): RequestBody | undefined {
    const object =
      operation.value["requestBody"] === undefined ? undefined : this.#source.object(operation, "requestBody");
    const node = object && this.#source.resolve(object);
    if (!node) return undefined;
    const content = node.value["content"] === undefined ? undefined : this.#source.object(node, "content");
    const entries = content ? this.#source.entries(content) : [];
    // JSON is what a caller writes most easily; what else is offered says the same in another form.
    const choice = encodings.flatMap(({ encoding, test }) =>
      entries.filter(([mediaType]) => test.test(mediaType)).map((entry) => ({ encoding, entry })),
    )[0];
    if (!choice) return undefined;
    const [mediaType, item] = choice.entry;
    const media = this.#source.asObject(item, "A media type");
    const schema: Node | undefined = media && this.#source.get(media, "schema");
    return {
      mediaType: mediaType === "*/*" ? "application/json" : mediaType,
      encoding: choice.encoding,
      required: node.value["required"] === true,
      type: schema ? this.#schemas.type(schema, "request") : { kind: "unknown" },
      doc: this.#docs.of(node),
    };
  }

  /** The type of what a successful call returns; undefined when no success has a body. */
  result(operation: ObjectNode): Type | undefined {
    const types: Type[] = [];
    for (const [status, node] of this.#all(operation)) {
      if (!/^2(?:\d\d|XX)$/.test(status)) continue;
      const media = this.#json(node, `${status} response`);
      if (media) types.push(media.type);
    }
    return types.length === 0 ? undefined : union(types);
  }

  errors(operation: ObjectNode): ErrorResponse[] {
    const errors: ErrorResponse[] = [];
    for (const [status, node] of this.#all(operation)) {
      if (!/^(?:[45](?:\d\d|XX)|default)$/.test(status)) continue;
      const media = this.#json(node, `${status} response`);
      errors.push({
        status: /^\d+$/.test(status) ? Number(status) : status,
        ...(media && { type: media.type }),
        description: this.#source.text(node, "description") ?? "",
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

  /** The JSON content of a body. Other content alone is reported: it would be read as something it is not. */
  #json(node: ObjectNode, what: string): { mediaType: string; type: Type } | undefined {
    const content = node.value["content"] === undefined ? undefined : this.#source.object(node, "content");
    const entries = content ? this.#source.entries(content) : [];
    const entry =
      entries.find(([mediaType]) => jsonType.test(mediaType)) ?? entries.find(([mediaType]) => mediaType === "*/*");
    if (!entry) {
      const [other] = entries;
      if (other)
        this.#source.warning(
          "model/unsupported",
          other[1].pointer,
          `The ${what} is ${other[0]}; only JSON is read so far.`,
        );
      return undefined;
    }
    const [mediaType, item] = entry;
    const media = this.#source.asObject(item, "A media type");
    const schema: Node | undefined = media && this.#source.get(media, "schema");
    return {
      mediaType: mediaType === "*/*" ? "application/json" : mediaType,
      type: schema ? this.#schemas.type(schema, "response") : { kind: "unknown" },
    };
  }
}

/** Where the JSON schema of the first success response stands, for diagnostics about its fields. */
export function resultPointer(operation: ObjectNode): string {
  return child(operation.pointer, "responses");
}
