/**
 * Which patterns of a spec may run in the caller's process. JavaScript's regular expressions backtrack: a pattern can take
 * exponential time, and a spec is untrusted. Only what this conservative reading of it proves to be cheap is used.
 */

/** The work that a part of a pattern can make: `ways`, times the length of the text to the power of `degree`. */
interface Cost {
  readonly degree: number;
  readonly ways: number;
}

/** The runtime leaves longer texts unchecked (check.ts). */
const longest = 5000;
/** Steps that take a fraction of a second. */
const mostWork = 1e8;
/** A quantifier with more choices counts as an unbounded one. */
const fewChoices = 10;

const atom =
  /^(?:\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|p\{[^}]*\}|[^\dk])|\\0(?!\d)|\[(?:\\[^]|[^\]\\])*\]|[^()|[\]\\*+?{}])/i;
const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/;

class Reader {
  #rest: string;

  constructor(pattern: string) {
    this.#rest = pattern;
  }

  get isAtEnd(): boolean {
    return this.#rest === "";
  }

  /** Alternatives up to a closing parenthesis or the end; undefined for what is not known to be safe. */
  alternatives(depth: number): Cost | undefined {
    if (depth > 20) return undefined;
    let all = this.#sequence(depth);
    while (all && this.#take(/^\|/)) {
      const next = this.#sequence(depth);
      all = next && { degree: Math.max(all.degree, next.degree), ways: all.ways + next.ways };
    }
    return all;
  }

  #sequence(depth: number): Cost | undefined {
    let all: Cost = { degree: 0, ways: 1 };
    while (this.#rest !== "" && !/^[|)]/.test(this.#rest)) {
      const part = this.#part(depth);
      if (!part) return undefined;
      all = { degree: all.degree + part.degree, ways: all.ways * part.ways };
      if (!isCheap(all)) return undefined;
    }
    return all;
  }

  #part(depth: number): Cost | undefined {
    let inner: Cost = { degree: 0, ways: 1 };
    if (this.#take(/^\((?!\?)|^\(\?:|^\(\?<[\p{ID_Start}_$][\p{ID_Continue}$]*>/u)) {
      const group = this.alternatives(depth + 1);
      if (!group || !this.#take(/^\)/)) return undefined;
      inner = group;
    } else if (!this.#take(atom)) {
      // What looks back or ahead, `\1` and `(?=…)`, and whatever else is not known here.
      return undefined;
    }
    const found = this.#take(quantifier);
    return found ? repeated(inner, found) : inner;
  }

  #take(what: RegExp): RegExpExecArray | undefined {
    const found = what.exec(this.#rest);
    if (!found) return undefined;
    this.#rest = this.#rest.slice(found[0].length);
    return found;
  }
}

function isCheap({ degree, ways }: Cost): boolean {
  return ways * longest ** degree <= mostWork;
}

function repeated(inner: Cost, [text, least, comma, most]: RegExpExecArray): Cost | undefined {
  const low = least === undefined ? Number(text.startsWith("+")) : Number(least);
  const high = text.startsWith("?") ? 1 : least === undefined || (comma && !most) ? Infinity : Number(most ?? least);
  if (high <= 1) return { degree: inner.degree, ways: inner.ways + 1 };
  const isPlain = inner.degree === 0 && inner.ways === 1;
  if (high - low > fewChoices) return isPlain ? { degree: 1, ways: 1 } : undefined;
  const times = inner.ways ** high * (high - low + 1);
  return { degree: inner.degree * high, ways: times };
}

/** Whether a pattern, valid with the `u` flag, is proven to be cheap on every text. */
export function isCheapPattern(pattern: string): boolean {
  const reader = new Reader(pattern);
  const cost = reader.alternatives(0);
  // Without an anchor, it is tried from each place of the text.
  const tries = pattern.startsWith("^") && !pattern.includes("|") ? 0 : 1;
  return cost !== undefined && reader.isAtEnd && isCheap({ degree: cost.degree + tries, ways: cost.ways });
}
