/**
 * Specs are untrusted. A payload in every string of real specs changes nothing but strings, comments and names; one in any
 * place at all is refused or harmless. Twenty specs with `CORPUS=all` (`npm run corpus` sets it), the small ones otherwise.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { isError, type Result } from "../generator/diagnostics.js";
import type { VirtualFile } from "../generator/emit/file.js";
import { generate } from "../generator/generate.js";
import { isObject, setOwn, type Json, type JsonObject } from "../generator/load/document.js";
import { readDocument } from "../generator/load/read.js";
import { checkPaths } from "../generator/write/files.js";
import { casesFolder, runtime } from "./case-files.js";
import { misdeeds, payload, payloads as additions, poison, shape, words } from "./payload.js";

const corpus = fileURLToPath(new URL("../../shared/corpus", import.meta.url));
const isWhole = process.env["CORPUS"] === "all";

const small = [
  "readme-oas-examples--3.1-yaml-train-travel.yaml",
  "readme-oas-examples--3.0-json-discriminators.json",
  "readme-oas-examples--3.1-json-schema-types.json",
  "orval-labs-orval--paginated-response-petstore-paginated.yaml",
  "speakeasy-api-openapi--oq-testdata-petstore.yaml",
];
const large = [
  "slack.com.json",
  "spotify.com.json",
  "soundcloud.com.json",
  "listennotes.com.json",
  "discourse.local.json",
  "kubb-labs-kubb--adapter-oas-mocks-petStore.yaml",
  "figma-rest-api-spec--openapi-openapi.yaml",
  "readme-oas-examples--3.1-yaml-parameters-style.yaml",
  "readme-oas-examples--3.0-yaml-polymorphism.yaml",
  "readme-oas-examples--3.0-json-schema-circular.json",
  "readme-oas-examples--json-http-status-codes.json",
  "orval-labs-orval--tests-specifications-null-type.yaml",
  "OAI-learn.openapis.org--examples-v3.0-link-example.yaml",
  "OAI-learn.openapis.org--examples-v3.1-tictactoe.yaml",
  "acacode-swagger-typescript-api--schemas-v3.0-up-banking.json",
];

const scratch = mkdtempSync(join(tmpdir(), "specmend-injection-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function make(document: JsonObject): Promise<Result<readonly VirtualFile[] | undefined>> {
  const spec = join(scratch, "openapi.json");
  writeFileSync(spec, JSON.stringify(document));
  const job = { name: "acme", packageName: "@x/acme", source: "specs/acme", spec, overlays: [], strict: false };
  const [made, diagnostics] = await generate({ ...job, readPage: () => undefined }, runtime);
  expect(diagnostics.filter(({ code }) => code.startsWith("internal/"))).toEqual([]);
  expect(made !== undefined || diagnostics.length > 0).toBe(true);
  return [made?.files, diagnostics.filter(isError)];
}

const isCode = ({ path }: VirtualFile): boolean => /^(?:src|dist)\/(?!runtime\/).*\.(?:js|ts)$/.test(path);

function read(file: string): JsonObject {
  const [document, diagnostics] = readDocument(file);
  if (!document) throw new Error(diagnostics[0]?.message);
  return document.value;
}

/** Imports the package in a process of its own, where `pwned` exists and tells. */
function importIt(files: readonly VirtualFile[]): string {
  const folder = mkdtempSync(join(scratch, "package-"));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const script = `globalThis.pwned = () => console.log("pwned");
    const { createClient } = await import(${JSON.stringify(pathToFileURL(join(folder, "dist/index.js")).href)});
    console.log(typeof createClient);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return stdout + stderr;
}

describe.skipIf(!existsSync(corpus))("a payload in every string of", () => {
  it.each(isWhole ? [...small, ...large] : small)(
    "%s changes nothing but texts and names",
    async (name) => {
      const document = read(join(corpus, name));
      const [plain = []] = await make(poison(document, words));
      const [poisoned = [], refusal] = await make(poison(document, additions));
      expect(refusal).toEqual([]);
      const shapes = (files: readonly VirtualFile[]) => files.filter(isCode).map(({ path, text }) => shape(path, text));
      const after = shapes(poisoned);
      const changed = shapes(plain).flatMap((one, index) => (one === after[index] ? [] : [index]));
      expect(changed.map((index) => plain.filter(isCode)[index]?.path)).toEqual([]);
      expect(poisoned.filter(isCode).length).toBe(plain.filter(isCode).length);
      expect(poisoned.filter(({ text }) => text.includes("pwned")).length).toBeGreaterThan(5);
      expect(poisoned.filter(isCode).flatMap(({ path, text }) => misdeeds(path, text))).toEqual([]);
      expect(checkPaths(poisoned)[1]).toEqual([]);
      expect(importIt(poisoned)).toBe("function\n");
    },
    120_000,
  );
});

describe("a payload in any place", () => {
  const document = read(join(casesFolder, "names/in/openapi.yaml"));
  const others = [
    "parameters-styles",
    "types-composed",
    "security-kinds",
    "security-oauth2",
    "docs",
    "bodies",
    "bodies-choice",
    "responses-streams",
    "pagination-dialects",
    "references-ids",
    "versions-servers",
    "versions-swagger",
    "versions-webhooks",
  ].map((name) => read(join(casesFolder, name, "in/openapi.yaml")));
  const payloads = [
    payload,
    "pwned()",
    "../../pwned",
    "__proto__",
    "constructor",
    "",
    "0;pwned()",
    "\ud800",
    "*/",
    "\0",
  ];

  it("is refused or harmless", async () => {
    const count = fc.nat(100_000);
    const places = fc.array(fc.tuple(count, fc.constantFrom(...payloads)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(document, ...others), places, async (chosen, changes) => {
        const [files] = await make(changes.reduce((made, [at, text]) => replaced(made, at, text), chosen));
        expect(files?.filter(isCode).flatMap(({ path, text }) => misdeeds(path, text)) ?? []).toEqual([]);
        expect(checkPaths(files ?? [])[1].filter(({ message }) => message.includes(".."))).toEqual([]);
      }),
      { numRuns: isWhole ? 500 : 60 },
    );
  }, 300_000);
});

/** The document with the `at`th of its keys and values replaced by a text. */
function replaced(document: JsonObject, at: number, text: string): JsonObject {
  const places = countPlaces(document);
  let left = at % places;
  const visit = (value: Json): Json => {
    if (left-- === 0) return text;
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const made: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) setOwn(made, left-- === 0 ? text : key, visit(item));
    return made;
  };
  const made = visit(document);
  return isObject(made) ? made : document;
}

function countPlaces(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item: Json) => sum + countPlaces(item), 1);
  if (!isObject(value)) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + 1 + countPlaces(item), 1);
}
