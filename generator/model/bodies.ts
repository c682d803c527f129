/** What an operation sends: the media types of its request body, and how each is written. */
import { isObject } from "../load/document.js";
import type { Docs } from "./docs.js";
import { contentsOf, isJson, isJsonLines, isRange, saysBytes, withoutAliases } from "./media.js";
import type { BodyContent, ParameterEncoding, PropertyEncoding, RequestBody, Type } from "./model.js";
import type { Schemas } from "./schemas/schemas.js";
import type { Node, ObjectNode, Source } from "./source.js";

const formStyles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

export class Bodies {
  readonly #source: Source;
  readonly #schemas: Schemas;
  readonly #docs: Docs;

  constructor(source: Source, schemas: Schemas, docs: Docs) {
    this.#source = source;
    this.#schemas = schemas;
    this.#docs = docs;
  }

  read(operation: ObjectNode): RequestBody | undefined {
    const object =
      operation.value["requestBody"] === undefined ? undefined : this.#source.object(operation, "requestBody");
    const node = object && this.#source.resolve(object);
    if (!node) return undefined;
    const found = contentsOf(this.#source, node).map(({ mediaType, media }) => this.#content(mediaType, media));
    const all = found.filter((one, index) => found.findIndex((other) => other.mediaType === one.mediaType) === index);
    // What is written in another way than the rest of a range cannot be told from it by its type.
    const exact = withoutAliases(
      all.filter((one) => !(isRange(one.mediaType) && all.some((other) => covers(one, other)))),
    );
    if (exact.length === 0) return undefined;
    const preferred = defaultOf(exact);
    return {
      contents: preferred ? [preferred, ...exact.filter((one) => one !== preferred)] : exact,
      hasDefault: preferred !== undefined,
      required: node.value["required"] === true,
      doc: this.#docs.of(node),
    };
  }

  #content(mediaType: string, media: ObjectNode): BodyContent {
    const itemSchema = this.#source.get(media, "itemSchema");
    const schema: Node | undefined = this.#source.get(media, "schema") ?? itemSchema;
    const type: Type = schema ? this.#schemas.type(schema, "request") : { kind: "unknown" };
    const anything = mediaType.startsWith("*/*");
    if (isJson(mediaType) || (anything && !saysBytes(this.#source, schema))) {
      return { mediaType: isRange(mediaType) ? "application/json" : mediaType, writer: "json", type, encoding: [] };
    }
    if (isJsonLines(mediaType)) {
      const item = itemSchema ? this.#schemas.type(itemSchema, "request") : this.#schemas.itemOf(type);
      return { mediaType, writer: "jsonLines", type: item, encoding: [] };
    }
    if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(mediaType))
      return { mediaType, writer: "form", type, encoding: this.#encodings(media, schema) };
    if (/^multipart\/[\w-]+\s*(?:;|$)/i.test(mediaType)) {
      const parts: Type = itemSchema && schema === itemSchema ? { kind: "array", items: type } : type;
      return { mediaType, writer: "multipart", type: parts, encoding: this.#encodings(media, schema) };
    }
    const own = isRange(mediaType) ? mediaType.replace(/\s*;.*/s, "") : mediaType;
    return { mediaType: anything ? "application/octet-stream" : own, writer: "raw", type, encoding: [] };
  }

  #encodings(media: ObjectNode, schema: Node | undefined): PropertyEncoding[] {
    const object = media.value["encoding"] === undefined ? undefined : this.#source.object(media, "encoding");
    const encodings = new Map<string, PropertyEncoding>();
    for (const [name, mediaType] of this.#contentMediaTypes(schema))
      encodings.set(name, { name, contentType: mediaType });
    const items = media.value["itemEncoding"] === undefined ? undefined : this.#source.object(media, "itemEncoding");
    const itemType = items && this.#source.text(items, "contentType");
    // The parts of a list have no name.
    if (itemType !== undefined) encodings.set("", { name: "", contentType: itemType });
    for (const name of Object.keys(object?.value ?? {})) {
      const item = object && this.#source.get(object, name);
      const node = item && this.#source.asObject(item, "An encoding");
      if (!node) continue;
      const contentType = this.#source.text(node, "contentType");
      const style = this.#style(node);
      encodings.set(name, {
        ...encodings.get(name),
        name,
        ...(contentType !== undefined && { contentType }),
        ...(style && { style }),
      });
    }
    return [...encodings.values()];
  }

  /** The properties whose schemas say what their text is: an image, say. */
  *#contentMediaTypes(schema: Node | undefined): Generator<[string, string]> {
    const object = schema && isObject(schema.value) ? this.#source.resolve(schema as ObjectNode) : undefined;
    const properties =
      object && isObject(object.value["properties"]) ? this.#source.get(object, "properties") : undefined;
    for (const name of Object.keys(properties?.value ?? {})) {
      const property = this.#source.get(properties as ObjectNode, name);
      const node = property && isObject(property.value) ? this.#source.resolve(property as ObjectNode) : undefined;
      const mediaType = node?.value["contentMediaType"];
      if (typeof mediaType === "string") yield [name, mediaType];
    }
  }

  /** Undefined where nothing is said: then each media type has its own way. */
  #style(node: ObjectNode): ParameterEncoding | undefined {
    const { style: given, explode, allowReserved } = node.value;
    if (given === undefined && explode === undefined && allowReserved === undefined) return undefined;
    const style = formStyles.find((one) => one === (given ?? "form"));
    if (style === undefined) {
      this.#source.warning(
        "model/unsupported",
        node.pointer,
        `\`style: ${String(given)}\` is not possible in a form.`,
        {
          help: `Possible are ${formStyles.join(", ")}.`,
        },
      );
      return undefined;
    }
    const isExploded = explode === undefined ? style === "form" : explode === true;
    return { style, explode: isExploded, allowReserved: allowReserved === true };
  }
}

function covers(range: BodyContent, other: BodyContent): boolean {
  return other.writer !== range.writer && other.mediaType.startsWith(range.mediaType.replace(/\*.*/, ""));
}

/**
 * The one that a caller means who names none: the only one, JSON, or the only one of the most convenient kind. Several
 * kinds of JSON (patches, say), or several kinds of bytes, mean different things, so that none of them can be meant.
 */
function defaultOf(contents: readonly BodyContent[]): BodyContent | undefined {
  const concrete = contents.filter((one) => !isRange(one.mediaType));
  const json = concrete.find((one) => /^application\/json\s*(?:;|$)/i.test(one.mediaType));
  if (json) return json;
  for (const writer of ["json", "jsonLines", "form", "multipart", "raw"] as const) {
    const ofKind = contents.filter((one) => one.writer === writer);
    if (ofKind.length > 0) return ofKind.length === 1 ? concrete.find((one) => one === ofKind[0]) : undefined;
  }
  return undefined;
}
