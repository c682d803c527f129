/** An OpenAPI document as a server of its own reads it: nothing here knows what the generator makes of it. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

export type Tree = { readonly [key: string]: unknown };
export type Direction = "request" | "response";

/** A parameter, or a property of a form, with the defaults of its style filled in. */
export interface Place {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** It is written as this media type instead of in a style. */
  readonly mediaType?: string;
  readonly schema: unknown;
  readonly examples: readonly unknown[];
}

export interface Media {
  readonly type: string;
  readonly schema: unknown;
  readonly itemSchema: unknown;
  readonly encoding: Tree;
  readonly examples: readonly unknown[];
}

/** An operation of the document. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  /** Where it stands, as a JSON pointer. */
  readonly pointer: string;
  readonly parameters: readonly Place[];
  readonly body: { readonly required: boolean; readonly contents: readonly Media[] } | undefined;
  readonly replies: readonly { readonly status: string; readonly contents: readonly Media[] }[];
  /** Alternatives of scheme names. */
  readonly security: readonly (readonly string[])[];
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const treeOf = (value: unknown): Tree => (isTree(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The address that every `$ref` is made absolute with, so that any part of the document can stand alone. */
export const base = "spec:/document";

export function readText(file: string): Tree {
  return parse(readFileSync(file, "utf8"), { merge: true, maxAliasCount: -1 }) as Tree;
}

/** The document as one direction sees it: without the properties that the other alone has. */
export class Specification {
  readonly root: Tree;
  readonly #text: Tree;
  readonly #hidden: string;

  constructor(text: Tree, direction: Direction) {
    this.#text = text;
    this.#hidden = direction === "request" ? "readOnly" : "writeOnly";
    this.root = this.#directed(text, text, this.#hidden) as Tree;
  }

  /** What a reference leads to, and with it whatever else stands there. */
  at(reference: string): unknown {
    // What the other direction alone has may still lend its schema.
    return at(this.root, reference) ?? this.#directed(this.#text, at(this.#text, reference), this.#hidden);
  }

  /** The object itself, or what it refers to. */
  resolve(value: unknown): Tree {
    let node = treeOf(value);
    for (let steps = 0; typeof node["$ref"] === "string" && steps < 20; steps++) node = treeOf(this.at(node["$ref"]));
    return node;
  }

  *endpoints(): Generator<Endpoint> {
    for (const [path, item] of Object.entries(treeOf(this.root["paths"]))) {
      const shared = this.resolve(item);
      for (const [key, value] of [
        ...Object.entries(shared),
        ...Object.entries(treeOf(shared["additionalOperations"])),
      ]) {
        const isOwn = key in treeOf(shared["additionalOperations"]);
        // TRACE is left out: `fetch` refuses it.
        if (!isTree(value) || !(isOwn || /^(?:get|put|post|delete|options|head|patch|query)$/.test(key))) continue;
        const steps = ["paths", path, ...(isOwn ? ["additionalOperations"] : []), key];
        yield this.#endpoint(isOwn ? key : key.toUpperCase(), path, pointerTo(steps), shared, value);
      }
    }
  }

  #endpoint(method: string, path: string, pointer: string, shared: Tree, operation: Tree): Endpoint {
    const byPlace = new Map<string, Tree>();
    for (const item of [...listOf(shared["parameters"]), ...listOf(operation["parameters"])]) {
      const parameter = this.resolve(item);
      byPlace.set(`${String(parameter["in"])} ${String(parameter["name"])}`, parameter);
    }
    // RFC 9110 gives the content of these methods no meaning, and `fetch` sends none.
    const isBodiless = ["GET", "HEAD", "TRACE"].includes(method) || operation["requestBody"] === undefined;
    const body = isBodiless ? undefined : this.resolve(operation["requestBody"]);
    const replies = Object.entries(treeOf(operation["responses"])).filter(([status]) => !status.startsWith("x-"));
    const security = listOf(operation["security"] ?? this.root["security"]);
    return {
      method,
      path,
      pointer,
      parameters: [...byPlace.values()].flatMap((one) => this.#place(one, path) ?? []),
      body: body && { required: body["required"] === true, contents: this.#contents(body) },
      replies: replies.map(([status, reply]) => ({ status, contents: this.#contents(this.resolve(reply)) })),
      security: security.map((one) => Object.keys(treeOf(one))),
    };
  }

  #place(parameter: Tree, path: string): Place | undefined {
    const { name, in: place } = parameter as unknown as Place;
    // OpenAPI 3.1, 4.8.12.1: these header parameters shall be ignored; and a path has places only for what it names.
    if (place === "header" && /^(?:accept|content-type|authorization)$/i.test(name)) return undefined;
    if (place === "path" && !namesIn(path).includes(name)) return undefined;
    const [media] = this.#contents(parameter);
    const style = String(parameter["style"] ?? (place === "query" || place === "cookie" ? "form" : "simple"));
    return {
      name,
      in: place,
      required: parameter["required"] === true || place === "path",
      style,
      explode:
        parameter["explode"] === undefined ? style === "form" || style === "cookie" : parameter["explode"] === true,
      ...(media && { mediaType: media.type }),
      schema: media ? media.schema : (parameter["schema"] ?? true),
      examples: this.#examples(parameter),
    };
  }

  #contents(node: Tree): Media[] {
    return Object.entries(treeOf(node["content"])).map(([type, value]) => {
      const media = this.resolve(value);
      const { schema, itemSchema } = media;
      return {
        type,
        schema: schema ?? true,
        itemSchema,
        encoding: treeOf(media["encoding"]),
        examples: this.#examples(media),
      };
    });
  }

  #examples(node: Tree): unknown[] {
    const named = Object.values(treeOf(node["examples"])).map((one) => this.resolve(one)["value"]);
    return [node["example"], ...named].filter((one) => one !== undefined);
  }

  #directed(text: Tree, node: unknown, hidden: string): unknown {
    if (Array.isArray(node)) return node.map((item) => this.#directed(text, item, hidden));
    if (!isTree(node)) return node;
    const { $ref } = node;
    if (typeof $ref === "string" && $ref.startsWith("#")) {
      // What stands beside a reference counts, in 3.0 as well: DigitalOcean means its `required`.
      return { ...this.#members(text, node, hidden), $ref: base + $ref };
    }
    return this.#members(text, node, hidden);
  }

  #members(text: Tree, node: Tree, hidden: string): Tree {
    const { properties, required } = node;
    const isHidden = (name: string): boolean => {
      let property = isTree(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
      for (let steps = 0; isTree(property) && steps < 20; steps++) {
        if (property[hidden] === true) return true;
        if (typeof property["$ref"] !== "string") return false;
        property = at(text, property["$ref"]);
      }
      return false;
    };
    const members = Object.entries(node).map(([key, value]): [string, unknown] => {
      if (key === "properties" && isTree(value)) {
        const kept = Object.entries(value).filter(([name, one]) => !(isHidden(name) && (isTree(one) || one === true)));
        return [key, Object.fromEntries(kept.map(([name, one]) => [name, this.#directed(text, one, hidden)]))];
      }
      if (key === "required" && Array.isArray(required))
        return [key, required.filter((name) => !isHidden(String(name)))];
      return [key, this.#directed(text, value, hidden)];
    });
    return Object.fromEntries(members);
  }
}

/** The names of a path's places; RFC 6570's operators only repeat the style. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{[.;]?([^{}]+?)\*?\}/g)].map(([, name = ""]) => name);
}

function at(root: Tree, reference: string): unknown {
  const steps = reference
    .slice(reference.indexOf("#") + 1)
    .split("/")
    .slice(1);
  return steps.reduce<unknown>((node, step) => {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof node === "object" && node !== null ? (node as Tree)[key] : undefined;
  }, root);
}

function pointerTo(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
