/**
 * Which patterns of a spec may run in the caller's process. JavaScript's regular expressions backtrack: a pattern can take
 * exponential time, and a spec is untrusted. Only what this conservative reading of it proves to be cheap is used.
 */

/**
 * What a part of a pattern can cost on the worst text. `ways`: the places and manners in which it can end, each of which
 * what follows may be tried from. `steps`: what trying all of them takes.
 */
interface Cost {
  readonly ways: number;
  readonly steps: number;
}

/** The runtime leaves longer texts unchecked (check.ts). */
const longest = 5000;
/** Steps that take a fraction of a second. */
const mostSteps = 2e8;
/** No pattern for people is longer; engines refuse those with too many groups. */
const longestPattern = 5000;

const nothing: Cost = { ways: 1, steps: 0 };
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
      all = next && { ways: all.ways + next.ways, steps: all.steps + next.steps };
    }
    return all;
  }

  #sequence(depth: number): Cost | undefined {
    let all = nothing;
    while (this.#rest !== "" && !/^[|)]/.test(this.#rest)) {
      const part = this.#part(depth);
      if (!part) return undefined;
      all = { ways: all.ways * part.ways, steps: all.steps + all.ways * part.steps };
      if (all.steps > mostSteps) return undefined;
    }
    return all;
  }

  #part(depth: number): Cost | undefined {
    let inner: Cost = { ways: 1, steps: 1 };
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

function repeated({ ways, steps }: Cost, [text, least, comma, most]: RegExpExecArray): Cost {
  const low = least === undefined ? Number(text.startsWith("+")) : Number(least);
  const high = text.startsWith("?") ? 1 : least === undefined || (comma && !most) ? Infinity : Number(most ?? least);
  // Each time takes a character at least, but for those that must be.
  const times = Math.min(high, longest);
  const ends = Math.max(times - low, 0) + 1;
  // With several ways to do it once, those to do it again multiply.
  return { ways: ends * ways ** times, steps: Math.max(times, 1) * (steps + 1) * ways ** Math.max(times - 1, 0) };
}

/** Whether a pattern, valid with the `u` flag, is proven to be cheap on every text. */
export function isCheapPattern(pattern: string): boolean {
  if (pattern.length > longestPattern) return false;
  const reader = new Reader(pattern);
  const cost = reader.alternatives(0);
  // Without an anchor, it is tried from each place of the text.
  const tries = pattern.startsWith("^") && !pattern.includes("|") ? 1 : longest;
  return cost !== undefined && reader.isAtEnd && tries * (cost.steps + 1) <= mostSteps;
}
