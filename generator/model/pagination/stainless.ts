/** Stainless' configuration beside a spec: which methods there are, and which of the pagination schemes each one has. */
import { child, isObject, own, type Document, type Json, type JsonObject, type Pointer } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { Reading, Reporter, Word } from "./declared.js";
import type { Fields } from "./fields.js";
import { declare, readScheme, type Scheme } from "./scheme.js";
import type { Paged } from "./check.js";

/** A method under `resources`, by its endpoint. */
interface Method {
  /** A scheme's name, or whether it has one at all. */
  readonly paginated: Json | undefined;
  readonly pointer: Pointer;
}

export class StainlessConfig {
  readonly #document: Document;
  readonly #fields: Fields;
  readonly #schemes: readonly Scheme[];
  readonly #methods = new Map<string, Method>();

  constructor(document: Document, fields: Fields, report: Reporter) {
    this.#document = document;
    this.#fields = fields;
    const schemes = own(document.value, "pagination");
    this.#schemes = (Array.isArray(schemes) ? (schemes as readonly Json[]) : []).flatMap((value, index) => {
      const scheme = readScheme(document, value, child("/pagination", index), report);
      return scheme ? [scheme] : [];
    });
    this.#collect(own(document.value, "resources"), "/resources");
  }

  read(operation: Paged, report: Reporter): Reading {
    const method = this.#methods.get(`${operation.method} ${operation.path}`);
    if (!method || this.#schemes.length === 0) return undefined;
    const { paginated, pointer } = method;
    if (paginated === false) return false;
    const at = { document: this.#document, pointer };
    if (typeof paginated === "string") {
      const scheme = this.#schemes.find((one) => one.name === paginated);
      if (scheme) return declare(scheme, report);
      const names = this.#schemes.flatMap((one) => one.name);
      const help = suggestion(paginated, names, "The schemes are");
      return report.error("pagination/unknown-style", at, `There is no pagination scheme \`${paginated}\`.`, { help });
    }
    const scheme = this.#schemes.find((one) => this.#matches(one, operation));
    if (scheme) return declare(scheme, report);
    if (paginated !== true) return undefined;
    const message = `\`${operation.method} ${operation.path}\` has the parameters and fields of no pagination scheme.`;
    return report.error("pagination/unknown-style", at, message);
  }

  /** As Stainless does it: an operation that has every parameter and every field of a scheme is paged so. */
  #matches({ request, response }: Scheme, { parameters, body, result }: Paged): boolean {
    const content = body?.contents[0];
    const isSent = (word: Word): boolean =>
      (word.in !== "body" && parameters.some((one) => one.wireName === word.text)) ||
      (word.in === "body" &&
        content !== undefined &&
        word.paths.some((path) => "steps" in this.#fields.walk(content.type, path)));
    const isReceived = (word: Word): boolean =>
      result !== undefined &&
      word.paths.some(
        (path) => "steps" in this.#fields.walk(result, path.slice(0, path.includes(-1) ? path.indexOf(-1) : undefined)),
      );
    return request.every(isSent) && response.every(isReceived) && request.length + response.length > 0;
  }

  #collect(resources: Json | undefined, at: Pointer): void {
    for (const [name, resource] of entries(resources)) {
      if (!isObject(resource)) continue;
      const methods = own(resource, "methods");
      for (const [key, method] of entries(methods)) this.#add(method, child(child(child(at, name), "methods"), key));
      this.#collect(own(resource, "subresources"), child(child(at, name), "subresources"));
    }
  }

  #add(method: Json, pointer: Pointer): void {
    const endpoint = typeof method === "string" ? method : own(method, "endpoint");
    const [, verb, path] = typeof endpoint === "string" ? (/^(\w+)\s+(\/\S*)$/.exec(endpoint) ?? []) : [];
    if (verb === undefined || path === undefined) return;
    const paginated = isObject(method) ? own(method, "paginated") : undefined;
    this.#methods.set(`${verb.toUpperCase()} ${path}`, {
      paginated,
      pointer: paginated === undefined ? pointer : child(pointer, "paginated"),
    });
  }
}

function entries(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries<Json>(value as JsonObject) : [];
}
