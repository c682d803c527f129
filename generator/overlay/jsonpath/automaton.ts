/**
 * Matches in time linear in the text, whatever the pattern: all ways through it are gone at once, so that `(a+)+b` costs
 * no more than `a+b`. JavaScript's own expressions try one way after the other, which a pattern can make last for years.
 */

export type Token =
  | { readonly kind: "atom" | "quantifier"; readonly source: string }
  | { readonly kind: "(" | ")" | "|" | "^" | "$" };

type State =
  | { readonly kind: "atom"; readonly test: RegExp; readonly next: number }
  | { readonly kind: "^" | "$"; readonly next: number }
  | { readonly kind: "split"; next: number; readonly other: number }
  | { readonly kind: "accept" };

/** Adds what matches one thing before `next`, and tells where it begins. */
type Piece = (next: number) => number;

/** States a step may lead to at once. */
interface Front {
  readonly states: readonly number[];
  readonly accepts: boolean;
  readonly after: Map<string, Front>;
}

/** Counts multiply: `((a{99}){99}){99}` is a million states. No pattern that is meant comes near. */
export const MOST_STATES = 2000;
export const DEEPEST = 100;
/** Steps that are remembered, so that most characters cost one look-up. */
const MOST_STEPS = 5000;

export class Automaton {
  readonly #states: State[] = [{ kind: "accept" }];
  readonly #whole: boolean;
  readonly #start: number;
  readonly #fronts = new Map<string, Front>();
  #steps = 0;

  constructor(tokens: readonly Token[], whole: boolean) {
    this.#whole = whole;
    this.#start = new Reader(tokens, this.#states).read()(0);
  }

  test(text: string): boolean {
    let front = this.#reach([this.#start], true, false);
    for (const character of text) {
      if (front.accepts && !this.#whole) return true;
      if (front.states.length === 0 && this.#whole) return false;
      front = this.#step(front, character);
    }
    return front.accepts || this.#reach(front.states, text === "", true).accepts;
  }

  #step(front: Front, character: string): Front {
    const known = front.after.get(character);
    if (known !== undefined) return known;
    if (++this.#steps > MOST_STEPS) {
      this.#steps = 0;
      this.#fronts.clear();
      front.after.clear();
    }
    const seeds = this.#whole ? [] : [this.#start];
    for (const id of front.states) {
      const state = this.#states[id];
      if (state?.kind === "atom" && state.test.test(character)) seeds.push(state.next);
    }
    const next = this.#reach(seeds, false, false);
    front.after.set(character, next);
    return next;
  }

  /** All states that can be reached without a character. */
  #reach(seeds: readonly number[], atStart: boolean, atEnd: boolean): Front {
    const seen = new Set<number>();
    const pending = [...seeds];
    const states: number[] = [];
    let accepts = false;
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const state = this.#states[id];
      if (state === undefined || seen.has(id)) continue;
      seen.add(id);
      if (state.kind === "accept") accepts = true;
      else if (state.kind === "split") pending.push(state.next, state.other);
      else if ((state.kind === "^" && atStart) || (state.kind === "$" && atEnd)) pending.push(state.next);
      else if (state.kind !== "^") states.push(id);
    }
    const key = `${accepts} ${states.sort((a, b) => a - b).join()}`;
    const known = this.#fronts.get(key);
    if (known !== undefined) return known;
    const front: Front = { states, accepts, after: new Map() };
    this.#fronts.set(key, front);
    return front;
  }
}

/** Reads tokens, of which JavaScript has said that they make an expression, into states. Throws a RangeError at too many. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #states: State[];
  readonly #tests = new Map<string, RegExp>();
  #position = 0;
  #depth = 0;
  #made = 0;

  constructor(tokens: readonly Token[], states: State[]) {
    this.#tokens = tokens;
    this.#states = states;
  }

  read(): Piece {
    if (++this.#depth > DEEPEST) throw new RangeError("The pattern is nested too deeply.");
    const branches = [this.#branch()];
    while (this.#tokens[this.#position]?.kind === "|") {
      this.#position += 1;
      branches.push(this.#branch());
    }
    this.#depth -= 1;
    return (next) =>
      branches.map((branch) => branch(next)).reduceRight((other, id) => this.#add({ kind: "split", next: id, other }));
  }

  #branch(): Piece {
    const pieces: Piece[] = [];
    for (let token = this.#tokens[this.#position]; token !== undefined; token = this.#tokens[this.#position]) {
      if (token.kind === "|" || token.kind === ")") break;
      pieces.push(this.#quantified(this.#piece(token)));
    }
    return (next) => pieces.reduceRight((after, piece) => piece(after), next);
  }

  #piece(token: Token): Piece {
    this.#position += 1;
    if (token.kind === "(") {
      const inner = this.read();
      this.#position += 1;
      return inner;
    }
    if (token.kind === "^" || token.kind === "$") {
      const { kind } = token;
      return (next) => this.#add({ kind, next });
    }
    const source = token.kind === "atom" ? token.source : "";
    const test = this.#tests.get(source) ?? new RegExp(`^${source}$`, "u");
    this.#tests.set(source, test);
    return (next) => this.#add({ kind: "atom", test, next });
  }

  #quantified(piece: Piece): Piece {
    const token = this.#tokens[this.#position];
    if (token?.kind !== "quantifier") return piece;
    this.#position += 1;
    const [least, most] = bounds(token.source);
    return (next) => {
      let start = next;
      if (most === Number.POSITIVE_INFINITY) {
        start = this.#add({ kind: "split", next, other: next });
        const loop = this.#states[start];
        if (loop?.kind === "split") loop.next = piece(start);
      } else
        for (let count = least; count < most; count++)
          start = this.#add({ kind: "split", next: piece(start), other: next });
      for (let count = 0; count < least; count++) {
        this.#count();
        start = piece(start);
      }
      return start;
    };
  }

  #add(state: State): number {
    this.#count();
    return this.#states.push(state) - 1;
  }

  #count(): void {
    if (++this.#made > MOST_STATES) throw new RangeError("The pattern is too large.");
  }
}

function bounds(quantifier: string): readonly [number, number] {
  if (quantifier === "*") return [0, Number.POSITIVE_INFINITY];
  if (quantifier === "+") return [1, Number.POSITIVE_INFINITY];
  if (quantifier === "?") return [0, 1];
  const [least = "0", most] = quantifier.slice(1, -1).split(",");
  return [Number(least), most === undefined ? Number(least) : most === "" ? Number.POSITIVE_INFINITY : Number(most)];
}
