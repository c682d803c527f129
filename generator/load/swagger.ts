/**
 * Swagger 2.0 → OpenAPI 3.0, so that everything after it knows one form only. Every value keeps the place where it was
 * written, for diagnostics. What is not as Swagger asks for stays as it is: the model says what is wrong with it.
 */
import { Diagnostics, type Result } from "../diagnostics.js";
import {
  child,
  isObject,
  isSwagger,
  own,
  setOwn,
  splitFile,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
  type References,
} from "./document.js";
import { Moves } from "./moves.js";
import { methods, SwaggerFiles, type Part } from "./swagger-files.js";
import { SwaggerParameters, type Sorted } from "./swagger-parameters.js";
import { mapObject, newSchema, textsOf } from "./swagger-schemas.js";
import { newScheme } from "./swagger-security.js";

/** Keys that Swagger has and OpenAPI 3 has elsewhere. */
const gone: ReadonlySet<string> = new Set(
  "swagger host basePath schemes consumes produces definitions parameters responses securityDefinitions".split(" "),
);
const data: ReadonlySet<string> = new Set(["default", "enum", "example", "examples"]);
const nothing: Sorted = { parameters: [], body: undefined, fields: [] };

/** The document as OpenAPI 3.0. `references`: what it refers to, as it was written. */
export function fromSwagger(document: Document, references?: References): Result<Required<Document>> {
  return converted(document, "", new SwaggerFiles(document, references));
}

/** A Swagger document with the files that it refers to: other such documents, and parts of one. */
export class Swagger {
  readonly #files: SwaggerFiles;

  constructor(document: Document, references: References) {
    this.#files = new SwaggerFiles(document, references);
  }

  /** To be asked first: who refers to a part of another file says what it is. */
  document(): Result<Required<Document>> {
    return converted(this.#files.main, "", this.#files);
  }

  file(file: Document, name: string): Result<Required<Document>> {
    return converted(file, name, this.#files);
  }
}

function converted(document: Document, name: string, files: SwaggerFiles): Result<Required<Document>> {
  const diagnostics = new Diagnostics();
  const moves = new Moves();
  const conversion = new Conversion(document, name, files, moves, diagnostics);
  const value = isSwagger(document) ? conversion.run() : conversion.parts();
  return diagnostics.wrap({
    file: document.file,
    text: document.text,
    value,
    locate(pointer, part) {
      const [file, inside] = splitFile(moves.origin(pointer));
      return ((file === "" ? undefined : files.raw(file)) ?? document).locate(inside, part);
    },
    moved: (pointer) => moves.places(pointer),
    origin: (pointer) => moves.origin(pointer),
  });
}

class Conversion {
  readonly #value: JsonObject;
  /** Of the document, whose settings hold for parts in other files. */
  readonly #root: JsonObject;
  readonly #name: string;
  readonly #files: SwaggerFiles;
  readonly #moves: Moves;
  readonly #parameters: SwaggerParameters;

  constructor(document: Document, name: string, files: SwaggerFiles, moves: Moves, diagnostics: Diagnostics) {
    this.#value = document.value;
    this.#root = isSwagger(document) ? document.value : files.main.value;
    this.#name = name;
    this.#files = files;
    this.#moves = moves;
    this.#parameters = new SwaggerParameters(document, name, files, moves, diagnostics);
  }

  /** A file that is no whole document: every value where it was. */
  parts(): JsonObject {
    const parts = this.#files.partsOf(this.#name);
    const visit = (value: Json, at: Pointer): Json => {
      const part = parts.get(at);
      if (part && isObject(value)) {
        // A file may be a path item, and hold what it refers to beside.
        const isBeside = (key: string): boolean => key.startsWith("x-") || key === "definitions";
        const beside = mapObject(value, (one, key) => (isBeside(key) ? visit(one, child(at, key)) : one));
        return this.#part(part, beside, at);
      }
      if (Array.isArray(value)) return (value as readonly Json[]).map((one, index) => visit(one, child(at, index)));
      if (!isObject(value)) return value;
      const isSchema = ["type", "properties", "allOf", "items", "enum"].some((key) => own(value, key) !== undefined);
      if (isSchema) return newSchema(value, this.#reference(at));
      return mapObject(value, (one, key) => (data.has(key) ? one : visit(one, child(at, key))));
    };
    return visit(this.#value, "") as JsonObject;
  }

  #part(part: Part, value: JsonObject, at: Pointer): Json {
    switch (part) {
      case "parameter":
        return this.#parameters.parameter({ value, from: at }, at);
      case "pathItem":
        return this.#pathItem(value, at);
      case "response":
        return this.#response(value, at, at, undefined);
    }
  }

  run(): JsonObject {
    const kept = mapObject(this.#root, (value, key) => {
      if (gone.has(key)) return undefined;
      return key === "paths" && isObject(value) ? this.#paths(value) : value;
    });
    const servers = own(kept, "servers") ?? this.#servers(textsOf(own(this.#root, "schemes")), "/servers");
    const { components, ...rest } = kept;
    return {
      openapi: "3.0.4",
      ...rest,
      ...(servers && { servers }),
      components: { ...(isObject(components) && components), ...this.#components() },
    };
  }

  #components(): JsonObject {
    const section = (
      key: string,
      name: string,
      make: (value: Json, to: Pointer, from: Pointer) => Json | undefined,
    ) => {
      const old = own(this.#root, key);
      const to = `/components/${name}`;
      this.#moves.add(to, `/${key}`);
      if (old === undefined) return {};
      const made = isObject(old) ? mapObject(old, (one, id) => make(one, child(to, id), child(`/${key}`, id))) : old;
      return { [name]: made };
    };
    return {
      ...section("definitions", "schemas", (value, _, from) => newSchema(value, this.#reference(from))),
      ...section("parameters", "parameters", (value, to, from) => {
        const { parameters } = this.#parameters.sort([value], "");
        return parameters[0] && this.#parameters.parameter({ value: parameters[0].value, from }, to);
      }),
      ...section("responses", "responses", (value, to, from) => this.#response(value, to, from, undefined)),
      ...section("securityDefinitions", "securitySchemes", newScheme),
    };
  }

  /** An absolute URL only where there is a host: what serves the document is not known. */
  #servers(schemes: readonly string[] | undefined, to: Pointer): Json | undefined {
    const { host, basePath } = this.#root;
    if (typeof host !== "string") {
      this.#moves.add(to, typeof basePath === "string" ? "/basePath" : "");
      return typeof basePath === "string" ? [{ url: basePath }] : undefined;
    }
    this.#moves.add(to, "/host");
    const web = (schemes ?? []).filter((one) => one === "https" || one === "http");
    const path = typeof basePath === "string" ? `/${basePath.replace(/^\/+/, "")}` : "";
    // The encrypted one first, and alone where the document leaves it open.
    const sorted = web.length > 0 ? [...new Set(web)].sort().toReversed() : ["https"];
    return sorted.map((one) => ({ url: `${one}://${host}${path}` }));
  }

  #paths(paths: JsonObject): JsonObject {
    return mapObject(paths, (item, path) =>
      isObject(item) && path.startsWith("/") ? this.#pathItem(item, child("/paths", path)) : item,
    );
  }

  #pathItem(item: JsonObject, at: Pointer): JsonObject {
    const shared = this.#parameters.sort(own(item, "parameters"), `${at}/parameters`);
    return mapObject(item, (value, key) => {
      if (key === "parameters") return Array.isArray(value) ? this.#list(shared, `${at}/parameters`) : value;
      if (key === "$ref") {
        this.#files.learn("pathItem", { value: item, from: at }, this.#name);
        return this.#reference(at)(value);
      }
      if (!methods.has(key) || !isObject(value)) return value;
      // A body that all methods share is not meant for those that have none.
      const bodiless = key === "get" || key === "head" || key === "options";
      return this.#operation(value, bodiless ? nothing : shared, child(at, key));
    });
  }

  #operation(operation: JsonObject, shared: Sorted, at: Pointer): JsonObject {
    const consumes = textsOf(own(operation, "consumes") ?? own(this.#root, "consumes"));
    const produces = textsOf(own(operation, "produces"));
    const sorted = this.#parameters.sort(own(operation, "parameters"), `${at}/parameters`);
    const kept = mapObject(operation, (value, key) => {
      if (key === "consumes" || key === "produces" || key === "schemes") return undefined;
      if (key === "parameters") return Array.isArray(value) ? this.#list(sorted, `${at}/parameters`) : value;
      if (key !== "responses" || !isObject(value)) return value;
      const to = `${at}/responses`;
      return mapObject(value, (one, status) => this.#response(one, child(to, status), child(to, status), produces));
    });
    const body = this.#body(shared, sorted, consumes, `${at}/requestBody`);
    const schemes = textsOf(own(operation, "schemes"));
    const isElsewhere = schemes !== undefined && typeof this.#root["host"] === "string" && !this.#shares(schemes);
    const servers = isElsewhere ? this.#servers(schemes, `${at}/servers`) : undefined;
    return { ...kept, ...(body && { requestBody: body }), ...(servers && { servers }) };
  }

  /** Whether an operation can be sent the way the client sends the others. */
  #shares(schemes: readonly string[]): boolean {
    const common = textsOf(own(this.#root, "schemes")) ?? [];
    const first = common.includes("https") || !common.includes("http") ? "https" : "http";
    return schemes.includes(first) || !schemes.some((one) => /^https?$/.test(one));
  }

  #list({ parameters }: Sorted, to: Pointer): Json {
    return parameters.map((one, index) => this.#parameters.parameter(one, child(to, index)));
  }

  /** The operation's own body, or the path item's; of a form, the fields of both. */
  #body(shared: Sorted, own_: Sorted, consumes: readonly string[] | undefined, to: Pointer): JsonObject | undefined {
    if (own_.body) return this.#parameters.body(own_.body, consumes, to);
    const names = new Set(own_.fields.map(({ value }) => value["name"]));
    const fields = [...shared.fields.filter(({ value }) => !names.has(value["name"])), ...own_.fields];
    if (fields.length > 0) return this.#parameters.form(fields, consumes, to);
    return shared.body && this.#parameters.body(shared.body, consumes, to);
  }

  #response(value: Json, to: Pointer, from: Pointer, produces: readonly string[] | undefined): Json {
    if (!isObject(value)) return value;
    this.#moves.add(to, from);
    const reference = own(value, "$ref");
    if (reference !== undefined) {
      const shared = this.#files.follow({ value, from }, this.#name);
      // What a shared response is written in depends on who gives it.
      if (produces && own(shared.value, "$ref") === undefined)
        return this.#response(shared.value, to, shared.from, produces);
      this.#files.learn("response", { value, from }, this.#name);
      return { ...value, $ref: this.#reference(from)(reference) };
    }
    const content = this.#content(value, to, from, produces ?? textsOf(own(this.#root, "produces")));
    return {
      ...mapObject(value, (one, key) => {
        if (key === "schema" || key === "examples") return undefined;
        if (key !== "headers" || !isObject(one)) return one;
        return mapObject(one, (header, id) =>
          this.#parameters.header(header, child(`${to}/headers`, id), child(`${from}/headers`, id)),
        );
      }),
      ...(content && { content }),
    };
  }

  #reference(from: Pointer): (reference: Json) => Json {
    return this.#files.referenceFrom(from, this.#name);
  }

  #content(
    response: JsonObject,
    to: Pointer,
    from: Pointer,
    produces: readonly string[] | undefined,
  ): Json | undefined {
    const old = own(response, "schema");
    if (old === undefined) return own(response, "content");
    const isFile = isObject(old) && old["type"] === "file";
    const usual = isFile ? "application/octet-stream" : "application/json";
    const schema = newSchema(old, this.#reference(from));
    const content: Record<string, Json> = {};
    for (const mediaType of produces && produces.length > 0 ? produces : [usual]) {
      const example = own(own(response, "examples"), mediaType);
      this.#moves.add(`${child(`${to}/content`, mediaType)}/schema`, `${from}/schema`);
      setOwn(content, mediaType, { schema, ...(example !== undefined && { example }) });
    }
    return content;
  }
}
