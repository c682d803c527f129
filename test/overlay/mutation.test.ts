/** Mutation of our own overlays: whatever the vendor does to a corrected place, the build notices and says what it was. */
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../generator/load/document.js";
import { docsIn } from "../../generator/load/providers.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { judge } from "../../generator/overlay/correct.js";
import type { Action, CorrectOptions, Verdict } from "../../generator/overlay/overlay.js";
import { collapse } from "../../generator/overlay/values.js";
import { documentAt, overlayAt } from "./documents.js";
import { specOf, Stage, type Mutant } from "./mutants.js";

const providers = ["close", "opal", "thisdata"].map((name) => {
  const docs = docsIn(`specs/${name}`);
  const options: CorrectOptions = { strict: true, readPage: (page) => docs.read(page) };
  const spec = documentAt(`specs/${name}/openapi.yaml`);
  const overlay = overlayAt(`specs/${name}/overlay.yaml`);
  const verdictOn = (
    action: Action,
    mutant: Mutant,
  ): { verdict: Verdict | undefined; codes: string[]; isEarlier: boolean } => {
    const [judgements, diagnostics] = judge(mutant.spec, [overlay], options);
    const { line } = overlay.document.locate(action.pointer);
    const next = overlay.actions[overlay.actions.indexOf(action) + 1];
    const end = next === undefined ? Infinity : overlay.document.locate(next.pointer).line;
    const own = diagnostics.filter(
      ({ location }) => location?.file === overlay.document.file && location.line >= line && location.line < end,
    );
    return {
      verdict: judgements.find((one) => one.action === action)?.verdict,
      codes: own.map(({ code }) => code),
      isEarlier: judgements.some((one, at) => one.verdict === "conflict" && at < overlay.actions.indexOf(action)),
    };
  };
  return { name, options, spec, overlay, verdictOn };
});

const actions = providers.flatMap((provider) =>
  provider.overlay.actions.map((action) => {
    const { file, line } = provider.overlay.document.locate(action.pointer);
    return {
      ...provider,
      action,
      place: `${file}:${line}`,
      stage: new Stage(provider.spec, provider.overlay, action, provider.options),
    };
  }),
);

/** What became of the action: a conflict of its own, one of an action before it, or another failure. */
type Found = "conflict" | "earlier" | "other";

/** What is left out, by reason: the counts are part of the test, so that nothing is left out unnoticed. */
class Skipped {
  readonly #reasons = new Map<string, string[]>();

  because(reason: string, place: string): void {
    this.#reasons.set(reason, [...(this.#reasons.get(reason) ?? []), place]);
  }

  get counts(): Record<string, number> {
    return Object.fromEntries([...this.#reasons].map(([reason, places]) => [reason, places.length]));
  }
}

describe("the vendor", () => {
  it("all overlays are guarded and applied to begin with", () => {
    for (const { spec, overlay, options } of providers) {
      const [judgements, diagnostics] = judge(spec, [overlay], options);
      expect(diagnostics).toEqual([]);
      expect(judgements.every(({ verdict, action }) => verdict === "applied" && action.expect.length > 0)).toBe(true);
    }
    expect(actions.length).toBeGreaterThan(80);
  });

  it("changes a guarded value: conflict", () => {
    const skipped = new Skipped();
    const wrong: string[] = [];
    let mutants = 0;
    for (const { action, stage, place, verdictOn } of actions) {
      const caught = new Set<Found>();
      for (const expectation of action.expect) {
        const found: Found[] = [];
        for (const mutant of stage.breaking(action, expectation)) {
          mutants += 1;
          const { verdict, isEarlier } = verdictOn(action, mutant);
          found.push(verdict === "conflict" ? verdict : isEarlier ? "earlier" : "other");
          if (verdict === "applied" || verdict === "invalid") wrong.push(`${place}: ${mutant.what}: ${verdict}`);
        }
        for (const one of found) caught.add(one);
        if (found.length > 0) continue;
        if (stage.knows(action, expectation)) wrong.push(`${place}: no mutant for ${expectation.pointer}`);
        else skipped.because("what it expects was put there by an earlier action", place);
      }
      if (caught.size === 0 || caught.has("conflict")) continue;
      if (caught.has("other")) wrong.push(`${place}: never a conflict`);
      else skipped.because("an earlier action guards the same value: the conflict is there", place);
    }
    expect(wrong).toEqual([]);
    expect(mutants).toBeGreaterThan(200);
    expect(skipped.counts).toEqual({
      "an earlier action guards the same value: the conflict is there": 2,
      "what it expects was put there by an earlier action": 11,
    });
  });

  it("does what the action does: obsolete", () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const { action, overlay, spec, place, verdictOn } of actions) {
      const alone = applyOverlay(spec.value, { ...overlay, actions: [action] });
      const before = overlay.actions.slice(0, overlay.actions.indexOf(action) + 1);
      const [report] = alone.report;
      const isDone = report !== undefined && report.matched > 0 && report.error === undefined;
      const done = isDone ? alone : applyOverlay(spec.value, { ...overlay, actions: before });
      const { verdict } = verdictOn(action, { what: "does it", spec: specOf(done.value as JsonObject) });
      tried += 1;
      if (verdict === "obsolete") continue;
      wrong.push(`${place}: ${verdict} ${action.target.text}`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(actions.length);
  });

  it("renames the place: unmatched", () => {
    const skipped = new Skipped();
    const wrong: string[] = [];
    for (const { action, stage, place, verdictOn } of actions) {
      const mutant = stage.renamed(action);
      if (mutant === undefined) {
        skipped.because(
          action.target.text === "$" ? "the root has no name" : "an earlier action put its target there",
          place,
        );
        continue;
      }
      const { verdict, codes } = verdictOn(action, mutant);
      if (verdict !== "unmatched" || !codes.includes("overlay/unmatched"))
        wrong.push(`${place}: ${mutant.what}: ${verdict}`);
    }
    expect(wrong).toEqual([]);
    expect(skipped.counts).toEqual({
      "an earlier action put its target there": 10,
      "the root has no name": 4,
    });
  });

  it("rewords a quoted sentence: its evidence fails", () => {
    const skipped = new Skipped();
    let quotes = 0;
    for (const { action, overlay, spec, options, place } of actions) {
      for (const evidence of action.evidence) {
        if (evidence.kind === "url") {
          skipped.because("a quote from the web, which is not fetched", place);
          continue;
        }
        quotes += 1;
        const quote = collapse(evidence.quote);
        const altered = quote.replace(/\w(?=\W*$)/, "#");
        expect(altered).not.toBe(quote);
        const readPage = (page: string): string | undefined => {
          const text = options.readPage(page);
          return page === evidence.page && text !== undefined ? collapse(text).replaceAll(quote, altered) : text;
        };
        const [, diagnostics] = judge(spec, [overlay], { ...options, readPage });
        const at = overlay.document.locate(`${evidence.pointer}/quote`);
        const found = diagnostics.filter(
          ({ code, location }) => code === "overlay/evidence" && location?.line === at.line,
        );
        expect(found, `${place}: ${quote}`).toHaveLength(1);
      }
    }
    expect(quotes).toBeGreaterThan(75);
    expect(skipped.counts).toEqual({ "a quote from the web, which is not fetched": 48 });
  });
});
