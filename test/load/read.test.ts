import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { findProvider, listProviders } from "../../generator/load/providers.js";
import { readDocument } from "../../generator/load/read.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specmend-read-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, data: string | Uint8Array = "x: 1\n"): string {
  const file = join(root, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, data);
  return file;
}

function codeOf(path: string): string | undefined {
  const [document, diagnostics] = readDocument(path, "shown.yaml");
  expect(document === undefined).toBe(diagnostics.length > 0);
  if (diagnostics[0]) expect(diagnostics[0].location?.file).toBe("shown.yaml");
  return diagnostics[0]?.code;
}

test("a document is read, and shown as the user named it", () => {
  expect(codeOf(put("a.yaml"))).toBeUndefined();
  expect(readDocument(put("a.yaml"), "shown.yaml")[0]?.file).toBe("shown.yaml");
});

test("what cannot be read is a diagnostic", () => {
  expect(codeOf(join(root, "none.yaml"))).toBe("load/not-found");
  expect(codeOf(join(put("a.yaml"), "below.yaml"))).toBe("load/not-found");
  expect(codeOf(root)).toBe("load/unreadable");
  expect(codeOf(put("latin.yaml", Uint8Array.of(0x61, 0x3a, 0x20, 0xe9)))).toBe("load/not-utf8");
  const huge = put("huge.yaml");
  truncateSync(huge, 200 * 1024 * 1024);
  expect(readDocument(huge)[1][0]?.message).toMatch(/larger than 128 MB/);
  expect(readDocument(put("wide.yaml", Buffer.from("\uFEFFa: 1", "utf16le")))[1][0]?.message).toMatch(/UTF-16/);
});

test.skipIf(process.getuid?.() === 0)("a file without permission is a diagnostic", () => {
  const file = put("a.yaml");
  chmodSync(file, 0);
  expect(codeOf(file)).toBe("load/unreadable");
});

test("providers are the folders that hold anything, sorted", () => {
  put("b/openapi.json");
  put("a/openapi.yaml");
  put("c/openapi.yml");
  put("d/other.yaml");
  put("empty/.gitkeep");
  put(".hidden/openapi.yaml");
  put("openapi.yaml");
  symlinkSync(join(root, "loop"), join(root, "loop"));
  expect(listProviders(root)).toEqual(["a", "b", "c", "d"]);
  expect(listProviders(join(root, "none"))).toEqual([]);
});

test("a provider's overlays come in name order, overlay.yaml first", () => {
  for (const name of [
    "openapi.yaml",
    "overlay.b.yaml",
    "overlay.yaml",
    "overlay.a.json",
    "overlay.txt",
    ".spectral.yaml",
  ])
    put(`p/${name}`);
  const [provider] = findProvider(root, "p");
  expect(provider).toMatchObject({ name: "p", spec: join(root, "p/openapi.yaml") });
  expect(provider?.overlays).toEqual(
    ["overlay.yaml", "overlay.a.json", "overlay.b.yaml"].map((name) => join(root, "p", name)),
  );
});

test.each([
  ["overlays.yaml", "overlay.yaml"],
  ["overlay-2.yaml", "overlay.2.yaml"],
  ["overlay_more.YML", "overlay.more.yml"],
  ["Overlay.yaml", "overlay.yaml"],
])("%s is read by nobody: an error", (name, renamed) => {
  put("p/openapi.yaml");
  put(`p/docs/${name}`);
  put(`p/${name}`);
  const [provider, diagnostics] = findProvider(root, "p");
  expect(provider).toBeUndefined();
  expect(diagnostics).toMatchObject([
    {
      code: "generate/stray-file",
      message: expect.stringContaining("only openapi.yaml, overlay.yaml and overlay.*.yaml are read"),
      location: { file: join(root, "p", name), line: 1 },
    },
  ]);
  const help = diagnostics[0]?.help;
  expect(help).toBe(`Rename it to ${renamed} if it is an overlay, or move it.`);
});

test("a stray file is not told to take another's name", () => {
  for (const name of ["openapi.yaml", "overlay.yaml", "overlays.yaml"]) put(`p/${name}`);
  expect(findProvider(root, "p")[1][0]?.help).toContain("overlay.NAME.yaml");
});

test("a provider has one document", () => {
  put("none/overlay.yaml");
  put("other/swagger.json");
  for (const name of ["openapi.yaml", "openapi.json"]) put(`two/${name}`);
  const found = ["none", "other", "two"].map((name) => findProvider(root, name));
  expect(found.map(([provider]) => provider)).toEqual([undefined, undefined, undefined]);
  expect(found.flatMap(([, [one]]) => `${one?.code} ${one?.message.replace(root, "")} ${one?.help}`)).toEqual([
    "generate/no-document /none has no openapi.yaml. undefined",
    "generate/no-document /other has no openapi.yaml. Is it swagger.json? Rename it to openapi.json.",
    "generate/two-documents /two holds openapi.yaml and openapi.json: one too many. undefined",
  ]);
});

test.each([
  ["my api", "my-api"],
  ["_acme", "acme"],
  ["@acme", "acme"],
  ["Café!", "Cafe"],
  ["日本", "acme"],
])("%s is no name for a package", (name, plain) => {
  put(`${name}/openapi.yaml`);
  const [provider, diagnostics] = findProvider(root, name);
  expect(provider).toBeUndefined();
  expect(diagnostics).toMatchObject([
    { code: "generate/provider-name", help: expect.stringContaining(`such as to ${plain}:`) },
  ]);
});

test("an unknown provider is a diagnostic that names the known ones", () => {
  put("close/openapi.yaml");
  expect(findProvider(root, "klose")[1]).toMatchObject([
    { code: "generate/unknown-provider", message: expect.stringMatching(/close/) },
  ]);
  for (const name of ["", "..", ".", "../x", "close/", "a\\b"]) expect(findProvider(root, name)[0]).toBeUndefined();
});

test("pages are read from docs/ and nowhere else", () => {
  put("p/openapi.yaml");
  put("p/docs/page.md", "the quote");
  put("p/docs/sub/page.md", "below");
  put("p/secret.md", "no");
  symlinkSync(join(root, "p/secret.md"), join(root, "p/docs/link.md"));
  symlinkSync(join(root, "p/docs/page.md"), join(root, "p/docs/inside.md"));
  const docs = findProvider(root, "p")[0]?.docs;
  expect(docs?.read("page.md")).toBe("the quote");
  expect(docs?.read("sub/page.md")).toBe("below");
  expect(docs?.read("inside.md")).toBe("the quote");
  for (const page of [
    "../secret.md",
    "link.md",
    "none.md",
    "sub",
    "",
    ".",
    "sub/../page.md",
    "/etc/passwd",
    "a\\b",
    "page.md\0",
  ])
    expect(docs?.read(page)).toBeUndefined();
});

test("a docs folder that is a link to elsewhere is not read", () => {
  put("p/openapi.yaml");
  put("elsewhere/page.md", "no");
  symlinkSync(join(root, "elsewhere"), join(root, "p/docs"));
  expect(findProvider(root, "p")[0]?.docs.read("page.md")).toBeUndefined();
});
