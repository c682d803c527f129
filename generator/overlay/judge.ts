/**
 * The build's policy on top of the specification: a three-way merge for every action. Its base is `x-expect`, theirs is
 * the spec as it is now, ours is the action.
 */
import { Diagnostics, type DiagnosticDetails, type Severity } from "../diagnostics.js";
import { child, type Document, type Json } from "../load/document.js";
import { act, targets, wantedBy, type Tree, type Wanted } from "./act.js";
import { EditLog } from "./edits.js";
import { EvidenceCheck } from "./evidence.js";
import { failuresOf, type Failure } from "./expect.js";
import { missingGuard, type MissingGuard } from "./guard.js";
import { rootNode, type Node } from "./jsonpath/jsonpath.js";
import * as say from "./messages.js";
import { Origins } from "./origins.js";
import type { Action, CorrectOptions, Judgement, Overlay, Verdict } from "./overlay.js";
import { PrimitiveTargets } from "./primitive-targets.js";
import { clone, contains, equal, firstMissing, isContainer, isList } from "./values.js";

/** One action that was applied, and its part of the log. */
export interface Deed {
  readonly action: Action;
  readonly overlay: Overlay;
  readonly start: number;
  readonly end: number;
}

/** One action that was applied without a guard although it should have one. */
export interface Unguarded {
  readonly action: Action;
  readonly overlay: Overlay;
  readonly guard: MissingGuard;
}

export interface Session {
  readonly root: Json;
  readonly log: EditLog;
  readonly origins: Origins;
  readonly judgements: readonly Judgement[];
  readonly deeds: readonly Deed[];
  readonly unguarded: readonly Unguarded[];
  readonly diagnostics: Diagnostics;
}

/** Judges and applies all actions of all overlays, one after the other; one that fails is left out. */
export function judgeAll(document: Document, overlays: readonly Overlay[], options: CorrectOptions): Session {
  const untouched = overlays.every((overlay) => overlay.actions.length === 0);
  return new Judge(document, untouched ? document.value : clone(document.value), options).all(overlays);
}

class Judge {
  readonly #diagnostics = new Diagnostics();
  readonly #log = new EditLog();
  readonly #source: Node;
  readonly #tree: Tree;
  readonly #origins: Origins;
  readonly #options: CorrectOptions;
  readonly #evidence: EvidenceCheck;
  readonly #unguarded: Unguarded[] = [];

  constructor(document: Document, root: Json, options: CorrectOptions) {
    this.#source = rootNode(document.value);
    this.#tree = { root: rootNode(root) };
    this.#origins = new Origins(document, root, this.#log);
    this.#options = options;
    this.#evidence = new EvidenceCheck(options.readPage);
  }

  all(overlays: readonly Overlay[]): Session {
    const judgements: Judgement[] = [];
    const deeds: Deed[] = [];
    for (const overlay of overlays) {
      const primitives = new PrimitiveTargets(overlay);
      for (const action of overlay.actions) {
        const start = this.#log.length;
        const nodes = targets(action.target, this.#tree);
        primitives.see(action, nodes);
        const verdict = this.#judge(action, nodes, overlay);
        this.#checkEvidence(action, overlay);
        judgements.push(judgement(action, verdict, nodes.length, overlay));
        if (verdict === "applied") deeds.push({ action, overlay, start, end: this.#log.length });
      }
      primitives.report(this.#diagnostics);
    }
    const root = this.#tree.root.value;
    return {
      root,
      log: this.#log,
      origins: this.#origins,
      judgements,
      deeds,
      unguarded: this.#unguarded,
      diagnostics: this.#diagnostics,
    };
  }

  #judge(action: Action, nodes: readonly Node[], overlay: Overlay): Verdict {
    if (doesNothing(action)) {
      this.#error("overlay/invalid", say.doesNothing, overlay, action.pointer);
      return "invalid";
    }
    if (nodes.length === 0) return this.#unmatched(action, overlay);
    const wanted = wantedBy(action, this.#tree);
    if (wanted.sources?.length === 0 && action.copy !== undefined) {
      this.#error(
        "overlay/unmatched",
        say.unmatchedCopy(action.copy, this.#tree.root, this.#source, this.#origins),
        overlay,
        child(action.fields, "copy"),
      );
      return "unmatched";
    }
    const failures = failuresOf(action, nodes, this.#tree);
    const already = alreadySaid(action, nodes, wanted, failures);
    if (already !== undefined)
      return this.#obsolete(say.alreadySaid(action, wanted.value, already, this.#origins), action, overlay);
    const [failure] = failures;
    if (failure !== undefined) {
      this.#error(
        "overlay/conflict",
        say.conflict(action, failures, wanted.value, this.#tree.root, this.#source, this.#origins),
        overlay,
        failure.pointer,
      );
      return "conflict";
    }
    const start = this.#log.length;
    const misfit = act(this.#tree, action, nodes, wanted, overlay.document, this.#log);
    if (misfit !== undefined) {
      this.#error("overlay/incompatible", say.incompatible(misfit, this.#origins), overlay, misfit.pointer);
      return "invalid";
    }
    if (this.#log.length === start) return this.#obsolete(say.changedNothing(action), action, overlay);
    this.#checkGuard(action, nodes, overlay, start);
    return "applied";
  }

  /** `count: {min: 0}` makes an action optional. */
  #unmatched(action: Action, overlay: Overlay): Verdict {
    const optional = action.expect.some(
      (expectation) => expectation.target === undefined && expectation.count.min === 0,
    );
    if (optional) return "applied";
    this.#error(
      "overlay/unmatched",
      say.unmatched(action, this.#tree.root, this.#source, this.#origins),
      overlay,
      child(action.pointer, "target"),
    );
    return "unmatched";
  }

  #obsolete(message: say.Message, action: Action, overlay: Overlay): Verdict {
    this.#error("overlay/obsolete", message, overlay, action.pointer);
    return "obsolete";
  }

  #checkGuard(action: Action, nodes: readonly Node[], overlay: Overlay, start: number): void {
    if (action.expect.length > 0) return;
    const missing = missingGuard(this.#log.edits.slice(start), nodes, action.target.text);
    if (missing === undefined) return;
    this.#unguarded.push({ action, overlay, guard: missing });
    this.#report(
      this.#options.strict ? "error" : "warning",
      "overlay/unguarded",
      say.unguarded(missing),
      overlay,
      action.pointer,
    );
  }

  #checkEvidence(action: Action, overlay: Overlay): void {
    for (const evidence of action.evidence) this.#evidence.check(evidence, overlay, this.#diagnostics);
    if (action.evidence.length > 0 || !this.#options.strict) return;
    this.#error(
      "overlay/no-evidence",
      { message: `Nothing says on whose word ${action.target.text} is corrected.` },
      overlay,
      action.pointer,
    );
  }

  #error(code: Code, message: say.Message, overlay: Overlay, pointer: string): void {
    this.#report("error", code, message, overlay, pointer);
  }

  #report(
    severity: Severity,
    code: Code,
    { message, help, related }: say.Message,
    overlay: Overlay,
    pointer: string,
  ): void {
    const details: DiagnosticDetails = {
      location: overlay.document.locate(pointer),
      ...(help !== undefined && { help }),
      ...(related !== undefined && { related }),
    };
    this.#diagnostics.report({ code, severity, message, ...details });
  }
}

type Code = Parameters<Diagnostics["error"]>[0];

function judgement(action: Action, verdict: Verdict, matched: number, overlay: Overlay): Judgement {
  return {
    action,
    verdict,
    matched,
    get location() {
      return overlay.document.locate(action.pointer);
    },
  };
}

/** The specification allows it; a correction that corrects nothing is a slip all the same. */
function doesNothing({ remove, update, copy }: Action): boolean {
  return remove !== true && update === undefined && copy === undefined;
}

/**
 * The first node, when every node already holds what the action wants. With a guard that fails, a list's item counts as
 * there when the spec's has more to say; with a guard that holds, only when it is the same.
 */
function alreadySaid(
  action: Action,
  nodes: readonly Node[],
  wanted: Wanted,
  failures: readonly Failure[],
): Node | undefined {
  const { value } = wanted;
  if (value === undefined || isEmpty(value)) return undefined;
  const pinned =
    failures.length === 0 && action.expect.some((one) => one.target === undefined && one.exactly !== undefined);
  if (pinned) return undefined;
  const item = failures.length > 0 ? contains : equal;
  const said = nodes.every((node) => {
    const whole = isList(node.value) && !isList(value) ? [value] : value;
    return firstMissing(node.value, whole, item) === undefined;
  });
  return said ? nodes[0] : undefined;
}

/** An empty update says nothing that could be there already; it is reported as changing nothing. */
function isEmpty(value: Json): boolean {
  return isContainer(value) && Object.keys(value).length === 0;
}
