/** `overlay prune`: takes obsolete actions out of overlay files. Pure: texts in, texts out. */
import { Diagnostics, type Result } from "../diagnostics.js";
import { child, type Document } from "../load/document.js";
import { removeItems } from "../load/remove-items.js";
import { judge } from "../overlay/correct.js";
import type { Action, CorrectOptions, Judgement, Overlay } from "../overlay/overlay.js";
import { actionsOf, complain, firstRight, indexOf, type EditedOverlay } from "./edited.js";

export interface Pruned {
  /** One for each overlay, in the same order; its `actions` are those that were taken out. */
  readonly overlays: readonly EditedOverlay[];
  /** Obsolete only as long as another action fails: they stay. */
  readonly kept: readonly Judgement[];
  /** What fails for another reason, and stays. */
  readonly failing: readonly Judgement[];
}

/**
 * Judges, takes out what is obsolete, and judges again until nothing is. An overlay must have an action, so a file in
 * which all are obsolete is left alone, with a diagnostic that says to delete it.
 */
export function prune(spec: Document, overlays: readonly Overlay[], options: CorrectOptions): Result<Pruned> {
  const pruner = new Pruner(spec, overlays, options);
  return pruner.run();
}

class Pruner {
  readonly #spec: Document;
  readonly #options: CorrectOptions;
  readonly #originals: readonly Overlay[];
  readonly #current: Overlay[];
  readonly #removed: Action[][];
  readonly #isStuck: boolean[];
  readonly #diagnostics = new Diagnostics();

  constructor(spec: Document, overlays: readonly Overlay[], options: CorrectOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#originals = overlays;
    this.#current = [...overlays];
    this.#removed = overlays.map(() => []);
    this.#isStuck = overlays.map(() => false);
  }

  run(): Result<Pruned> {
    for (;;) {
      const judgements = this.#judge(this.#current);
      const obsolete = this.#surelyObsolete(judgements);
      const isChanged = this.#current.map((overlay, at) => this.#prune(overlay, at, obsolete)).includes(true);
      if (!isChanged) return this.#diagnostics.wrap(this.#result(judgements, obsolete));
    }
  }

  #judge(overlays: readonly Overlay[]): readonly Judgement[] {
    return judge(this.#spec, overlays, this.#options)[0];
  }

  /**
   * An action in conflict is not applied, which can make a later one look done. Only what is obsolete with it applied as
   * well is no longer needed.
   */
  #surelyObsolete(judgements: readonly Judgement[]): ReadonlySet<Action> {
    const obsolete = new Set(judgements.filter((one) => one.verdict === "obsolete").map((one) => one.action));
    const failing = new Set(judgements.filter((one) => one.verdict === "conflict").map((one) => one.action));
    if (obsolete.size === 0 || failing.size === 0) return obsolete;
    const forced = this.#current.map((overlay) => ({
      ...overlay,
      actions: overlay.actions.map((action) => (failing.has(action) ? { ...action, expect: [] } : action)),
    }));
    const still = this.#judge(forced).filter((one) => one.verdict === "obsolete" && !failing.has(one.action));
    return new Set(still.map((one) => one.action).filter((action) => obsolete.has(action)));
  }

  #prune(overlay: Overlay, at: number, obsolete: ReadonlySet<Action>): boolean {
    const gone = overlay.actions.filter((action) => obsolete.has(action));
    if (gone.length === 0 || this.#isStuck[at] === true) return false;
    const entries = actionsOf(overlay);
    const indexes = new Set(gone.map(indexOf));
    if (indexes.size === entries.length) {
      this.#isStuck[at] = true;
      complain(this.#diagnostics, "overlay/all-obsolete", overlay, "/actions", [
        `No action of ${overlay.document.file} is needed any more, and an overlay cannot be empty.`,
        `Delete ${overlay.document.file}.`,
      ]);
      return false;
    }
    const kept = entries.filter((_, index) => !indexes.has(index));
    const next = firstRight(overlay, kept, [
      () => removeItems(overlay.document, "/actions", indexes),
      () => removeItems(overlay.document, "/actions", indexes, true),
    ]);
    if (next === undefined) {
      this.#isStuck[at] = true;
      const [first] = gone;
      complain(this.#diagnostics, "overlay/not-editable", overlay, first?.pointer ?? child("/actions", 0), [
        "The obsolete actions cannot be taken out without changing what the rest of the file says.",
        "Delete them by hand. An anchor that other actions use must move to one of those first.",
      ]);
      return false;
    }
    this.#removed[at]?.push(...gone);
    this.#current[at] = next;
    return true;
  }

  #result(judgements: readonly Judgement[], obsolete: ReadonlySet<Action>): Pruned {
    const overlays = this.#originals.map((overlay, at) => {
      const { text } = (this.#current[at] as Overlay).document;
      return { overlay, actions: this.#removed[at] ?? [], text: text === overlay.document.text ? undefined : text };
    });
    const kept = judgements.filter((one) => one.verdict === "obsolete" && !obsolete.has(one.action));
    const failing = judgements.filter((one) => one.verdict !== "applied" && one.verdict !== "obsolete");
    return { overlays, kept, failing };
  }
}
