/** The tokens of RFC 9535, read from a text with a position. */

/** Thrown inside the parser only; `parseQuery` returns it as a problem. */
export class QuerySyntaxError extends Error {
  readonly offset: number;
  readonly help: string | undefined;

  constructor(message: string, offset: number, help?: string) {
    super(message);
    this.offset = offset;
    this.help = help;
  }
}

const NAME = /[A-Za-z_\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}][\w\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}]*/uy;
const FUNCTION = /[a-z][a-z_0-9]*(?=\()/y;
const INTEGER = /-?\d+/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
const PLAIN = /[^"'\\\u{0}-\u{1F}\u{D800}-\u{DFFF}]+/uy;
const HEX = /[0-9A-Fa-f]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "/": "/", "\\": "\\" };

export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character here as a person sees it; "" at the end. */
  get here(): string {
    const point = this.text.codePointAt(this.position);
    return point === undefined ? "" : String.fromCodePoint(point);
  }

  /** What stands here, for a message. */
  get found(): string {
    return this.atEnd ? "the end" : JSON.stringify(this.here).replace(/^"(.+)"$/, "`$1`");
  }

  sees(token: string): boolean {
    return this.text.startsWith(token, this.position);
  }

  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.position += token.length;
    return true;
  }

  need(token: string, where: string): void {
    if (!this.take(token)) this.fail(`expected \`${token}\` ${where}, found ${this.found}`);
  }

  skipBlank(): void {
    this.#match(BLANK);
  }

  /** A name after a dot, or undefined. */
  name(): string | undefined {
    return this.#match(NAME);
  }

  /** A function's name, when a parenthesis follows. */
  functionName(): string | undefined {
    return this.#match(FUNCTION);
  }

  /** A whole number for an index or a slice, or undefined. */
  integer(): number | undefined {
    const start = this.position;
    const digits = this.#match(INTEGER);
    if (digits === undefined) return undefined;
    if (/^-?0./.test(digits)) this.fail(`\`${digits}\` has a leading zero`, start);
    if (digits === "-0") this.fail("`-0` is not an index", start, "Write 0.");
    const value = Number(digits);
    if (!Number.isSafeInteger(value)) this.fail(`\`${digits}\` is beyond the numbers JSON can carry exactly`, start);
    return value;
  }

  number(): number | undefined {
    const digits = this.#match(NUMBER);
    return digits === undefined ? undefined : Number(digits);
  }

  /** A quoted text, or undefined when there is no quote here. */
  string(): string | undefined {
    const quote = this.here;
    if (quote !== '"' && quote !== "'") return undefined;
    const start = this.position++;
    let value = "";
    for (;;) {
      value += this.#match(PLAIN) ?? "";
      const character = this.here;
      if (character === "") return this.fail("the quote is never closed", start);
      if (character === quote) {
        this.position += 1;
        return value;
      }
      if (character === "\\") {
        value += this.#escape(quote);
        continue;
      }
      if (character < " ") this.fail("a control character must be escaped in a quoted text");
      if (isSurrogate(character.charCodeAt(0)) && character.length === 1) this.fail("half a surrogate pair");
      value += character;
      this.position += character.length;
    }
  }

  fail(message: string, offset = this.position, help?: string): never {
    throw new QuerySyntaxError(message, offset, help);
  }

  #escape(quote: string): string {
    const start = this.position++;
    const letter = this.here;
    this.position += 1;
    if (letter === quote) return quote;
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain !== undefined) return plain;
    if (letter !== "u")
      return this.fail(`\`\\${letter}\` is not an escape`, start, "A backslash itself is written `\\\\`.");
    const unit = this.#hex(start);
    if (!isSurrogate(unit)) return String.fromCharCode(unit);
    if (unit < 0xdc00 && this.take("\\u")) {
      const low = this.#hex(start);
      if (low >= 0xdc00 && low <= 0xdfff) return String.fromCharCode(unit, low);
    }
    return this.fail("half a surrogate pair", start);
  }

  #hex(start: number): number {
    const digits = this.#match(HEX);
    return digits === undefined ? this.fail("`\\u` needs four hexadecimal digits", start) : Number.parseInt(digits, 16);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const text = pattern.exec(this.text)?.[0];
    if (text !== undefined) this.position += text.length;
    return text;
  }
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
