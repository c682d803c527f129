/** I-Regexp (RFC 9485), which `match` and `search` speak, to JavaScript's. What is not I-Regexp is no pattern at all. */
import { Automaton, type Token } from "./automaton.js";

const CATEGORY = /\\[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\}/y;
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y;
/** What may follow a backslash. */
const ESCAPABLE = "()*+-.?[\\]^nrt{|}$";
const CACHE_LIMIT = 200;
const cache = new Map<string, Automaton | undefined>();

/**
 * What tells whether a text matches; undefined if the pattern is not I-Regexp, or is too large. Patterns and texts come
 * from a document or an overlay, so they never run as JavaScript's expressions, which can take exponential time.
 */
export function toRegExp(pattern: string, whole: boolean): Automaton | undefined {
  const key = (whole ? "=" : "~") + pattern;
  if (!cache.has(key)) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, compile(pattern, whole));
  }
  return cache.get(key);
}

/** Whether a pattern is I-Regexp, too large or not. */
export function isIRegexp(pattern: string): boolean {
  return tokensOf(pattern) !== undefined;
}

function compile(pattern: string, whole: boolean): Automaton | undefined {
  const tokens = tokensOf(pattern);
  try {
    return tokens && new Automaton(tokens, whole);
  } catch {
    return undefined;
  }
}

function tokensOf(pattern: string): Token[] | undefined {
  const tokens = translate(pattern);
  try {
    // Only to have it checked: parentheses in pairs, ranges in order.
    void new RegExp(tokens?.map((token) => ("source" in token ? token.source : token.kind)).join("") ?? "", "u");
    return tokens;
  } catch {
    return undefined;
  }
}

function translate(pattern: string): Token[] | undefined {
  const result: Token[] = [];
  let quantifiable = false;
  for (let position = 0; position < pattern.length;) {
    const quantifier = matchAt(QUANTIFIER, pattern, position);
    if (quantifier !== undefined) {
      if (!quantifiable) return undefined;
      quantifiable = false;
      result.push({ kind: "quantifier", source: quantifier });
      position += quantifier.length;
      continue;
    }
    const character = String.fromCodePoint(pattern.codePointAt(position) ?? 0);
    quantifiable = character !== "(" && character !== "|";
    if (character === "\\" || character === "[") {
      const part = character === "[" ? characterClass(pattern, position) : escape(pattern, position);
      if (part === undefined) return undefined;
      result.push({ kind: "atom", source: part.source });
      position = part.end;
      continue;
    }
    if (character === "{" || character === "}" || character === "]") return undefined;
    result.push(
      isMark(character) ? { kind: character } : { kind: "atom", source: character === "." ? "[^\\n\\r]" : character },
    );
    position += character.length;
  }
  return result;
}

function isMark(character: string): character is "(" | ")" | "|" | "^" | "$" {
  return "()|^$".includes(character);
}

interface Part {
  readonly source: string;
  readonly end: number;
}

function escape(pattern: string, position: number): Part | undefined {
  const category = matchAt(CATEGORY, pattern, position);
  if (category !== undefined) return { source: category, end: position + category.length };
  const letter = pattern[position + 1];
  if (letter === undefined || !ESCAPABLE.includes(letter)) return undefined;
  // JavaScript refuses `\-` outside a class, where a dash means nothing anyway.
  return { source: letter === "-" ? "\\x2d" : `\\${letter}`, end: position + 2 };
}

function characterClass(pattern: string, start: number): Part | undefined {
  let source = "[";
  let position = start + 1;
  if (pattern[position] === "^") {
    source += "^";
    position += 1;
  }
  const first = position;
  for (; position < pattern.length;) {
    const character = String.fromCodePoint(pattern.codePointAt(position) ?? 0);
    if (character === "]") return position === first ? undefined : { source: `${source}]`, end: position + 1 };
    if (character === "[") return undefined;
    if (character === "\\") {
      const part = escape(pattern, position);
      if (part === undefined) return undefined;
      source += part.source;
      position = part.end;
      continue;
    }
    const literalDash = character === "-" && (position === first || pattern[position + 1] === "]");
    source += literalDash ? "\\-" : character;
    position += character.length;
  }
  return undefined;
}

function matchAt(expression: RegExp, text: string, position: number): string | undefined {
  expression.lastIndex = position;
  return expression.exec(text)?.[0];
}
