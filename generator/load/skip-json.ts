/** Passes over JSON without making values of it, in WebAssembly: JavaScript would be half done before it is compiled well. */
import { MAX_DEPTH } from "./document.js";
import { code } from "./skip-json-code.js";

/** Something is wrong, or not certain: whoever wants to know parses the text. */
export const REFUSED = -1;

/** See `skip-json.wat`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly textAt: WebAssembly.Global;
  value(at: number, depth: number, maxDepth: number): number;
  space(at: number): number;
}

const PAGE = 2 ** 16;
/** How many zeros follow the text. */
const END = 16;

/** A memory for one JSON text in UTF-8, which can be passed over there. */
export class JsonSkipper {
  /** The memory, to be filled. */
  readonly bytes: Buffer;
  readonly #start: number;
  readonly #exports: Exports;

  private constructor(size: number) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, "base64")));
    this.#exports = exports as unknown as Exports;
    const { memory, textAt } = this.#exports;
    this.#start = textAt.value as number;
    memory.grow(Math.ceil((size + END) / PAGE));
    this.bytes = Buffer.from(memory.buffer, this.#start, size);
  }

  /** Undefined where there is no WebAssembly, or not the memory for it. */
  static for(size: number): JsonSkipper | undefined {
    try {
      return new JsonSkipper(size);
    } catch {
      return undefined;
    }
  }

  /**
   * The end of the value at an offset, or {@link REFUSED}; `depth` is how many collections are around it. A value that is
   * passed over is valid, not nested too deep, and has no object that gives a key twice.
   */
  value(start: number, depth: number): number {
    const end = this.#exports.value(start + this.#start, depth, MAX_DEPTH);
    return end < 0 ? REFUSED : end - this.#start;
  }

  /** The next offset at which there is no white space. */
  space(start: number): number {
    return this.#exports.space(start + this.#start) - this.#start;
  }
}
