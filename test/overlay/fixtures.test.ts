import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { correct } from "../../generator/overlay/correct.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentAt, format, overlayAt } from "./documents.js";
import { fixture } from "./fixtures.js";

const present = existsSync(fixture("oai-spec"));
const entries = (path: string) => (present ? readdirSync(fixture(path)).filter((name) => !name.endsWith(".md")) : []);

describe.skipIf(!present)("the specification's own compliant sets (skipped: no ../shared)", () => {
  const sets = entries("oai-spec/compliant-sets");
  it("are eight", () => expect(sets).toHaveLength(8));
  it.each(sets)("%s", (name) => {
    const folder = fixture(`oai-spec/compliant-sets/${name}`);
    const { value, diagnostics } = applyOverlay(
      documentAt(`${folder}/openapi.yaml`).value,
      overlayAt(`${folder}/overlay.yaml`),
    );
    expect(format(diagnostics.filter((one) => one.severity === "error"))).toEqual([]);
    expect(value).toEqual(documentAt(`${folder}/output.yaml`).value);
  });
});

describe.skipIf(!present)("the specification's overlay documents (skipped: no ../shared)", () => {
  const folders = ["oai-spec/tests/v1.0", "oai-spec/tests/v1.1", "oai-spec/tests/v1.2-dev", "oai-spec-1.2-tests"];
  const files = folders.flatMap((folder) =>
    ["pass", "fail"].flatMap((kind) => entries(`${folder}/${kind}`).map((name) => `${folder}/${kind}/${name}`)),
  );
  it("are all here", () => expect(files.length).toBeGreaterThan(85));
  it.each(files)("%s", (path) => {
    const [document, problems] = loadDocument(path, readFileSync(fixture(path), "utf8"));
    const [overlay, found] = document === undefined ? [undefined, problems] : readOverlay(document);
    const errors = found.filter((one) => one.severity === "error");
    for (const error of errors) expect(error.location).toBeDefined();
    // Its target, `$.paths.*.get[?@.x-oai-traits.paged]`, is not RFC 9535: the structure is fine, the query is not.
    if (path.endsWith("pass/actions-traits-example.yaml"))
      expect(errors.map((one) => one.code)).toEqual(["overlay/target-syntax"]);
    else if (path.includes("/pass/")) expect(format(errors)).toEqual([]);
    else expect([overlay, errors.length > 0]).toEqual([undefined, true]);
  });
});

describe.skipIf(!present)("Opal's spec and Opal's overlay (skipped: no ../shared)", () => {
  it("give what Opal published, except for a path that upstream gained in between", () => {
    const at = (name: string) => fixture(`opal-golden/2026-03.${name}.yaml`);
    const upstream = documentAt(at("upstream"));
    const overlay = overlayAt(at("overlay"));
    const { value, report, diagnostics } = applyOverlay(upstream.value, overlay);
    expect(report).toHaveLength(699);
    expect(report.filter((one) => one.matched === 0 || one.error !== undefined)).toEqual([]);
    expect(format(diagnostics)).toEqual([
      expect.stringContaining("warning overlay/primitive-target"),
      expect.stringContaining("the first of them"),
    ]);
    const { paths, ...rest } = value as { paths: JsonObject };
    const { paths: publishedPaths, ...publishedRest } = documentAt(at("result")).value as unknown as {
      paths: JsonObject;
    };
    const { "/events/{event_id}": gained, ...theirPaths } = publishedPaths;
    expect(gained).toBeDefined();
    expect({ ...rest, paths }).toEqual({ ...publishedRest, paths: theirPaths });
  });

  it("are judged under the build's policy without an action that fails", () => {
    const [corrected, diagnostics] = correct(
      documentAt(fixture("opal-golden/2026-03.upstream.yaml")),
      [overlayAt(fixture("opal-golden/2026-03.overlay.yaml"))],
      {
        strict: false,
        readPage: () => undefined,
      },
    );
    expect(format(diagnostics.filter((one) => one.severity === "error"))).toEqual([]);
    expect(corrected?.corrections).toHaveLength(699);
  });
});
