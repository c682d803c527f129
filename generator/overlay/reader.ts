/** Reads fields out of an overlay's document, and says what is wrong with them and where. */
import { Diagnostics, type DiagnosticCode, type Location } from "../diagnostics.js";
import {
  child,
  isObject,
  splitPointer,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
} from "../load/document.js";
import {
  dialectHelp,
  formatPath,
  lengthSuspicions,
  parseQuery,
  type Query,
  type SyntaxProblem,
} from "./jsonpath/jsonpath.js";
import { nearest, oneOf } from "../nearest.js";
import { kindOf } from "./values.js";

type Nouns = {
  readonly text: string;
  readonly object: JsonObject;
  readonly list: readonly Json[];
  readonly boolean: boolean;
};

/** What other tools and JSON Patch call the fields of an action. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  add: "update",
  merge: "update",
  replace: "update",
  set: "update",
  value: "update",
  delete: "remove",
  jsonpath: "target",
  path: "target",
  query: "target",
  selector: "target",
  from: "copy",
  source: "copy",
};

export class Reader {
  readonly diagnostics = new Diagnostics();
  readonly document: Document;

  constructor(document: Document) {
    this.document = document;
  }

  error(
    pointer: Pointer,
    message: string,
    code: DiagnosticCode = "overlay/invalid",
    help?: string,
    part?: "key",
  ): void {
    const location = this.document.locate(pointer, part);
    this.diagnostics.error(code, message, help === undefined ? { location } : { location, help });
  }

  /** Reports every field that nobody reads. */
  known(
    object: JsonObject,
    pointer: Pointer,
    fields: readonly string[],
    what: string,
    extensible = true,
    explained: readonly string[] = [],
  ): void {
    for (const key of Object.keys(object)) {
      if (fields.includes(key) || explained.includes(key)) continue;
      if (extensible && key.startsWith("x-")) {
        this.#misspeltExtension(key, pointer, fields);
        continue;
      }
      const names = nearest(key, fields);
      const field = Object.hasOwn(ELSEWHERE, key) ? ELSEWHERE[key] : undefined;
      const help =
        field !== undefined && fields.includes(field)
          ? `Here it is called \`${field}\`.`
          : names.length > 0
            ? `Did you mean ${oneOf(names.map((name) => `\`${name}\``))}?`
            : `It has the fields ${fields.join(", ")}.`;
      this.error(child(pointer, key), `\`${key}\` is not a field of ${what}.`, "overlay/unknown-field", help, "key");
    }
  }

  /** `x-expects` is a legal extension that guards nothing. */
  #misspeltExtension(key: string, pointer: Pointer, fields: readonly string[]): void {
    const [meant] = nearest(
      key,
      fields.filter((field) => field.startsWith("x-")),
      1,
    );
    if (meant === undefined) return;
    this.error(
      child(pointer, key),
      `\`${key}\` is not read by anybody.`,
      "overlay/unknown-field",
      `Did you mean \`${meant}\`?`,
      "key",
    );
  }

  /** A field of one kind; undefined when it is absent, or wrong and reported. */
  field<K extends keyof Nouns>(
    object: JsonObject,
    pointer: Pointer,
    key: string,
    kind: K,
    what = `\`${key}\``,
  ): Nouns[K] | undefined {
    if (!Object.hasOwn(object, key)) return undefined;
    const value = object[key] as Json;
    if (isKind(value, kind)) return value as Nouns[K];
    const noun =
      kind === "object" ? "an object" : kind === "boolean" ? "true or false" : kind === "list" ? "a list" : "text";
    const yesOrNo = kind === "boolean" && typeof value === "string" ? /^(?:(yes|on|y)|no|off|n)$/i.exec(value) : null;
    const help =
      kind === "text" && typeof value === "number"
        ? `Quote it: "${value}".`
        : yesOrNo
          ? `Write ${yesOrNo[1] !== undefined}.`
          : undefined;
    this.error(child(pointer, key), `${what} must be ${noun}, but is ${kindOf(value)}.`, "overlay/invalid", help);
    return undefined;
  }

  required<K extends keyof Nouns>(
    object: JsonObject,
    pointer: Pointer,
    key: string,
    kind: K,
    owner: string,
  ): Nouns[K] | undefined {
    if (!Object.hasOwn(object, key)) this.error(pointer, `${owner} needs \`${key}\`.`);
    return this.field(object, pointer, key, kind);
  }

  query(object: JsonObject, pointer: Pointer, key: string, root: "$" | "@" = "$"): Query | undefined {
    const text = this.field(object, pointer, key, "text");
    return text === undefined ? undefined : this.queryText(text, child(pointer, key), root);
  }

  queryText(text: string, pointer: Pointer, root: "$" | "@"): Query | undefined {
    const written = asJsonPath(text);
    if (written !== undefined && root === "$") {
      this.error(
        pointer,
        `\`${text}\` is a JSON pointer, not a JSONPath query.`,
        "overlay/target-syntax",
        `Write ${written}`,
      );
      return undefined;
    }
    const { query, problem, suspicions = [] } = parseQuery(text, root);
    for (const suspicion of [...suspicions, ...(query === undefined ? [] : lengthSuspicions(query))])
      this.diagnostics.warning(
        "overlay/target-syntax",
        ...this.#syntax(suspicion, text, pointer, "can select nothing"),
      );
    if (problem !== undefined) {
      const help = dialectHelp(text, problem.offset);
      const helped = help === undefined ? problem : { ...problem, help };
      this.diagnostics.error(
        "overlay/target-syntax",
        ...this.#syntax(helped, text, pointer, "is not a JSONPath query"),
      );
    }
    return query;
  }

  #syntax(
    { message, offset, help }: SyntaxProblem,
    text: string,
    pointer: Pointer,
    verdict: string,
  ): [string, { location: Location; help?: string }] {
    const location = within(this.document, pointer, text, offset);
    const sentence = `\`${text}\` ${verdict}: ${message} (column ${offset + 1} of it).`;
    return [sentence, help === undefined ? { location } : { location, help: /[.?!]$/.test(help) ? help : `${help}.` }];
  }
}

function isKind(value: Json, kind: keyof Nouns): boolean {
  if (kind === "text") return typeof value === "string";
  if (kind === "list") return Array.isArray(value);
  return kind === "boolean" ? typeof value === "boolean" : isObject(value);
}

/** `#/components/schemas/Pet` or `/paths/~1pets` as the query that means the same. */
function asJsonPath(text: string): string | undefined {
  if (!/^#?\//.test(text)) return undefined;
  const tokens = splitPointer(text.replace(/^#/, "")).map((token) => {
    try {
      return text.startsWith("#") ? decodeURIComponent(token) : token;
    } catch {
      return token;
    }
  });
  // Two digits are an index more often than a key; three are a status code.
  return formatPath(tokens.map((token) => (/^(?:0|[1-9]\d?)$/.test(token) ? Number(token) : token)));
}

/** A place inside a text, as long as the file has the text as it is, in one line and without escapes; else the text's start. */
function within(document: Document, pointer: Pointer, text: string, offset: number): Location {
  const location = document.locate(pointer);
  const line = document.text.split(/\r\n|\r|\n/, location.line)[location.line - 1] ?? "";
  const start = line.indexOf(text, location.column - 1);
  if (start < 0 || start > location.column) return location;
  const column = start + offset + 1;
  return { file: location.file, line: location.line, column, endColumn: Math.max(column + 1, location.endColumn ?? 0) };
}
