/** Overlay 1.0 knows no primitive targets, but real 1.0 overlays have them: they work, with one warning for the whole file. */
import type { Diagnostics } from "../diagnostics.js";
import { child } from "../load/document.js";
import type { Node } from "./jsonpath/jsonpath.js";
import type { Action, Overlay } from "./overlay.js";
import { isContainer } from "./values.js";

export class PrimitiveTargets {
  readonly #overlay: Overlay;
  #first: Action | undefined;
  #count = 0;

  constructor(overlay: Overlay) {
    this.#overlay = overlay;
  }

  see(action: Action, nodes: readonly Node[]): void {
    if (this.#overlay.version !== "1.0" || nodes.every((node) => isContainer(node.value))) return;
    this.#first ??= action;
    this.#count += 1;
  }

  report(diagnostics: Diagnostics): void {
    if (this.#first === undefined) return;
    const { document } = this.#overlay;
    const who = this.#count === 1 ? "One action targets" : `${this.#count} actions target`;
    const message = `${who} a primitive value, such as ${this.#first.target.text}, which Overlay 1.0 does not know.`;
    diagnostics.warning("overlay/primitive-target", message, {
      location: document.locate("/overlay"),
      related: [{ message: "the first of them", location: document.locate(child(this.#first.pointer, "target")) }],
    });
  }
}
