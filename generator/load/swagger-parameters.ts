/** Parameters of Swagger 2.0: those that stay parameters, and those that are the request body or a field of it. */
import type { Diagnostics } from "../diagnostics.js";
import {
  child,
  isObject,
  own,
  setOwn,
  splitFile,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
} from "./document.js";
import type { Moves } from "./moves.js";
import type { SwaggerFiles, Written } from "./swagger-files.js";
import { listStyle, mapObject, newSchema, splitValue } from "./swagger-schemas.js";

const form = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";

export interface Sorted {
  readonly parameters: readonly Written[];
  readonly body: Written | undefined;
  readonly fields: readonly Written[];
}

export class SwaggerParameters {
  readonly #document: Document;
  readonly #name: string;
  readonly #files: SwaggerFiles;
  readonly #moves: Moves;
  readonly #diagnostics: Diagnostics;

  /** `name`: what the files know the document by. */
  constructor(document: Document, name: string, files: SwaggerFiles, moves: Moves, diagnostics: Diagnostics) {
    this.#document = document;
    this.#name = name;
    this.#files = files;
    this.#moves = moves;
    this.#diagnostics = diagnostics;
  }

  /** The parameters of a path item or an operation by what becomes of them. Shared bodies are looked up, as only they tell. */
  sort(list: Json | undefined, from: Pointer): Sorted {
    const all = (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((value, index): Written[] =>
      isObject(value) ? [{ value, from: child(from, index) }] : [],
    );
    const found = all.map((written) => ({ written, target: this.#files.follow(written, this.#name) }));
    const targets = (place: string): Written[] =>
      found.flatMap(({ target }) => (target.value["in"] === place ? [target] : []));
    return {
      parameters: found.flatMap(({ written, target }) =>
        target.value["in"] === "body" || target.value["in"] === "formData" ? [] : [written],
      ),
      body: targets("body")[0],
      fields: targets("formData"),
    };
  }

  /** A parameter that stays one. */
  parameter({ value, from }: Written, to: Pointer): JsonObject {
    this.#moves.add(to, from);
    const reference = own(value, "$ref");
    if (reference !== undefined) {
      this.#files.learn("parameter", { value, from }, this.#name);
      return { ...value, $ref: this.#reference(from)(reference) };
    }
    // Written as in OpenAPI 3, by an overlay perhaps.
    if (own(value, "schema") !== undefined || own(value, "content") !== undefined) return value;
    const { schema, rest } = splitValue(value, this.#reference(from));
    this.#moves.add(child(to, "schema"), from);
    return { ...rest, ...this.#written(value, from, schema) };
  }

  header(value: Json, to: Pointer, from: Pointer): Json {
    this.#moves.add(to, from);
    if (!isObject(value) || own(value, "$ref") !== undefined || own(value, "schema") !== undefined) return value;
    const { schema, rest } = splitValue(value, this.#reference(from));
    this.#moves.add(child(to, "schema"), from);
    return { ...rest, ...this.#written({ ...value, in: "header" }, from, schema) };
  }

  body({ value, from }: Written, consumes: readonly string[] | undefined, to: Pointer): JsonObject {
    this.#moves.add(to, from);
    const content: Record<string, Json> = {};
    const schema = newSchema(own(value, "schema") ?? {}, this.#reference(from));
    for (const mediaType of consumes && consumes.length > 0 ? consumes : ["application/json"]) {
      this.#moves.add(`${child(child(to, "content"), mediaType)}/schema`, child(from, "schema"));
      setOwn(content, mediaType, { schema });
    }
    const rest = mapObject(value, (one, key) => (key === "name" || key === "in" || key === "schema" ? undefined : one));
    return { ...rest, content };
  }

  /** The fields of a form as one body. */
  form(fields: readonly Written[], consumes: readonly string[] | undefined, to: Pointer): JsonObject {
    const hasFile = fields.some(({ value }) => value["type"] === "file");
    const offered = (consumes ?? []).filter((one) =>
      /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(one),
    );
    const fitting = hasFile ? offered.filter((one) => /^multipart/i.test(one)) : offered;
    const [first] = fields;
    if (first) this.#moves.add(to, first.from);
    const content: Record<string, Json> = {};
    for (const mediaType of fitting.length > 0 ? fitting : [hasFile ? multipart : form])
      setOwn(content, mediaType, this.#fields(fields, `${child(child(to, "content"), mediaType)}/schema`));
    return { ...(fields.some(({ value }) => value["required"] === true) && { required: true }), content };
  }

  #fields(fields: readonly Written[], to: Pointer): JsonObject {
    const properties: Record<string, Json> = {};
    const encoding: Record<string, Json> = {};
    for (const { value, from } of fields) {
      const name = value["name"];
      if (typeof name !== "string") continue;
      const { schema, rest } = splitValue(value, this.#reference(from));
      const style = listStyle(value);
      const about = mapObject(rest, (one, key) =>
        ["name", "in", "required", "allowEmptyValue"].includes(key) ? undefined : one,
      );
      this.#moves.add(child(`${to}/properties`, name), from);
      setOwn(properties, name, { ...about, ...(style === "unknown" ? this.#text(value, from) : schema) });
      if (style !== "unknown" && own(style, "style") !== undefined) setOwn(encoding, name, style);
    }
    const required = fields.flatMap(({ value: { name, required: is } }) =>
      is === true && typeof name === "string" ? [name] : [],
    );
    return {
      schema: { type: "object", properties, ...(required.length > 0 && { required }) },
      ...(Object.keys(encoding).length > 0 && { encoding }),
    };
  }

  #written(value: JsonObject, from: Pointer, schema: JsonObject): JsonObject {
    const style = listStyle(value);
    return style === "unknown" ? { schema: this.#text(value, from) } : { ...style, schema };
  }

  /** A list that OpenAPI 3 cannot write is text, which its callers separate. */
  #text(value: JsonObject, from: Pointer): JsonObject {
    const format = own(value, "collectionFormat");
    const isNested = own(own(value, "items"), "type") === "array";
    const list = isNested ? "a list of lists" : `a list with \`collectionFormat: ${String(format)}\``;
    const message = `OpenAPI 3 cannot write ${list} in ${String(value["in"])}: \`${String(value["name"] ?? "the header")}\` is taken for text.`;
    this.#diagnostics.warning("model/unsupported", message, {
      location: (this.#files.raw(splitFile(from)[0] || this.#name) ?? this.#document).locate(splitFile(from)[1]),
    });
    return { type: "string" };
  }

  #reference(from: Pointer): (reference: Json) => Json {
    return this.#files.referenceFrom(from, this.#name);
  }
}
