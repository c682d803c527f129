/**
 * Documents that are too much of something, through the whole command in a process with little memory: each makes a package
 * or a diagnostic, never a crash. That it ends at all within the test's time is the assertion about time.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DiagnosticCode } from "../generator/diagnostics.js";
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

/** All of it takes minutes: `npm run corpus` does that. The rest of the time a hundredth shows that all is in order. */
const share = process.env["CORPUS"] === "all" ? 1 : 100;
const some = (count: number): number => count / share;

const paths = (count: number, tag?: (index: number) => string): Record<string, unknown> => ({
  paths: object(count, (index) => {
    const tags = tag === undefined ? {} : { tags: [tag(index)] };
    return [`/a${index}`, { get: { ...tags, responses: ok } }] as const;
  }),
});

const isWhole = share === 1;
/** Thirty lists, each of nine times the one before. */
const yamlBomb = [
  'openapi: 3.0.3\ninfo: { title: Acme, version: "1" }\nservers: [{ url: "https://api.test" }]\npaths: {}\nx-bomb:',
  ...times(30, (index) => `  a${index}: &a${index} [${index === 0 ? "x" : `*a${index - 1},`.repeat(9)}]`),
].join("\n");

/** The same name wherever the vendor chooses one. */
const everywhere = (name: string): Record<string, unknown> => ({
  paths: {
    [`/{${name}}`]: {
      get: {
        tags: [name],
        operationId: name,
        parameters: [
          { name, in: "path", required: true, schema: { type: "string" } },
          { name, in: "query", schema: { $ref: `#/components/schemas/${name}` } },
        ],
        responses: ok,
        [name]: name,
      },
    },
  },
  components: {
    schemas: { [name]: { properties: { [name]: { enum: [name], default: { [name]: 1 } } }, required: [name] } },
    securitySchemes: { [name]: { type: "apiKey", in: "header", name } },
  },
});

type Outcome = "package" | DiagnosticCode | RegExp;

const cases: readonly (readonly [string, () => string | Buffer, Outcome])[] = [
  ["a document in UTF-16", () => Buffer.from(`\uFEFF${document({})}`, "utf16le"), "load/not-utf8"],
  ["bytes that are no UTF-8", () => Buffer.from(document({}).replace("Acme", "\xff\xfe"), "latin1"), "load/not-utf8"],
  ["a byte order mark", () => `\uFEFF${document(operation({}))}`, "package"],
  ["a key that is there twice", () => document({}).replace("{", '{"info":{},'), "load/syntax"],
  ["aliases of aliases", () => yamlBomb, "load/too-many-aliases"],
  ["`__proto__`", () => document(everywhere("__proto__")), "package"],
  ["`constructor`", () => document(everywhere("constructor")), "package"],
  [
    "100 000 paths in one resource",
    () => document(paths(some(100_000), () => "a")),
    isWhole ? "emit/too-large" : "package",
  ],
  [
    "100 000 paths in 5000 resources",
    () => document(paths(some(100_000), (index) => `a${index % some(5000)}`)),
    isWhole ? "emit/too-large" : "package",
  ],
  ["20 000 paths", () => document(paths(some(20_000), () => "a")), "package"],
  ["20 000 resources", () => document(paths(some(20_000))), isWhole ? "emit/too-many-resources" : "package"],
  ["100 000 enum values", () => document(returning({ enum: times(some(100_000), (index) => `v${index}`) })), "package"],
  [
    "100 000 properties",
    () => document(returning({ properties: object(some(100_000), (index) => [`p${index}`, { type: "string" }]) })),
    "package",
  ],
  [
    "3000 references to nowhere",
    () =>
      document({
        ...returning({
          properties: object(
            some(3000),
            (index) => [`p${index}`, { $ref: `#/components/schemas/No${index}` }] as const,
          ),
        }),
        components: { schemas: object(some(20_000), (index) => [`S${index}`, { type: "string" }] as const) },
      }),
    "model/reference",
  ],
  ["20 000 path parameters that nobody declares", () => document(manyParameters(some(20_000))), "package"],
  [
    "an operationId of 30 000 dots",
    () => document(operation({ operationId: "a.".repeat(some(30_000)) + "b" })),
    "package",
  ],
  ["a description of 50 MB", () => document(operation({ description: "x y*/ ".repeat(some(8_500_000)) })), "package"],
  ["allOf 200 levels deep", () => document(returning(deep(200))), "package"],
  [
    "allOf through 5000 names",
    () => document({ components: { schemas: chain(some(5000)) } }),
    /^(?:package|model\/too-deep)$/,
  ],
  [
    "5000 names that lead back to themselves",
    () => document({ components: { schemas: circles(some(5000)) } }),
    "package",
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

function circles(count: number): Record<string, unknown> {
  return object(count, (index) => {
    const [own, next] = [index, (index + 1) % count].map((at) => ({ $ref: `#/components/schemas/S${at}` }));
    const other = { type: "object", properties: { [`p${index}`]: { type: "string" } } };
    const schema: Record<string, unknown> = index % 2 === 0 ? { oneOf: [own, next, other] } : { allOf: [next, other] };
    return [`S${index}`, schema] as const;
  });
}

function manyParameters(count: number): Record<string, unknown> {
  const path = times(count, (index) => `{p${index}}`).join("/");
  return { paths: { [`/${path}`]: { get: { operationId: "a", responses: ok } } } };
}

describe(isWhole ? "too much" : "a hundredth of too much", () => {
  it.each(cases)(
    "of %s",
    async (_, make, outcome) => {
      const project = new Project();
      const made = make();
      const spec = made === yamlBomb ? "openapi.yaml" : "openapi.json";
      writeFileSync(join(project.folder, spec), made);
      const args = ["generate", "--no-typecheck", "--json", "--spec", spec, "--name", "acme", "--out", "out"];
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
