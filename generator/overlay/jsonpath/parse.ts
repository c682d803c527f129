/** RFC 9535 queries, read into a tree. Everything the RFC calls well-formed or well-typed is decided here, so that evaluation cannot fail. */
import { parametersOf, resultOf } from "./functions.js";
import { badName, badPattern, notACondition, notComparable, wordOperator, type SyntaxProblem } from "./hints.js";
import type { Call, Condition, FunctionName, Operand, Operator, Query, Segment, Selector } from "./query.js";
import { QuerySyntaxError, Scanner } from "./scanner.js";

export type Parsed =
  | {
      readonly query: Query;
      /** Valid, and certainly not what was meant. */
      readonly suspicions: readonly SyntaxProblem[];
      readonly problem?: never;
    }
  | { readonly query?: never; readonly suspicions?: never; readonly problem: SyntaxProblem };

/** Reads a query that starts at the document (`$`), or one relative to a node (`@`). */
export function parseQuery(text: string, root: "$" | "@" = "$"): Parsed {
  try {
    const parser = new Parser(text);
    return { query: parser.whole(root), suspicions: parser.suspicions };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const { message, offset, help } = error;
    return { problem: help === undefined ? { message, offset } : { message, offset, help } };
  }
}

const OPERATORS: readonly Operator[] = ["==", "!=", "<=", ">=", "<", ">"];
/** Deeper than anybody writes, and shallow enough for the stack. */
const DEEPEST = 200;

class Parser {
  readonly suspicions: SyntaxProblem[] = [];
  readonly #scan: Scanner;
  #depth = 0;

  constructor(text: string) {
    this.#scan = new Scanner(text);
  }

  whole(root: "$" | "@"): Query {
    const scan = this.#scan;
    if (!scan.take(root)) scan.fail(`a query begins with \`${root}\`, this one with ${scan.found}`);
    const query = this.#query(root, 0);
    if (!scan.atEnd) this.#unexpected();
    return query;
  }

  #query(root: "$" | "@", start: number): Query {
    const scan = this.#scan;
    const segments: Segment[] = [];
    for (;;) {
      const before = scan.position;
      scan.skipBlank();
      const segment = this.#segment();
      if (segment === undefined) {
        scan.position = before;
        const singular = segments.every(isSingular);
        return { text: scan.text.slice(start, before), root, segments, singular };
      }
      segments.push(segment);
    }
  }

  #segment(): Segment | undefined {
    const scan = this.#scan;
    const start = scan.position;
    const make = (kind: Segment["kind"], selectors: readonly Selector[]): Segment => ({
      kind,
      selectors,
      text: scan.text.slice(start, scan.position),
    });
    if (scan.sees("[")) return make("child", this.#brackets());
    const kind = scan.take("..") ? "descendant" : scan.take(".") ? "child" : undefined;
    if (kind === undefined) return undefined;
    if (scan.take("*")) return make(kind, [{ kind: "wildcard" }]);
    if (kind === "descendant" && scan.sees("[")) return make(kind, this.#brackets());
    const nameStart = scan.position;
    const name = scan.name();
    if (name === undefined) return this.#fail(badName(scan.text, nameStart));
    if (/^[-$/{}~@%+:;|#&]/.test(scan.here) || (scan.here === "=" && !scan.sees("=="))) {
      if (this.#depth === 0 || scan.here === "-") return this.#fail(badName(scan.text, nameStart));
    }
    if (scan.sees("("))
      scan.fail(
        `\`${name}\` is not a function of a path`,
        nameStart,
        "Functions are written around a query: length(@.name).",
      );
    return make(kind, [{ kind: "name", name }]);
  }

  #brackets(): Selector[] {
    const scan = this.#scan;
    scan.need("[", "here");
    const selectors: Selector[] = [];
    do {
      scan.skipBlank();
      selectors.push(this.#selector());
      scan.skipBlank();
    } while (scan.take(","));
    scan.need("]", "after the selector");
    return selectors;
  }

  #selector(): Selector {
    const scan = this.#scan;
    if (scan.take("*")) return { kind: "wildcard" };
    if (scan.take("?")) {
      return { kind: "filter", condition: this.#nested(() => this.#condition()) };
    }
    const name = scan.string();
    if (name !== undefined) return { kind: "name", name };
    const start = scan.integer();
    const afterStart = scan.position;
    scan.skipBlank();
    if (scan.take(":")) return this.#slice(start);
    scan.position = afterStart;
    if (start !== undefined) return { kind: "index", index: start };
    const bare = scan.name();
    if (bare !== undefined)
      scan.fail(`\`${bare}\` must be quoted here`, scan.position - bare.length, `Write ['${bare}'].`);
    if (/[(@]/.test(scan.here)) scan.fail("a filter begins with `?`", undefined, "Write [?@.name == 'value'].");
    return scan.fail(`expected a quoted name, an index, a slice, \`*\` or a filter, found ${scan.found}`);
  }

  #slice(start: number | undefined): Selector {
    const scan = this.#scan;
    scan.skipBlank();
    const end = scan.integer();
    const afterEnd = scan.position;
    scan.skipBlank();
    if (!scan.take(":")) {
      scan.position = afterEnd;
      return { kind: "slice", start, end, step: 1 };
    }
    const afterColon = scan.position;
    scan.skipBlank();
    const step = scan.integer();
    if (step === undefined) scan.position = afterColon;
    return { kind: "slice", start, end, step: step ?? 1 };
  }

  #condition(): Condition {
    const condition = this.#chain("or", "||", () => this.#chain("and", "&&", () => this.#basic()));
    const problem = wordOperator(this.#scan.text, this.#scan.position);
    if (problem !== undefined) this.#fail(problem);
    return condition;
  }

  #chain(kind: "or" | "and", token: string, next: () => Condition): Condition {
    const scan = this.#scan;
    scan.skipBlank();
    const start = scan.position;
    const first = next();
    const operands = [first];
    for (;;) {
      const before = scan.position;
      scan.skipBlank();
      if (!scan.take(token)) {
        scan.position = before;
        return operands.length === 1 ? first : { kind, operands, text: scan.text.slice(start, before) };
      }
      scan.skipBlank();
      operands.push(next());
    }
  }

  #basic(): Condition {
    const scan = this.#scan;
    const start = scan.position;
    if (scan.take("!")) {
      scan.skipBlank();
      const operand = scan.sees("(") ? this.#parentheses() : this.#test(scan.position, this.#operand());
      return { kind: "not", operand, text: scan.text.slice(start, scan.position) };
    }
    if (scan.sees("(")) return this.#parentheses();
    const left = this.#operand();
    const end = scan.position;
    scan.skipBlank();
    const operator = OPERATORS.find((token) => scan.take(token));
    if (operator === undefined) {
      if (scan.sees("=")) scan.fail("`=` is not a comparison", undefined, "Write == in place of =.");
      scan.position = end;
      return this.#test(start, left);
    }
    if (scan.sees("=")) scan.fail(`\`${operator}=\` is not a comparison`, scan.position - 2, `Write ${operator}.`);
    this.#comparable(start, left);
    scan.skipBlank();
    const rightStart = scan.position;
    const right = this.#operand();
    this.#comparable(rightStart, right);
    return { kind: "comparison", operator, left, right, text: scan.text.slice(start, scan.position) };
  }

  #parentheses(): Condition {
    const scan = this.#scan;
    scan.need("(", "here");
    const condition = this.#nested(() => this.#condition());
    scan.skipBlank();
    scan.need(")", "after the condition");
    return condition;
  }

  #operand(): Operand {
    const scan = this.#scan;
    const start = scan.position;
    const root = scan.take("@") ? "@" : scan.take("$") ? "$" : undefined;
    if (root !== undefined) return { kind: "query", query: this.#query(root, start) };
    const text = scan.string();
    if (text !== undefined) return { kind: "literal", value: text };
    const number = scan.number();
    if (number !== undefined) return { kind: "literal", value: number };
    const name = scan.functionName();
    if (name !== undefined) return this.#nested(() => this.#call(name, start));
    const word = scan.name();
    if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
    if (word === "null") return { kind: "literal", value: null };
    if (word === undefined) return scan.fail(`expected a query, a value or a function, found ${scan.found}`);
    return scan.fail(
      `\`${word}\` is neither a query nor a value`,
      start,
      `Write @.${word} for the field, or '${word}' for the text.`,
    );
  }

  #call(written: string, start: number): Call {
    const scan = this.#scan;
    const parameters = parametersOf(written);
    if (parameters === undefined) {
      return scan.fail(
        `there is no function ${written}()`,
        start,
        "RFC 9535 has length, count, match, search and value.",
      );
    }
    const name = written as FunctionName;
    scan.need("(", "after the function's name");
    const operands: Operand[] = [];
    scan.skipBlank();
    while (!scan.sees(")")) {
      if (operands.length > 0) {
        scan.need(",", `between the arguments of ${name}()`);
        scan.skipBlank();
      }
      const operandStart = scan.position;
      const operand = this.#operand();
      const parameter = parameters[operands.length];
      if (parameter === "value") this.#comparable(operandStart, operand);
      if (parameter === "nodes" && operand.kind !== "query") scan.fail(`${name}() takes a query`, operandStart);
      if (operands.length === 1 && operand.kind === "literal")
        this.suspicions.push(...badPattern(name, operand.value, operandStart));
      operands.push(operand);
      scan.skipBlank();
    }
    if (operands.length !== parameters.length) {
      scan.fail(
        `${name}() takes ${parameters.length === 1 ? "one argument" : `${parameters.length} arguments`}, not ${operands.length}`,
        start,
      );
    }
    scan.need(")", `after the arguments of ${name}()`);
    return { kind: "call", name, operands };
  }

  #test(start: number, operand: Operand): Condition {
    const text = this.#scan.text.slice(start, this.#scan.position);
    if (operand.kind === "query") return { kind: "exists", query: operand.query, text };
    if (operand.kind === "call" && resultOf(operand.name) === "logical") return { kind: "test", call: operand, text };
    return this.#fail(notACondition(operand, text, start));
  }

  #comparable(start: number, operand: Operand): void {
    const problem = notComparable(operand, start);
    if (problem !== undefined) this.#fail(problem);
  }

  #fail({ message, offset, help }: SyntaxProblem): never {
    return this.#scan.fail(message, offset, help);
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) this.#scan.fail("nested too deeply");
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #unexpected(): never {
    const scan = this.#scan;
    const rest = scan.text.slice(scan.position);
    if (rest.trim() === "") scan.fail("a query does not end with a blank", undefined, "Remove the blank.");
    return scan.fail(`unexpected ${scan.found}`);
  }
}

function isSingular(segment: Segment): boolean {
  const [selector, ...more] = segment.selectors;
  return segment.kind === "child" && more.length === 0 && (selector?.kind === "name" || selector?.kind === "index");
}
