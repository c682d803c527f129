/**
 * The build's policy on top of the specification: a three-way merge for every action. Its base is `x-expect`, theirs is
 * the spec as it is now, ours is the action.
 */
import { Diagnostics, type DiagnosticDetails, type Severity } from "../diagnostics.js";
import { child, type Document, type Json } from "../load/document.js";
import { act, targets, wantedBy, type Tree, type Wanted } from "./act.js";
import { changedUpstream, removedUpstream } from "./done-upstream.js";
import { Earlier, type Deed } from "./earlier.js";
import { EditLog } from "./edits.js";
import { EvidenceCheck } from "./evidence.js";
import { checkExtends } from "./extends.js";
import { failuresOf, type Failure } from "./expect.js";
import { missingGuard, type MissingGuard } from "./guard.js";
import { rootNode, select, TooManyNodes, type Node } from "./jsonpath/jsonpath.js";
import * as say from "./messages.js";
import { Origins, pointerOf } from "./origins.js";
import type { Action, CorrectOptions, Judgement, Overlay, Verdict } from "./overlay.js";
import { PrimitiveTargets } from "./primitive-targets.js";
import { clone, contains, equal, firstMissing, isContainer, isList, type ItemTest } from "./values.js";

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
  readonly #document: Document;
  readonly #source: Node;
  readonly #tree: Tree;
  readonly #origins: Origins;
  readonly #options: CorrectOptions;
  readonly #evidence: EvidenceCheck;
  readonly #deeds: Deed[] = [];
  readonly #unguarded: Unguarded[] = [];

  constructor(document: Document, root: Json, options: CorrectOptions) {
    this.#document = document;
    this.#source = rootNode(document.value);
    this.#tree = { root: rootNode(root) };
    this.#origins = new Origins(document, root, this.#log);
    this.#options = options;
    this.#evidence = new EvidenceCheck(options.readPage);
  }

  all(overlays: readonly Overlay[]): Session {
    const { isOtherFile } = this.#options;
    const judgements: Judgement[] = [];
    for (const overlay of overlays) {
      if (isOtherFile !== undefined) checkExtends(overlay, this.#document, isOtherFile, this.#diagnostics);
      const primitives = new PrimitiveTargets(overlay);
      for (const action of overlay.actions) {
        const start = this.#log.length;
        const [verdict, count] = this.#verdict(action, overlay, primitives);
        this.#checkEvidence(action, overlay);
        judgements.push(judgement(action, verdict, count, overlay));
        if (verdict === "applied") this.#deeds.push({ action, overlay, start, end: this.#log.length });
      }
      primitives.report(this.#diagnostics);
    }
    const root = this.#tree.root.value;
    return {
      root,
      log: this.#log,
      origins: this.#origins,
      judgements,
      deeds: this.#deeds,
      unguarded: this.#unguarded,
      diagnostics: this.#diagnostics,
    };
  }

  /** What messages look at. */
  get #scene(): say.Scene {
    const earlier = new Earlier(this.#source, this.#log, this.#deeds);
    return { root: this.#tree.root, earlier, origins: this.#origins };
  }

  #verdict(action: Action, overlay: Overlay, primitives: PrimitiveTargets): readonly [Verdict, count: number] {
    try {
      const nodes = targets(action.target, this.#tree);
      primitives.see(action, nodes);
      return [this.#judge(action, nodes, overlay), nodes.length];
    } catch (error) {
      if (!(error instanceof TooManyNodes)) throw error;
      this.#error("overlay/too-many-nodes", { message: error.message }, overlay, child(action.pointer, "target"));
      return ["invalid", 0];
    }
  }

  #judge(action: Action, nodes: readonly Node[], overlay: Overlay): Verdict {
    if (doesNothing(action)) {
      this.#error("overlay/invalid", say.doesNothing, overlay, action.pointer);
      return "invalid";
    }
    const wanted = wantedBy(action, this.#tree);
    if (nodes.length === 0) return this.#unmatched(action, wanted, overlay);
    if (wanted.sources?.length === 0 && action.copy !== undefined) {
      this.#error(
        "overlay/unmatched",
        say.unmatchedCopy(action.copy, this.#scene),
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
        say.conflict(action, failures, wanted.value, this.#scene, overlay.document),
        overlay,
        failure.pointer,
      );
      return "conflict";
    }
    const start = this.#log.length;
    const misfit = act(this.#tree, action, nodes, wanted, overlay.document, this.#log);
    if (misfit !== undefined) {
      this.#error(
        misfit.code ?? "overlay/incompatible",
        say.incompatible(misfit, this.#origins),
        overlay,
        misfit.pointer,
      );
      return "invalid";
    }
    if (this.#log.length === start) return this.#obsolete(say.changedNothing(action), action, overlay);
    this.#checkGuard(action, nodes, overlay, start);
    return "applied";
  }

  /** `count: {min: 0}` makes an action optional. */
  #unmatched(action: Action, { value }: Wanted, overlay: Overlay): Verdict {
    const optional = action.expect.some(
      (expectation) => expectation.target === undefined && expectation.count.min === 0,
    );
    if (optional) return "applied";
    const done = this.#doneUpstream(action, value);
    if (done !== undefined) return this.#obsolete(done, action, overlay);
    this.#error("overlay/unmatched", say.unmatched(action, this.#scene), overlay, child(action.pointer, "target"));
    return "unmatched";
  }

  /** What the spec itself had and an earlier action took away is not gone upstream. */
  #doneUpstream(action: Action, value: Json | undefined): say.Message | undefined {
    const { root } = this.#tree;
    if (select(action.target, this.#source).length > 0) return undefined;
    if (action.remove === true) {
      const container = removedUpstream(action, root, (node) => this.#origins.isWritten(pointerOf(node)));
      return container && say.removedUpstream(action, container, this.#origins);
    }
    if (value === undefined || isEmpty(value)) return undefined;
    const isMade = (node: Node): boolean => say.placesOf(node, value).some((place) => this.#origins.isWritten(place));
    const node = changedUpstream(action, value, root, (one) => says(one, value, contains) && !isMade(one));
    return node && say.alreadySaid(action, value, node, this.#origins);
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
  return nodes.every((node) => says(node, value, item)) ? nodes[0] : undefined;
}

function says(node: Node, value: Json, item: ItemTest): boolean {
  const whole = isList(node.value) && !isList(value) ? [value] : value;
  return firstMissing(node.value, whole, item) === undefined;
}

/** An empty update says nothing that could be there already; it is reported as changing nothing. */
function isEmpty(value: Json): boolean {
  return isContainer(value) && Object.keys(value).length === 0;
}
