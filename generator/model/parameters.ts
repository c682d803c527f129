/** Parameters of an operation: those of the path item, overridden by the operation's own. */
import { child, type JsonObject } from "../load/document.js";
import { readConstraints } from "./constraints.js";
import { notesOf, type Docs } from "./docs.js";
import { isJson } from "./media.js";
import type { Parameter, ParameterEncoding, Type } from "./model.js";
import { friendlyKey, isIdentifier, objectMembers } from "./names/names.js";
import type { PathItem } from "./path-items.js";
import type { Schemas } from "./schemas/schemas.js";
import { literals, union } from "./schemas/types.js";
import type { ObjectNode, Source } from "./source.js";

const places = new Set(["path", "query", "header", "cookie", "querystring"]);
/** Header parameters that OpenAPI says shall be ignored: they are the business of media types and security schemes. */
const reservedHeaders = new Set(["accept", "authorization", "content-type"]);
const styles: Readonly<Record<Parameter["in"], readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};
/** What has a text whatever its media type is. */
const plainKinds: ReadonlySet<Type["kind"]> = new Set(["boolean", "enum", "number", "string", "unknown"]);
const wholeQuery: readonly { readonly style: ParameterEncoding["style"]; readonly test: RegExp }[] = [
  { style: "query", test: /^application\/x-www-form-urlencoded\s*(?:;|$)/i },
  { style: "jsonQuery", test: /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i },
];

export class Parameters {
  readonly #source: Source;
  readonly #schemas: Schemas;
  readonly #docs: Docs;
  /** Those that were read, by what declares them: many operations refer to the same. */
  readonly #known = new Map<JsonObject, Parameter | undefined>();

  constructor(source: Source, schemas: Schemas, docs: Docs) {
    this.#source = source;
    this.#schemas = schemas;
    this.#docs = docs;
  }

  read(pathItem: PathItem, operation: ObjectNode, path: string): Parameter[] {
    const byPlace = new Map<string, ObjectNode>();
    for (const owner of [...pathItem.toReversed(), operation]) {
      const own = new Set<string>();
      for (const item of owner.value["parameters"] === undefined ? [] : this.#source.list(owner, "parameters")) {
        const object = this.#source.asObject(item, "A parameter");
        const node = object && this.#source.resolve(object);
        const key = node && this.#place(node);
        if (!node || key === undefined) continue;
        if (own.has(key))
          this.#source.error("model/parameter", node.pointer, `The parameter ${key} is declared twice.`);
        own.add(key);
        byPlace.set(key, node);
      }
    }
    const found = this.#placed([...byPlace.values()], path);
    const parameters = found.flatMap((node) => this.#read(node) ?? []);
    this.#checkQuery(parameters);
    return this.#distinct([...parameters, ...this.#undeclared(operation, path, found)]);
  }

  /** "`name` in query"; undefined, and reported, for what cannot be a parameter; silently for what is to be ignored. */
  #place(node: ObjectNode): string | undefined {
    const name = this.#source.text(node, "name");
    const place = this.#source.text(node, "in");
    if (name === undefined || name === "" || place === undefined || !places.has(place)) {
      this.#source.error(
        "model/parameter",
        node.pointer,
        "A parameter needs a `name`, and `in: path`, `query`, `querystring`, `header` or `cookie`.",
      );
      return undefined;
    }
    if (place === "header" && reservedHeaders.has(name.toLowerCase())) {
      this.#source.warning(
        "model/parameter",
        node.pointer,
        `The header parameter \`${name}\` is ignored, as OpenAPI demands.`,
        {
          help: "Remove it with an overlay action, and declare credentials under `components.securitySchemes` and `security`.",
        },
      );
      return undefined;
    }
    return `\`${name}\` in ${place}`;
  }

  #read(node: ObjectNode): Parameter | undefined {
    const known = this.#known.get(node.value);
    // An alias in YAML is the same object at another place.
    if (known?.origin === node.pointer) return known;
    const parameter = this.#parameter(node);
    this.#known.set(node.value, parameter);
    return parameter;
  }

  #parameter(node: ObjectNode): Parameter | undefined {
    const { value } = node;
    const wireName = value["name"] as string;
    const place = value["in"] === "querystring" ? "query" : (value["in"] as Parameter["in"]);
    const content = value["content"] === undefined ? undefined : this.#source.object(node, "content");
    const [media] = content ? this.#source.entries(content) : [];
    const reference = media && this.#source.asObject(media[1], "A media type");
    const mediaType = reference && this.#source.resolve(reference);
    const schemaNode = this.#source.get(mediaType ?? node, "schema") ?? this.#inPlace(node, mediaType);
    const schema =
      schemaNode && typeof schemaNode.value === "object" ? this.#source.asObject(schemaNode, "A schema") : undefined;
    const resolved = schema && this.#source.resolve(schema);
    // Nothing in a URL or a header is null: what may be null may be left out.
    const type: Type = schemaNode ? this.#schemas.presentType(schemaNode) : { kind: "unknown" };
    const encoding = this.#encoding(node, place, media?.[0], this.#schemas.expand(type).kind);
    if (!encoding) return undefined;
    if (encoding.style === "query" && mediaType?.value["encoding"] !== undefined) {
      const message =
        "`encoding` of a whole query string is not followed: its members are written as they are in a form.";
      this.#source.warning("model/unsupported", child(mediaType.pointer, "encoding"), message);
    }
    const constraints = readConstraints(this.#source, this.#schemas, schemaNode);
    const { kind, minLength, pattern } = constraints;
    const takesEmpty = kind === "string" && minLength === undefined && pattern === undefined;
    // An empty value is written as text, and is none of those that the schema's checks are about.
    const isEmptied = value["in"] === "query" && value["allowEmptyValue"] === true && !takesEmpty;
    return {
      key: this.#key(node, wireName, place),
      wireName,
      in: place,
      required: place === "path" || value["required"] === true,
      type: isEmptied && kind !== "string" ? union([type, literals([""])]) : type,
      encoding,
      constraints: isEmptied ? {} : constraints,
      doc: this.#docs.of(node, {
        notes: resolved ? notesOf(resolved) : [],
        ...(resolved?.value["default"] !== undefined && { defaultValue: resolved.value["default"] }),
      }),
      origin: node.pointer,
    };
  }

  /** Swagger 2.0 had no `schema` here, and hand-written documents go on like that. */
  #inPlace(node: ObjectNode, mediaType: ObjectNode | undefined): ObjectNode | undefined {
    if (mediaType || node.value["type"] === undefined) return undefined;
    const message = "What the parameter says beside `in` is read as its `schema`, as in Swagger 2.0.";
    this.#source.warning("model/parameter", node.pointer, message);
    return node;
  }

  #key(node: ObjectNode, wireName: string, place: Parameter["in"]): string {
    const chosen = this.#source.text(node, "x-name");
    const friendly = friendlyKey(wireName);
    const fallback = objectMembers.has(friendly) ? `${place}_${friendly}` : friendly;
    if (chosen === undefined) return fallback;
    if (isIdentifier(chosen) && !objectMembers.has(chosen)) return chosen;
    const flaw = isIdentifier(chosen) ? "is what every object has already" : "is no identifier";
    this.#source.error("model/parameter", node.pointer, `\`x-name: ${chosen}\` ${flaw}.`);
    return fallback;
  }

  #encoding(
    node: ObjectNode,
    place: Parameter["in"],
    mediaType: string | undefined,
    kind: Type["kind"],
  ): ParameterEncoding | undefined {
    const allowReserved = node.value["allowReserved"] === true;
    if (node.value["in"] === "querystring") {
      const known = wholeQuery.find(({ test }) => test.test(mediaType ?? ""));
      if (known) return { style: known.style, explode: true, allowReserved: false };
      const message = `A whole query string is written as a form or as JSON, not as ${mediaType ?? "a schema without content"}.`;
      this.#source.warning("model/unsupported", node.pointer, message);
      return undefined;
    }
    const [fallback = "form"] = styles[place];
    if (mediaType !== undefined) {
      const isText = !isJson(mediaType) && plainKinds.has(kind);
      if (isText) return { style: fallback as ParameterEncoding["style"], explode: fallback === "form", allowReserved };
      if (!isJson(mediaType)) {
        const message = `A parameter is written as text or as JSON, not as ${mediaType}: this one is JSON.`;
        this.#source.warning("model/unsupported", node.pointer, message);
      }
      return { style: "json", explode: false, allowReserved };
    }
    const style = this.#source.text(node, "style") ?? fallback;
    if (!styles[place].includes(style)) {
      this.#source.error(
        "model/parameter",
        node.pointer,
        `\`style: ${style}\` is not possible for a ${place} parameter.`,
        {
          help: `Possible are ${styles[place].join(", ")}.`,
        },
      );
      return undefined;
    }
    const explode =
      node.value["explode"] === undefined ? style === "form" || style === "cookie" : node.value["explode"] === true;
    return { style: style as ParameterEncoding["style"], explode, allowReserved };
  }

  /** Without path parameters that the path has no place for: there is nowhere to send them. */
  #placed(nodes: readonly ObjectNode[], path: string): ObjectNode[] {
    const names = new Set(placeholders(path).map(({ name }) => name));
    return nodes.filter(({ value, pointer }) => {
      const name = value["name"] as string;
      if (value["in"] !== "path" || names.has(name) || path.includes(`{${name}}`)) return true;
      const message = `The parameter \`${name}\` is left out: the path \`${path}\` has no place for it.`;
      this.#source.warning("model/parameter", pointer, message);
      return false;
    });
  }

  /** A query string is either one parameter or made of many. */
  #checkQuery(parameters: readonly Parameter[]): void {
    const whole = parameters.find(({ encoding: { style } }) => style === "query" || style === "jsonQuery");
    const other = parameters.find((one) => one.in === "query" && one !== whole);
    if (!whole || !other) return;
    const message = `\`${whole.wireName}\` is the whole query string, so there can be no \`${other.wireName}\` in it.`;
    this.#source.error("model/parameter", other.origin, message);
  }

  /** What the path asks for and nobody declared: text, as a value in a path always is. */
  #undeclared(operation: ObjectNode, path: string, declared: readonly ObjectNode[]): Parameter[] {
    const known = new Set(declared.flatMap(({ value }) => (value["in"] === "path" ? [value["name"]] : [])));
    const missing = placeholders(path).filter(({ name, text }) => !known.has(name) && !known.has(text));
    return [...new Map(missing.map((one) => [one.text, one])).values()].flatMap(({ text, name, isPlain }) => {
      const help = `Add \`{name: ${name}, in: path, required: true, schema: {type: string}}\` with an overlay action.`;
      const message = `The path \`${path}\` needs a parameter \`${text}\` that is not declared`;
      if (!isPlain) {
        this.#source.error("model/parameter", operation.pointer, `${message}.`, { help });
        return [];
      }
      this.#source.warning("model/parameter", operation.pointer, `${message}: it is taken for text.`, { help });
      const key = friendlyKey(name);
      return [
        {
          key: objectMembers.has(key) ? `path_${key}` : key,
          wireName: name,
          in: "path" as const,
          required: true,
          type: { kind: "string" as const },
          encoding: { style: "simple" as const, explode: false, allowReserved: false },
          constraints: { kind: "string" as const },
          doc: this.#docs.empty(`${operation.pointer}/parameters/${name}`),
          origin: operation.pointer,
        },
      ];
    });
  }

  /** The path with places called as the parameters are: RFC 6570's operators (`{a*}`, `{;b}`) are the parameters' style. */
  template(path: string, parameters: readonly Parameter[]): string {
    const known = new Set(parameters.filter((one) => one.in === "path").map((one) => one.wireName));
    return path.replaceAll(/\{([^{}]+)\}/g, (whole, text: string) => {
      const name = plainName(text);
      return !known.has(text) && known.has(name) ? `{${name}}` : whole;
    });
  }

  /** Parameters whose keys are the same: the path keeps the plain one, then whoever is called so; the others say where they go. */
  #distinct(parameters: readonly Parameter[]): Parameter[] {
    const order: readonly Parameter["in"][] = ["path", "query", "header", "cookie"];
    const rank = (one: Parameter): number => order.indexOf(one.in) * 2 + Number(one.key !== one.wireName);
    const owner = new Map<string, Parameter>();
    for (const one of [...parameters].sort((a, b) => rank(a) - rank(b))) {
      if (one.key !== "body" && !owner.has(one.key)) owner.set(one.key, one);
    }
    const distinct = parameters.map((one) =>
      owner.get(one.key) === one ? one : { ...one, key: `${one.in}_${one.key}` },
    );
    const first = new Map<string, Parameter>();
    for (const one of distinct) {
      const other = first.get(one.key);
      first.set(one.key, one);
      if (!other) continue;
      this.#source.error(
        "model/parameter",
        one.origin,
        `The parameters \`${other.wireName}\` and \`${one.wireName}\` both become \`${one.key}\`.`,
        {
          related: [{ message: "the other parameter", location: this.#source.document.locate(other.origin) }],
          help: "Set `x-name` on one of them with an overlay action.",
        },
      );
    }
    return distinct;
  }
}

/** The places in a path template, by the name of the parameter that fills each. */
function placeholders(path: string): { text: string; name: string; isPlain: boolean }[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, text = ""]) => ({
    text,
    name: plainName(text),
    isPlain: /^[\p{L}\p{N}_.-]+$/u.test(text),
  }));
}

function plainName(text: string): string {
  return /^[.;/+#]?(.+?)\*?$/s.exec(text)?.[1] ?? text;
}
