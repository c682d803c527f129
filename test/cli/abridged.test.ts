/** Large JSON is not read as a whole by `overlay apply`. Nobody can tell: for any document and any overlays. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { applyFiles, readOverlayFile, type Outcome } from "../../generator/cli/apply-files.js";
import { isObject, type Json, type JsonObject } from "../../generator/load/document.js";
import { isAbridged, readToEdit } from "../../generator/load/read-lazily.js";
import { reachOf } from "../../generator/overlay/reach.js";

const folder = mkdtempSync(join(tmpdir(), "specmend-abridged-"));
afterAll(() => rmSync(folder, { recursive: true }));
const spec = join(folder, "spec.json");

function overlayFiles(overlays: readonly Json[]): Promise<Awaited<ReturnType<typeof readOverlayFile>>[]> {
  return Promise.all(
    overlays.map((overlay, at) => {
      const file = join(folder, `overlay-${at}.json`);
      writeFileSync(file, JSON.stringify(overlay));
      return readOverlayFile(file);
    }),
  );
}

function say({ diagnostics, actions, text }: Outcome): object {
  const printed = text && Buffer.concat(text.map((piece) => Buffer.from(piece))).toString();
  return { diagnostics: diagnostics.wrap(undefined)[1], actions, printed };
}

/** What both ways say, and whether anything was left out. */
async function bothWays(document: string | Buffer, overlays: readonly Json[]): Promise<[object, object, boolean]> {
  writeFileSync(spec, document);
  const files = await overlayFiles(overlays);
  const read = files.flatMap(([overlay]) => overlay ?? []);
  const [found] = readToEdit(spec, read.length === files.length ? reachOf(read) : undefined, 0);
  const isShorter = found?.abridged !== undefined && found.abridged.text.length < document.toString().length;
  return [say(await applyFiles(spec, files, 0)), say(await applyFiles(spec, files, Infinity)), isShorter];
}

const overlayOf = (actions: readonly Json[], more: JsonObject = {}): JsonObject => ({
  overlay: "1.1.0",
  info: { title: "t", version: "1" },
  ...more,
  actions,
});

/** Most of a document, so that it is worth leaving out. */
const bulk = Array.from({ length: 20 }, (_, at) => ({ id: at, text: `${"words ".repeat(30)}${at}` }));
const long = { text: "something that is long enough to be left out of the document", list: [1, { a: 1 }] };

describe("for any document and any overlays", () => {
  const name = fc.oneof(
    fc.constantFrom("a", "b", "c", "get", "200", "7", "__proto__", "constructor", "é", ""),
    fc.constantFrom("paths", "components", "$", "a b", "'", "(not looked at)", "a/b"),
  );
  const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      fc.constantFrom<Json>(0, 1, "x", "é𝒳", true, null, "(not looked at)", ["(not looked at)"], long, [long, long]),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 5 }) as fc.Arbitrary<Json>,
    ),
  }));
  const anyDocument = fc
    .tuple(fc.dictionary(name, anyValue, { minKeys: 2, maxKeys: 6 }) as fc.Arbitrary<JsonObject>, fc.boolean())
    .map(([one, isFirst]): JsonObject => (isFirst ? { bulk, ...one } : { ...one, bulk }));
  const layout = fc.constantFrom<(value: Json) => string>(
    (value) => JSON.stringify(value),
    (value) => `${JSON.stringify(value, undefined, 2)}\n`,
    (value) => JSON.stringify(value, undefined, "\t").replaceAll("\n", "\r\n"),
    (value) => ` ${JSON.stringify(value, undefined, 1).replaceAll(/\n */g, "  ")} `,
  );
  const slip = fc.option(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      text: fc.constantFrom('"a":1,', "}", " ", "\n", "0", '"'),
    }),
    { freq: 8 },
  );

  /** A target that leads somewhere, mostly: names found by going down, and sometimes another selector. */
  const target = (document: Json, choices: readonly number[]): { text: string; at: Json } => {
    let at: Json = document;
    let text = "$";
    for (const choice of choices) {
      const kind = choice % 100;
      if (kind === 0) text += "[*]";
      else if (kind === 1) text += "..a";
      else if (kind === 2) text += "[?@.a]";
      else if (kind === 3) text += "[?@.a==$.b]";
      else if (kind === 4) text += "['missing']";
      else if (kind === 5) text += "['a','b']";
      if (kind < 6) return { text, at };
      if (!isObject(at) && !Array.isArray(at)) return { text, at };
      const keys = Object.keys(at).filter((key) => key !== "bulk");
      const key = keys[choice % Math.max(keys.length, 1)];
      if (key === undefined) return { text, at };
      text += Array.isArray(at) ? `[${key}]` : `['${key.replaceAll("'", "\\'")}']`;
      at = (at as JsonObject)[key] as Json;
    }
    return { text, at };
  };
  const steps = fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 });
  const anyAction = fc.record({ steps, from: steps, kind: fc.nat(9), value: anyValue });
  const anyOverlays = fc.array(
    fc.record({
      actions: fc.array(anyAction, { minLength: 1, maxLength: 4 }),
      version: fc.constantFrom("1.0.0", "1.1.0"),
    }),
    { minLength: 1, maxLength: 2 },
  );

  it("what is written and what is said is the same, to the byte", async () => {
    let shorter = 0;
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(anyDocument, layout, anyOverlays, slip, async (document, print, overlays, slipped) => {
        const sound = print(document);
        const slipAt = Math.floor((slipped?.at ?? 0) * sound.length);
        const text = sound.slice(0, slipAt) + (slipped?.text ?? "") + sound.slice(slipAt);
        const files = overlays.map(({ actions, version }) =>
          overlayOf(
            actions.map(({ steps: to, from, kind, value }) => {
              const { text: place, at: found } = target(document, to);
              const fitting = isObject(found) ? { n: value } : Array.isArray(found) ? value : "new";
              return {
                target: place,
                ...(kind === 0 && { remove: true }),
                ...(kind === 1 && version === "1.1.0" && { copy: target(document, from).text }),
                ...(kind > 1 && { update: kind > 3 ? fitting : value }),
              };
            }),
            { overlay: version },
          ),
        );
        const [short, whole, isShorter] = await bothWays(text, files);
        expect(short).toEqual(whole);
        if (isShorter) shorter++;
        if (isShorter && "printed" in whole && whole.printed !== text && whole.printed !== undefined) changed++;
      }),
      { numRuns: 500 },
    );
    expect(shorter).toBeGreaterThan(60);
    expect(changed).toBeGreaterThan(30);
  });
});

describe("the same, for what is rare", () => {
  const document = {
    openapi: "3.1.0",
    a: { x: 1, inner: { deep: long }, empty: {} },
    é: long,
    paths: { "/a": long },
    bulk,
  };
  const text = JSON.stringify(document, undefined, 2);
  it.each<[string, string | Buffer, readonly Json[]]>([
    [
      "text that is not ASCII",
      text.replaceAll("something", "é𝒳…"),
      [overlayOf([{ target: "$.a", update: { y: "ü" } }])],
    ],
    ["removing what is left out", text, [overlayOf([{ target: "$.paths['/a']", remove: true }])]],
    [
      "removing all there is",
      text,
      [
        overlayOf([
          { target: "$.paths['/a']", remove: true },
          { target: "$.a.inner", remove: true },
          { target: "$.a.x", remove: true },
          { target: "$.a.empty", remove: true },
          { target: "$.a", update: { n: 1 } },
        ]),
      ],
    ],
    ["filling what is empty", text, [overlayOf([{ target: "$.a.empty", update: { n: long } }])]],
    ["an update of the root", text, [overlayOf([{ target: "$", update: { a: { inner: { more: 1 } }, new: long } }])]],
    ["an update that does not fit", text, [overlayOf([{ target: "$.a", update: { inner: [1] } }])]],
    ["an update that does not fit what is left out", text, [overlayOf([{ target: "$", update: { paths: 1 } }])]],
    [
      "an overlay for another document",
      text,
      [overlayOf([{ target: "$.a", update: { y: 1 } }], { extends: "other.json" })],
    ],
    ["a primitive in Overlay 1.0", text, [overlayOf([{ target: "$.a.x", update: 2 }], { overlay: "1.0.0" })]],
    [
      "the text that stands for what is left out",
      text,
      [overlayOf([{ target: "$.a", update: { y: "(not looked at)" } }])],
    ],
    [
      "a filter that asks far away",
      text,
      [overlayOf([{ target: "$.a[?@.deep && @.deep.list[0]==$.paths['/a'].list[0]]", update: { y: 1 } }])],
    ],
    [
      "copying into what is there",
      text,
      [
        overlayOf([
          { target: "$.a", update: { paths: { "/a": { n: 1 } } } },
          { target: "$", update: { a: { paths: { "/a": { m: [long] } } } } },
          { target: "$.a.inner", copy: "$.paths['/a']" },
        ]),
      ],
    ],
    [
      "copying",
      text,
      [
        overlayOf([
          { target: "$.a.empty", copy: "$.paths['/a']" },
          { target: "$.a.empty.list[1]", update: { b: 2 } },
        ]),
      ],
    ],
    ["an overlay that is none", text, [overlayOf([{ target: "$.a", update: {} }]), { overlay: "9.0.0" }]],
    [
      "an overlay in place of the document",
      JSON.stringify({ overlay: "1.0.0", a: long }),
      [overlayOf([{ target: "$.info", update: {} }])],
    ],
    ["a byte order mark", `\uFEFF${text}`, [overlayOf([{ target: "$.a", update: { y: 1 } }])]],
    [
      "bytes that are not UTF-8",
      Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from(',"z":"\xff"}', "latin1")]),
      [overlayOf([{ target: "$.a", update: { y: 1 } }])],
    ],
    [
      "a key that is given twice, far away",
      text.replace('"list"', '"text": 1, "list"'),
      [overlayOf([{ target: "$.a", update: { y: 1 } }])],
    ],
    [
      "a key that is given twice, on the way",
      text.replace('"x"', '"inner"'),
      [overlayOf([{ target: "$.a", update: { y: 1 } }])],
    ],
    ["YAML", `a: { y: 1 }\nb: ${JSON.stringify(long)}\n`, [overlayOf([{ target: "$.a", update: { y: 2 } }])]],
    ["a list", JSON.stringify([long]), [overlayOf([{ target: "$.a", update: { y: 2 } }])]],
    ["an empty file", "", [overlayOf([{ target: "$.a", update: { y: 2 } }])]],
  ])("%s", async (_, content, overlays) => {
    const [short, whole] = await bothWays(content, overlays);
    expect(short).toEqual(whole);
  });
});

it("what is printed for something that was left out is told from what was not", async () => {
  writeFileSync(spec, JSON.stringify({ a: 1, b: long }));
  const files = await overlayFiles([overlayOf([{ target: "$", update: { a: 2 } }])]);
  const [found] = readToEdit(spec, reachOf(files.flatMap(([overlay]) => overlay ?? [])), 0);
  const value = found?.abridged?.value as JsonObject;
  expect(isAbridged([JSON.stringify({ n: value["a"] })])).toBe(false);
  expect(isAbridged([JSON.stringify({ n: value["b"] })])).toBe(true);
});

it("a large document is abridged without being asked", async () => {
  const paths = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`/${at}`, long]));
  writeFileSync(spec, JSON.stringify({ paths }));
  const files = await overlayFiles([overlayOf([{ target: "$.paths['/7']", update: { text: "new" } }])]);
  const { value, text } = await applyFiles(spec, files);
  expect(isObject((value as unknown as { paths: JsonObject }).paths["/8"] as Json)).toBe(false);
  const printed = Buffer.concat((text ?? []).map((piece) => Buffer.from(piece))).toString();
  expect(JSON.parse(printed)).toEqual({ paths: { ...paths, "/7": { ...long, text: "new" } } });
  expect(readFileSync(spec, "utf8").length - printed.length).toBe(long.text.length - "new".length);
});
