/** What people write by mistake, and what they meant. */
import type { Json } from "../../load/document.js";
import { shorten } from "../values.js";
import { DEEPEST, MOST_STATES } from "./automaton.js";
import { resultOf } from "./functions.js";
import type { FunctionName, Operand } from "./query.js";
import { isIRegexp, toRegExp } from "./regexp.js";

export interface SyntaxProblem {
  readonly message: string;
  /** Counted from 0, in the query's text. */
  readonly offset: number;
  readonly help?: string;
}

/** The commonest mistake of all: a name with a dash, a slash or a leading digit written after a dot. */
export function badName(text: string, start: number): SyntaxProblem {
  const written = /^[^\s.[\]'"(),=<>!&|]+/.exec(text.slice(start))?.[0];
  if (written === undefined) {
    const found = start < text.length ? `\`${text[start]}\`` : "the end";
    return { message: `expected a name or \`*\` after the dot, found ${found}`, offset: start };
  }
  const bad = /^\d/.test(written) ? 0 : (/[^\w\u0080-\uFFFF]/.exec(written)?.index ?? 0);
  const help = `Write ['${written.replaceAll("'", "\\'")}'] in place of .${written}`;
  return { message: `\`${written}\` cannot stand after a dot`, offset: start + bad, help };
}

/** A pattern that is not I-Regexp is valid and matches nothing, which nobody means. */
export function badPattern(name: FunctionName, pattern: Json, offset: number): readonly SyntaxProblem[] {
  if (typeof pattern !== "string" || toRegExp(pattern, true) !== undefined) return [];
  if (isIRegexp(pattern)) {
    const message = `the pattern \`${shorten(pattern, 80)}\` is too large, so ${name}() never holds`;
    const help = `Written out, with {3} as three times the same, a pattern may have ${MOST_STATES} parts and ${DEEPEST} levels of brackets.`;
    return [{ message, offset, help }];
  }
  const message = `the pattern \`${pattern}\` is not an I-Regexp (RFC 9485), so ${name}() never holds`;
  return [{ message, offset, help: "I-Regexp has no \\d, \\w, \\s and no (?…): write [0-9], [0-9A-Za-z_], [ \\t]." }];
}

/** `and` and `or`, which other dialects have. */
export function wordOperator(text: string, position: number): SyntaxProblem | undefined {
  const [before, word] = /^\s*(and|or)\b/i.exec(text.slice(position, position + 20)) ?? [];
  if (before === undefined || word === undefined) return undefined;
  const offset = position + before.length - word.length;
  return { message: `\`${word}\` is not an operator`, offset, help: `Write ${/and/i.test(word) ? "&&" : "||"}.` };
}

/** Why an operand alone is no condition. Only for those that are none. */
export function notACondition(operand: Operand, text: string, offset: number): SyntaxProblem {
  if (operand.kind !== "call") {
    return { message: "a value alone is no condition", offset, help: "Compare it: @.name == 'value'." };
  }
  const message = `${operand.name}() gives a value, which alone is no condition`;
  return { message, offset, help: `Compare it: ${text} > 0.` };
}

/** Why an operand has no one value that could be compared, if so. */
export function notComparable(operand: Operand, offset: number): SyntaxProblem | undefined {
  if (operand.kind === "query" && !operand.query.singular) {
    const message = `\`${operand.query.text}\` can select many nodes, so it has no one value`;
    return { message, offset, help: "Use value(…) or count(…) around it." };
  }
  if (operand.kind === "call" && resultOf(operand.name) !== "value") {
    return { message: `${operand.name}() is true or false already and cannot be compared`, offset };
  }
  return undefined;
}
