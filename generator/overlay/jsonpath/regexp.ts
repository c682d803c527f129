/** I-Regexp (RFC 9485), which `match` and `search` speak, to JavaScript's. What is not I-Regexp is no pattern at all. */

const CATEGORY = /\\[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\}/y;
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y;
/** What may follow a backslash. */
const ESCAPABLE = "()*+-.?[\\]^nrt{|}$";
const CACHE_LIMIT = 200;
const cache = new Map<string, RegExp | undefined>();

export function toRegExp(pattern: string, whole: boolean): RegExp | undefined {
  const key = (whole ? "=" : "~") + pattern;
  if (!cache.has(key)) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, compile(pattern, whole));
  }
  return cache.get(key);
}

function compile(pattern: string, whole: boolean): RegExp | undefined {
  const source = translate(pattern);
  if (source === undefined) return undefined;
  try {
    return new RegExp(whole ? `^(?:${source})$` : source, "u");
  } catch {
    return undefined;
  }
}

function translate(pattern: string): string | undefined {
  let result = "";
  let quantifiable = false;
  for (let position = 0; position < pattern.length;) {
    const quantifier = matchAt(QUANTIFIER, pattern, position);
    if (quantifier !== undefined) {
      if (!quantifiable) return undefined;
      quantifiable = false;
      result += quantifier;
      position += quantifier.length;
      continue;
    }
    const character = String.fromCodePoint(pattern.codePointAt(position) ?? 0);
    quantifiable = character !== "(" && character !== "|";
    if (character === "\\" || character === "[") {
      const part = character === "[" ? characterClass(pattern, position) : escape(pattern, position);
      if (part === undefined) return undefined;
      result += part.source;
      position = part.end;
      continue;
    }
    if (character === "{" || character === "}" || character === "]") return undefined;
    result += character === "." ? "[^\\n\\r]" : character;
    position += character.length;
  }
  return result;
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
