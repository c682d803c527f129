import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import type { Json } from "../../generator/load/document.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { correct } from "../../generator/overlay/correct.js";
import type { Overlay } from "../../generator/overlay/overlay.js";
import { documentOf, overlayOf } from "./documents.js";

/** About 1 kB for each path. */
function spec(paths: number): Record<string, Json> {
  const parameters = Array.from({ length: 8 }, (_, index) => ({
    name: `p${index}`,
    in: "query",
    schema: { type: "integer", default: index },
    description: "x".repeat(40),
  }));
  return {
    paths: Object.fromEntries(
      Array.from({ length: paths }, (_, index) => [
        `/path/${index}`,
        { get: { parameters: structuredClone(parameters) } },
      ]),
    ),
  };
}

function corrections(count: number): Overlay {
  const one = (index: number) =>
    `  - {"target": "$.paths['/path/${index}'].get.parameters[?@.name=='p3']", "update": {"schema": {"default": 50, "maximum": 50}}, "x-expect": {"value": {"schema": {"default": 3}}}}\n`;
  return overlayOf(Array.from({ length: count }, (_, index) => one(index)).join(""));
}

/** The best of three, in milliseconds. */
function time(run: () => void): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

const options = { strict: false, readPage: () => undefined };

// Generous bounds: what they are to catch is a cost that is not linear, not a slow machine.
describe("performance", () => {
  const value = spec(1000);
  const document = documentOf(JSON.stringify(value), "spec.json");

  it("700 actions on a document of 1 MB take well under a second", () => {
    const overlay = corrections(700);
    expect(time(() => applyOverlay(value, overlay))).toBeLessThan(300);
    expect(time(() => correct(document, [overlay], options))).toBeLessThan(300);
  });

  it("is linear in the number of actions, corrections included", () => {
    const cost = (overlay: Overlay) =>
      time(() => expect(correct(document, [overlay], options)[0]?.corrections).toHaveLength(overlay.actions.length));
    const [small, large] = [corrections(100), corrections(1000)];
    expect(cost(large)).toBeLessThan(20 * cost(small) + 50);
  });

  it("one action on everything is linear in the document", () => {
    const everything = overlayOf(
      "  - {target: '$..parameters[?@.schema.default > 2]', update: {x-a: [1]}}\n  - {target: '$..parameters[?@.schema.default < 3]', remove: true}",
    );
    expect(time(() => applyOverlay(value, everything))).toBeLessThan(600);
  });

  it("a failing run is not much dearer than a sound one", () => {
    const text = Array.from(
      { length: 300 },
      (_, index) => `  - {target: "$.paths['/pth/${index}'].get", update: {x-a: 1}}\n`,
    ).join("");
    const overlay = overlayOf(text);
    expect(time(() => correct(document, [overlay], options))).toBeLessThan(3000);
  });
});
