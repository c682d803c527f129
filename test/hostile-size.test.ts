/**
 * Documents that are too much of something, through the whole command in a process with little memory: each makes a package
 * or a diagnostic, never a crash. That it ends at all within the test's time is the assertion about time.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../generator/load/document.js";
import { Project } from "./cli/project.js";

const ok = { 200: { description: "ok", content: { "application/json": { schema: { type: "string" } } } } };
const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
const object = <Value>(count: number, make: (index: number) => readonly [string, Value]): Record<string, Value> =>
  Object.fromEntries(times(count, make));

function document(rest: Record<string, unknown>): string {
  const base = { openapi: "3.0.3", info: { title: "Acme", version: "1" }, servers: [{ url: "https://api.test" }] };
  return JSON.stringify({ ...base, paths: {}, ...rest });
}

const operation = (more: Record<string, unknown>): Record<string, unknown> => ({
  paths: { "/a": { get: { operationId: "a", responses: ok, ...more } } },
});
const returning = (schema: unknown): Record<string, unknown> =>
  operation({ responses: { 200: { description: "ok", content: { "application/json": { schema } } } } });

const chain = (count: number): JsonObject =>
  object(count, (index) => {
    const rest = index + 1 < count ? [{ $ref: `#/components/schemas/S${index + 1}` }] : [];
    return [`S${index}`, { allOf: [...rest, { type: "object", properties: { [`p${index}`]: { type: "string" } } }] }];
  });

const deep = (levels: number): unknown =>
  times(levels, (index) => index).reduce<unknown>(
    (inner, index) => ({ allOf: [inner, { type: "object", properties: { [`p${index}`]: { type: "string" } } }] }),
    { type: "object" },
  );

type Outcome = "package" | "emit/too-many-resources" | "load/too-deep" | "model/reference" | "model/parameter" | RegExp;

const cases: readonly (readonly [string, () => string, Outcome])[] = [
  [
    "20 000 paths",
    () =>
      document({ paths: object(20_000, (index) => [`/a${index}`, { get: { tags: ["a"], responses: ok } }] as const) }),
    "package",
  ],
  [
    "20 000 resources",
    () => document({ paths: object(20_000, (index) => [`/a${index}`, { get: { responses: ok } }] as const) }),
    "emit/too-many-resources",
  ],
  ["100 000 enum values", () => document(returning({ enum: times(100_000, (index) => `v${index}`) })), "package"],
  [
    "100 000 properties",
    () => document(returning({ properties: object(100_000, (index) => [`p${index}`, { type: "string" }] as const) })),
    "package",
  ],
  [
    "3000 references to nowhere",
    () =>
      document({
        ...returning({
          properties: object(3000, (index) => [`p${index}`, { $ref: `#/components/schemas/No${index}` }] as const),
        }),
        components: { schemas: object(20_000, (index) => [`S${index}`, { type: "string" }] as const) },
      }),
    "model/reference",
  ],
  ["20 000 path parameters that nobody declares", () => document(manyParameters()), "model/parameter"],
  ["an operationId of 30 000 dots", () => document(operation({ operationId: "a.".repeat(30_000) + "b" })), "package"],
  ["a description of 50 MB", () => document(operation({ description: "x y*/ ".repeat(8_500_000) })), "package"],
  ["allOf 200 levels deep", () => document(returning(deep(200))), "package"],
  [
    "allOf through 5000 names",
    () => document({ components: { schemas: chain(5000) } }),
    /^(?:package|model\/too-deep)$/,
  ],
  ["a million nested lists", () => `{"openapi":${"[".repeat(1_000_000)}`, "load/too-deep"],
  [
    "schemas that each hold the next one twice",
    () =>
      document({
        components: {
          schemas: object(60, (index) => {
            const next = { $ref: `#/components/schemas/S${Math.min(index + 1, 59)}` };
            return [`S${index}`, index < 59 ? { properties: { a: next, b: next } } : { type: "string" }] as const;
          }),
        },
      }),
    "package",
  ],
];

function manyParameters(): Record<string, unknown> {
  const path = times(20_000, (index) => `{p${index}}`).join("/");
  return { paths: { [`/${path}`]: { get: { operationId: "a", responses: ok } } } };
}

describe("too much", () => {
  it.each(cases)(
    "of %s",
    async (_, make, outcome) => {
      const project = new Project();
      writeFileSync(join(project.folder, "openapi.json"), make());
      const args = ["generate", "--no-typecheck", "--json", "--spec", "openapi.json", "--name", "acme", "--out", "out"];
      const ran = await project.run(args, { env: { NODE_OPTIONS: "--max-old-space-size=1500" } });
      const { diagnostics } = JSON.parse(ran.stdout) as { diagnostics: { code: string; severity: string }[] };
      const codes = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code));
      const found = ran.code === 0 ? "package" : [...codes].join(" ");
      if (typeof outcome === "string") expect(found).toBe(outcome);
      else expect(found).toMatch(outcome);
      expect(diagnostics.length).toBeLessThan(1000);
      expect(ran.stdout.length + ran.stderr.length).toBeLessThan(2_000_000);
    },
    240_000,
  );
});
