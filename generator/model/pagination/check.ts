/** A declaration, checked against the corrected operation: a name that is not there is an error, never an unpaged method. */
import type { Pointer } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { Field, Pagination, Parameter, RequestBody, Type } from "../model.js";
import {
  formatField,
  Reporter,
  type Declared,
  type Path,
  type RequestField,
  type ResponseField,
  type Word,
} from "./declared.js";
import type { Fields, Found, Missing } from "./fields.js";
import type { Source } from "../source.js";

/** What the operation sends and receives. */
export interface Paged {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody | undefined;
  readonly result?: Type | undefined;
}

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

/** A request parameter, or a property of the request body. */
interface Target {
  /** The parameter's key, or the property's pointer. */
  readonly key: string;
  readonly parameter?: Parameter;
  readonly found?: Found;
}

export class PaginationCheck {
  readonly #fields: Fields;
  readonly #source: Source;
  readonly #report: Reporter;
  readonly #declared: Declared;
  readonly #operation: Paged;
  /** Where the responses stand, for messages about their fields. */
  readonly #responses: Pointer;

  constructor(
    fields: Fields,
    source: Source,
    report: Reporter,
    declared: Declared,
    operation: Paged,
    responses: Pointer,
  ) {
    this.#fields = fields;
    this.#source = source;
    this.#report = report;
    this.#declared = declared;
    this.#operation = operation;
    this.#responses = responses;
  }

  run(): Pagination | undefined {
    const { style, request, response, dropWithCursor } = this.#declared;
    const before = this.#report.problems;
    const targets = new Map<RequestField, Target>();
    for (const [key, word] of Object.entries(request)) {
      const target = word && this.#target(word);
      if (target) targets.set(key as RequestField, target);
    }
    const dropped = dropWithCursor.map((word) => this.#target({ ...word, in: "parameters" })?.key ?? "");
    const items = response.items && this.#field("items", response.items);
    const found = Object.entries(response).flatMap(([key, word]): [string, Field | true][] => {
      if (!word || key === "items") return [];
      if (key === "next" && word.paths.every((path) => path.includes(-1))) {
        const field = items && this.#itemCursor(word, items);
        return field ? [["itemCursor", field]] : [];
      }
      const field = this.#field(key as ResponseField, word);
      const isNumber = key === "next" && style === "cursor" && field && this.#fields.fits(field.type, ["number"]);
      return field ? [[key, field.field], ...(isNumber ? [["numericCursor", true] as [string, true]] : [])] : [];
    });
    if (!items || this.#report.problems > before) return undefined;
    const limit = targets.get("limit");
    const maxLimit = limit?.parameter?.constraints.maximum;
    const defaultLimit = (limit?.parameter?.doc ?? limit?.found?.property?.doc)?.defaultValue;
    const firstPage = this.#firstPage(targets.get("page"));
    const offset = targets.get("offset");
    return {
      style,
      items: items.field,
      itemType: this.#fields.itemOf(items.type),
      ...Object.fromEntries([...targets].map(([key, { key: name }]) => [key, name])),
      ...(maxLimit !== undefined && { maxLimit }),
      ...(typeof defaultLimit === "number" && defaultLimit > 0 && { defaultLimit }),
      ...(firstPage !== undefined && { firstPage }),
      ...(offset && startOf(offset) === 1 && { firstOffset: 1 as const }),
      ...Object.fromEntries(found),
      dropWithCursor: dropped,
    };
  }

  /** The number of the first page: as declared, else where the parameter starts. A wrong one would lose a page. */
  #firstPage(target: Target | undefined): number | undefined {
    if (!target) return undefined;
    if (this.#declared.firstPage !== undefined) return this.#declared.firstPage;
    const start = startOf(target);
    if (typeof start === "number" && isPageNumber(start)) return start;
    const word = this.#declared.request.page;
    return this.#report.warning(
      "pagination/first-page",
      word?.at ?? this.#declared.at,
      `Nothing says whether \`${word?.text}\` counts from 0 or from 1; 1 is assumed.`,
    );
  }

  #target(word: Word): Target | undefined {
    const { parameters, body } = this.#operation;
    const content = body?.contents[0];
    const parameter = word.in === "body" ? undefined : parameters.find((one) => one.wireName === word.text);
    if (parameter) return { key: parameter.key, parameter };
    const isObject = content?.writer === "json" || content?.writer === "form";
    const type = word.in === "parameters" || !isObject ? undefined : content?.type;
    for (const path of type ? word.paths : []) {
      const found = path.length > 0 && type ? this.#fields.walk(type, path) : undefined;
      if (found && "steps" in found) return { key: pointerOf(path), found };
    }
    const known = word.in === "body" ? [] : parameters.map((one) => one.wireName);
    const properties = type ? [...this.#fields.of(type).keys()] : [];
    const wrong = word.in === "body" ? "request body has no property" : "operation has no parameter";
    const message = word.paths.length === 0 ? "A parameter is named by text." : `The ${wrong} \`${word.text}\`.`;
    return this.#report.error("pagination/no-such-parameter", word.at, message, {
      help: suggestion(
        word.text,
        [...known, ...properties],
        properties.length > 0 ? "Its parameters and the body's properties are" : "Its parameters are",
      ),
    });
  }

  #field(key: ResponseField, word: Word): { field: Field; type: Type } | undefined {
    const { result } = this.#operation;
    if (result === undefined) {
      const message = `\`${word.text}\` cannot be read: the operation has no JSON response.`;
      return this.#report.error("pagination/no-such-field", word.at, message, this.#related());
    }
    if (word.paths.some((path) => path.includes(-1))) {
      const message = `\`${word.text}\` leads to one item of a list; only \`next\` of the style \`cursor\` may.`;
      return this.#report.error("pagination/wrong-type", word.at, message);
    }
    return this.#found(key, word, "The response", result, word.paths);
  }

  /** The field of a page's last item that stands for what comes after it. */
  #itemCursor(word: Word, items: { field: Field; type: Type }): Field | undefined {
    const prefix = items.field.steps.map((step) => step.name);
    const path = word.paths.find(
      (one) => one.indexOf(-1) === prefix.length && prefix.every((name, i) => one[i] === name),
    );
    const rest = path?.slice(prefix.length + 1);
    if (this.#declared.style !== "cursor" || !rest || rest.includes(-1)) {
      const message = `\`${word.text}\` must begin with the items, \`${formatField([...prefix, -1])}\`, in the style \`cursor\`.`;
      return this.#report.error("pagination/wrong-type", word.at, message);
    }
    return this.#found("next", word, "An item", this.#fields.itemOf(items.type), [rest])?.field;
  }

  #found(
    key: ResponseField,
    word: Word,
    whole: string,
    type: Type,
    paths: readonly Path[],
  ): { field: Field; type: Type } | undefined {
    let missing: Missing | undefined;
    for (const path of paths) {
      const found = this.#fields.walk(type, path);
      if ("missing" in found) missing ??= found;
      else if (this.#fields.fits(found.type, kinds[key])) {
        return { field: { steps: found.steps, text: word.text }, type: found.type };
      } else {
        const allowed = kinds[key].map((one) => words[one]).join(" or ");
        const kind = words[this.#fields.expand(found.type).kind] ?? "of several types";
        const message = `\`${key}\` must be ${allowed}, but \`${word.text}\` is ${kind}.`;
        return this.#report.error("pagination/wrong-type", word.at, message, this.#related());
      }
    }
    if (!missing) return undefined;
    const parent = missing.parent.length === 0 ? whole : `\`${missing.parent.join(".")}\``;
    return this.#report.error("pagination/no-such-field", word.at, `${parent} has no field \`${missing.missing}\`.`, {
      help: suggestion(missing.missing, missing.known, "Its fields are"),
      ...this.#related(),
    });
  }

  #related(): { related: { message: string; location: ReturnType<Source["document"]["locate"]> }[] } {
    const location = this.#source.document.locate(this.#responses);
    return { related: [{ message: "the responses", location }] };
  }
}

/** What counts where nothing is asked for, as the document says. */
function startOf({ parameter, found }: Target): unknown {
  return (parameter?.doc ?? found?.property?.doc)?.defaultValue ?? parameter?.constraints.minimum;
}

export function isPageNumber(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
