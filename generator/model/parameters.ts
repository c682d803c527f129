/** Parameters of an operation: those of the path item, overridden by the operation's own. */
import { readConstraints } from "./constraints.js";
import { notesOf, type Docs } from "./docs.js";
import type { Parameter, ParameterEncoding } from "./model.js";
import { friendlyKey, isIdentifier, objectMembers } from "./names.js";
import type { Schemas } from "./schemas.js";
import type { ObjectNode, Source } from "./source.js";

const places = new Set(["path", "query", "header", "cookie"]);
/** Header parameters that OpenAPI says shall be ignored: they are the business of media types and security schemes. */
const reservedHeaders = new Set(["accept", "authorization", "content-type"]);
const styles: Readonly<Record<Parameter["in"], readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

export class Parameters {
  readonly #source: Source;
  readonly #schemas: Schemas;
  readonly #docs: Docs;

  constructor(source: Source, schemas: Schemas, docs: Docs) {
    this.#source = source;
    this.#schemas = schemas;
    this.#docs = docs;
  }

  read(pathItem: ObjectNode, operation: ObjectNode, path: string): Parameter[] {
    const byPlace = new Map<string, ObjectNode>();
    for (const owner of [pathItem, operation]) {
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
    const parameters = [...byPlace.values()].flatMap((node) => this.#parameter(node) ?? []);
    this.#checkPath(operation, path, [...byPlace.values()]);
    return this.#distinct(parameters);
  }

  /** "`name` in query"; undefined, and reported, for what cannot be a parameter; silently for what is to be ignored. */
  #place(node: ObjectNode): string | undefined {
    const name = this.#source.text(node, "name");
    const place = this.#source.text(node, "in");
    if (name === undefined || name === "" || place === undefined || !places.has(place)) {
      this.#source.error(
        "model/parameter",
        node.pointer,
        "A parameter needs a `name`, and `in: path`, `query`, `header` or `cookie`.",
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

  #parameter(node: ObjectNode): Parameter | undefined {
    const { value } = node;
    const wireName = value["name"] as string;
    const place = value["in"] as Parameter["in"];
    const content = value["content"] === undefined ? undefined : this.#source.object(node, "content");
    const [media] = content ? this.#source.entries(content) : [];
    const mediaType = media && this.#source.asObject(media[1], "A media type");
    const schemaNode = this.#source.get(mediaType ?? node, "schema");
    const schema =
      schemaNode && typeof schemaNode.value === "object" ? this.#source.asObject(schemaNode, "A schema") : undefined;
    const resolved = schema && this.#source.resolve(schema);
    const encoding = this.#encoding(node, place, content !== undefined);
    if (!encoding) return undefined;
    return {
      key: this.#key(node, wireName, place),
      wireName,
      in: place,
      required: place === "path" || value["required"] === true,
      type: schemaNode ? this.#schemas.type(schemaNode, "request") : { kind: "unknown" },
      encoding,
      constraints: readConstraints(this.#source, this.#schemas, schemaNode),
      doc: this.#docs.of(node, {
        notes: resolved ? notesOf(resolved) : [],
        ...(resolved?.value["default"] !== undefined && { defaultValue: resolved.value["default"] }),
      }),
      origin: node.pointer,
    };
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

  #encoding(node: ObjectNode, place: Parameter["in"], asContent: boolean): ParameterEncoding | undefined {
    const allowReserved = node.value["allowReserved"] === true;
    if (asContent) return { style: "json", explode: false, allowReserved };
    const [fallback = "form"] = styles[place];
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
    const explode = node.value["explode"] === undefined ? style === "form" : node.value["explode"] === true;
    return { style: style as ParameterEncoding["style"], explode, allowReserved };
  }

  #checkPath(operation: ObjectNode, path: string, declared: readonly ObjectNode[]): void {
    const wanted = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name));
    const given = new Map(
      declared.filter(({ value }) => value["in"] === "path").map((node) => [node.value["name"] as string, node]),
    );
    for (const name of wanted) {
      if (name !== undefined && !given.has(name)) {
        this.#source.error(
          "model/parameter",
          operation.pointer,
          `The path \`${path}\` needs a parameter \`${name}\` that is not declared.`,
          {
            help: `Add \`{name: ${name}, in: path, required: true, schema: {type: string}}\` with an overlay action.`,
          },
        );
      }
    }
    for (const [name, node] of given) {
      if (!wanted.has(name))
        this.#source.error(
          "model/parameter",
          node.pointer,
          `The path \`${path}\` has no place for the parameter \`${name}\`.`,
        );
    }
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
