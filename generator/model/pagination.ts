/** `x-pagination`, checked against the corrected operation: a name that is not there is an error, never an unpaged method. */
import { child, type Json, type Pointer } from "../load/document.js";
import type { Field, Pagination, PaginationStyle, Parameter, Type } from "./model.js";
import { resultPointer } from "./responses.js";
import type { Schemas } from "./schemas.js";
import { describe, type ObjectNode, type Source } from "./source.js";
import { suggestion } from "../nearest.js";

type RequestField = "cursor" | "offset" | "page" | "limit";
type ResponseField = "items" | "next" | "previous" | "total" | "totalPages" | "hasMore";

/** Which fields each style has; the first list must be given, of `oneOf` at least one. */
const styles: Readonly<Record<PaginationStyle, { needs: readonly string[]; may: readonly string[] }>> = {
  cursor: { needs: ["cursor", "next", "items"], may: ["previous", "limit", "dropWithCursor", "hasMore"] },
  offset: { needs: ["offset", "items"], may: ["limit", "total", "hasMore"] },
  page: { needs: ["page", "items"], may: ["limit", "totalPages", "hasMore", "firstPage"] },
  link: { needs: ["items"], may: ["limit"] },
  "next-url": { needs: ["next", "items"], may: ["limit"] },
};

const requestFields: readonly RequestField[] = ["cursor", "offset", "page", "limit"];
const responseFields: readonly Exclude<ResponseField, "items">[] = [
  "next",
  "previous",
  "total",
  "totalPages",
  "hasMore",
];

/** The kinds of value that each response field may have. */
const kinds: Readonly<Record<ResponseField, readonly string[]>> = {
  items: ["array"],
  next: ["string", "number"],
  previous: ["string", "number"],
  total: ["number"],
  totalPages: ["number"],
  hasMore: ["boolean"],
};

const words: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  null: "null",
  number: "a number",
  object: "an object",
  string: "text",
  tuple: "a list of fixed length",
  unknown: "of no type that the document tells",
};

export class PaginationReader {
  readonly #source: Source;
  readonly #schemas: Schemas;

  constructor(source: Source, schemas: Schemas) {
    this.#source = source;
    this.#schemas = schemas;
  }

  read(operation: ObjectNode, parameters: readonly Parameter[], result: Type | undefined): Pagination | undefined {
    const node =
      operation.value["x-pagination"] === undefined ? undefined : this.#source.object(operation, "x-pagination");
    const style = node && this.#style(node);
    if (!style || !this.#checkFields(node, style)) return undefined;
    const request = this.#request(node, parameters);
    const dropWithCursor = this.#dropped(node, parameters);
    const body = { type: result, pointer: resultPointer(operation) };
    const items = this.#field(node, "items", body);
    const found = responseFields.map((key) => [key, this.#field(node, key, body)] as const);
    if (!request || !dropWithCursor || !items || found.some(([, field]) => field === null)) return undefined;
    const itemType = this.#expand(items.type);
    const maxLimit = parameters.find((one) => one.key === request.limit)?.constraints.maximum;
    const firstPage = this.#firstPage(
      node,
      parameters.find((one) => one.key === request.page),
    );
    return {
      style,
      items: items.field,
      itemType: itemType.kind === "array" ? itemType.items : { kind: "unknown" },
      ...request,
      ...(maxLimit !== undefined && { maxLimit }),
      ...(firstPage !== undefined && { firstPage }),
      ...Object.fromEntries(found.flatMap(([key, field]) => (field ? [[key, field.field]] : []))),
      dropWithCursor,
    };
  }

  /** The number of the first page: as declared, else where the parameter starts. A wrong one would lose a page. */
  #firstPage(node: ObjectNode, parameter: Parameter | undefined): number | undefined {
    if (!parameter) return undefined;
    const declared = node.value["firstPage"];
    if (isPageNumber(declared)) return declared;
    if (declared !== undefined) {
      this.#source.error(
        "pagination/wrong-type",
        child(node.pointer, "firstPage"),
        `\`firstPage\` must be a whole number from 0 on, but is ${describe(declared)}.`,
      );
      return undefined;
    }
    const start = parameter.doc.defaultValue ?? parameter.constraints.minimum;
    if (isPageNumber(start)) return start;
    this.#source.warning(
      "pagination/first-page",
      child(node.pointer, "page"),
      `Nothing says whether \`${parameter.wireName}\` counts from 0 or from 1; 1 is assumed.`,
    );
    return undefined;
  }

  #style(node: ObjectNode): PaginationStyle | undefined {
    const style = this.#source.text(node, "style");
    if (style !== undefined && Object.hasOwn(styles, style)) return style as PaginationStyle;
    const known = Object.keys(styles);
    this.#source.error(
      "pagination/unknown-style",
      style === undefined ? node.pointer : child(node.pointer, "style"),
      style === undefined ? "`x-pagination` has no `style`." : `\`${style}\` is no pagination style.`,
      { help: suggestion(style ?? "", known, "The styles are") },
    );
    return undefined;
  }

  #checkFields(node: ObjectNode, style: PaginationStyle): boolean {
    const { needs, may } = styles[style];
    const known = ["style", ...needs, ...may];
    let sound = true;
    for (const key of Object.keys(node.value)) {
      if (known.includes(key)) continue;
      sound = false;
      this.#source.error(
        "pagination/unknown-field",
        child(node.pointer, key),
        `\`x-pagination.${key}\` is no field of the style \`${style}\`.`,
        {
          help: suggestion(key, known, "Its fields are"),
        },
      );
    }
    for (const key of needs) {
      if (node.value[key] !== undefined) continue;
      sound = false;
      this.#source.error(
        "pagination/unknown-field",
        node.pointer,
        `\`x-pagination\` of the style \`${style}\` needs \`${key}\`.`,
      );
    }
    return sound;
  }

  #request(node: ObjectNode, parameters: readonly Parameter[]): Partial<Record<RequestField, string>> | undefined {
    const request: Partial<Record<RequestField, string>> = {};
    let sound = true;
    for (const key of requestFields) {
      const value = node.value[key];
      if (value === undefined) continue;
      const parameter = this.#parameter(
        typeof value === "string" ? value : undefined,
        child(node.pointer, key),
        parameters,
      );
      if (parameter === undefined) sound = false;
      else request[key] = parameter;
    }
    return sound ? request : undefined;
  }

  #dropped(node: ObjectNode, parameters: readonly Parameter[]): string[] | undefined {
    if (node.value["dropWithCursor"] === undefined) return [];
    const keys: string[] = [];
    for (const item of this.#source.list(node, "dropWithCursor")) {
      const key = this.#parameter(typeof item.value === "string" ? item.value : undefined, item.pointer, parameters);
      if (key === undefined) return undefined;
      keys.push(key);
    }
    return keys;
  }

  #parameter(wireName: string | undefined, at: Pointer, parameters: readonly Parameter[]): string | undefined {
    const found = parameters.find((one) => one.wireName === wireName);
    if (found) return found.key;
    const known = parameters.map((one) => one.wireName);
    this.#source.error(
      "pagination/no-such-parameter",
      at,
      wireName === undefined ? "A parameter is named by text." : `The operation has no parameter \`${wireName}\`.`,
      { help: suggestion(wireName ?? "", known, "Its parameters are") },
    );
    return undefined;
  }

  /** The field, undefined when x-pagination does not name it, null when what it names is not there (and reported). */
  #field(
    node: ObjectNode,
    key: ResponseField,
    body: { type: Type | undefined; pointer: Pointer },
  ): { field: Field; type: Type } | null | undefined {
    if (node.value[key] === undefined) return undefined;
    const text = this.#source.text(node, key);
    const at = child(node.pointer, key);
    if (text === undefined) return null;
    if (body.type === undefined) {
      this.#source.error(
        "pagination/no-such-field",
        at,
        `\`${text}\` cannot be read: the operation has no JSON response.`,
        this.#related(body.pointer),
      );
      return null;
    }
    const steps: { name: string; optional: boolean }[] = [];
    let type = body.type;
    for (const name of fieldPath(text)) {
      const fields = this.#fields(type);
      const found = fields?.get(name);
      if (!found) {
        const known = [...(fields?.keys() ?? [])];
        const parent = steps.length === 0 ? "The response" : `\`${steps.map((step) => step.name).join(".")}\``;
        this.#source.error("pagination/no-such-field", at, `${parent} has no field \`${name}\`.`, {
          help: suggestion(name, known, "Its fields are"),
          ...this.#related(body.pointer),
        });
        return null;
      }
      steps.push({ name, optional: this.#mayBeNothing(type) });
      type = found.required ? found.type : { kind: "union", members: [found.type, { kind: "null" }] };
    }
    const kind = this.#expand(type);
    if (!this.#fits(type, kinds[key])) {
      this.#source.error(
        "pagination/wrong-type",
        at,
        `\`${key}\` must be ${kinds[key].map((one) => words[one]).join(" or ")}, but \`${text}\` is ${words[kind.kind] ?? "of several types"}.`,
        this.#related(body.pointer),
      );
      return null;
    }
    return { field: { steps, text }, type };
  }

  #related(pointer: Pointer): { related: { message: string; location: ReturnType<Source["document"]["locate"]> }[] } {
    return { related: [{ message: "the responses", location: this.#source.document.locate(pointer) }] };
  }

  /** The type behind names, null left out. */
  #expand(type: Type): Type {
    const target = this.#schemas.expand(type);
    if (target.kind !== "union") return target;
    const [member, ...others] = target.members.filter((one) => one.kind !== "null");
    return member && others.length === 0 ? this.#expand(member) : target;
  }

  #mayBeNothing(type: Type): boolean {
    if (type.kind === "null") return true;
    if (type.kind === "union") return type.members.some((member) => this.#mayBeNothing(member));
    const target = this.#schemas.expand(type);
    return target !== type && target.kind !== "reference" && this.#mayBeNothing(target);
  }

  #fields(type: Type): Map<string, { type: Type; required: boolean }> | undefined {
    const target = this.#expand(type);
    if (target.kind === "object") return new Map(target.properties.map((one) => [one.name, one]));
    if (target.kind !== "intersection") return undefined;
    return new Map(target.members.flatMap((member) => [...(this.#fields(member) ?? [])]));
  }

  #fits(type: Type, allowed: readonly string[]): boolean {
    const target = this.#expand(type);
    if (target.kind === "union")
      return target.members.every((member) => member.kind === "null" || this.#fits(member, allowed));
    if (target.kind === "enum") return target.values.every((value) => allowed.includes(typeof value));
    return allowed.includes(target.kind);
  }
}

function isPageNumber(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** `meta.next` or `/meta/next`; the empty text is the body itself. */
function fieldPath(text: string): string[] {
  if (text === "") return [];
  if (!text.startsWith("/")) return text.split(".");
  return text
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
