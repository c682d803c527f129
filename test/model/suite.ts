/** The JSON Schema Test Suite as OpenAPI documents, and its instances as TypeScript. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { emitSchemas } from "../../generator/emit/schemas.js";
import { isObject, type Json } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { buildModel } from "../../generator/model/build.js";
import { correct } from "../../generator/overlay/correct.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "../shared/fixtures/json-schema-test-suite/draft2020-12");
const scratch = join(root, "node_modules/.cache/specmend-test/json-schema");

export interface Instance {
  readonly id: string;
  readonly group: Group;
  readonly description: string;
  readonly data: Json;
  readonly valid: boolean;
}

export interface Group {
  readonly name: string;
  /** `required/required validation` */
  readonly title: string;
  readonly schema: Json;
  readonly instances: Instance[];
}

export const isThere: boolean = existsSync(folder);

/** Groups that need an address of their own (`$id`, `$anchor`, other documents) are no schemas of one OpenAPI document. */
export function readGroups(): Group[] {
  const groups: Group[] = [];
  for (const file of readdirSync(folder).sort()) {
    const listed = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      readonly description: string;
      readonly schema: Json;
      readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
    }[];
    for (const { description, schema, tests } of listed) {
      if (isAddressed(schema)) continue;
      const name = `G${groups.length}`;
      const group: Group = {
        name,
        title: `${file.replace(".json", "")}/${description}`,
        schema: local(schema, name),
        instances: [],
      };
      for (const [index, test] of tests.entries()) group.instances.push({ ...test, id: `${name}_${index}`, group });
      groups.push(group);
    }
  }
  return groups;
}

function isAddressed(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some((one) => isAddressed(one as Json));
  if (!isObject(schema)) return false;
  const reference = schema["$ref"];
  if (typeof reference === "string" && !/^#(?:\/|$)/.test(reference)) return true;
  return Object.entries(schema).some(
    ([key, one]) =>
      (["$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary"].includes(key) && typeof one === "string") ||
      (key !== "const" && key !== "enum" && isAddressed(one as Json)),
  );
}

/** References to the schema's root lead to its place in the document. */
function local(schema: Json, name: string): Json {
  if (Array.isArray(schema)) return schema.map((one) => local(one as Json, name));
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, one]): [string, Json] => {
      if (key === "$ref" && typeof one === "string") return [key, `#/components/schemas/${name}${one.slice(1)}`];
      return [key, key === "const" || key === "enum" ? (one as Json) : local(one as Json, name)];
    }),
  );
}

/** The types of all groups, and what was said about them. */
export function typesOf(groups: readonly Group[], direction: "request" | "response"): { text: string; said: string[] } {
  const content = (name: string): Json => ({
    "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
  });
  const paths = groups.map(({ name }): [string, Json] => {
    const body = { description: "", content: content(name) };
    const operation = direction === "request" ? { requestBody: body, responses: {} } : { responses: { 200: body } };
    return [`/${name}`, { post: { operationId: `all.call${name}`, ...operation } }];
  });
  const document = {
    openapi: "3.1.0",
    info: { title: "Suite", version: "1" },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: [{ url: "https://api.test" }],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(groups.map(({ name, schema }) => [name, schema])) },
  };
  const [loaded] = loadDocument("openapi.json", JSON.stringify(document));
  if (!loaded) throw new Error("The document does not load.");
  const [corrected] = correct(loaded, [], { readPage: () => undefined, strict: false });
  if (!corrected) throw new Error("The document is not read.");
  const [model, diagnostics] = buildModel(corrected, { name: "suite", packageName: "suite", source: "suite" });
  if (!model) throw new Error("There is no model.");
  return { text: emitSchemas(model), said: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

/** A value as the narrowest type that it has, and as the expression that makes it. */
function printed(value: Json, as: "type" | "expression"): string {
  if (Array.isArray(value)) return `[${value.map((one) => printed(one as Json, as)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => {
    const name = JSON.stringify(key);
    return `${as === "expression" && key === "__proto__" ? `[${name}]` : name}: ${printed(one as Json, as)}`;
  });
  return `{ ${members.join(", ")} }`;
}

/**
 * Which instances are refused, each as a value (nothing but its type counts) and as a literal (where TypeScript also
 * refuses properties that are not declared).
 */
export async function refused(
  types: Readonly<Record<string, string>>,
  instances: readonly Instance[],
): Promise<Map<string, Set<string>>> {
  mkdirSync(scratch, { recursive: true });
  const found = new Map<string, Set<string>>();
  const files: string[] = [];
  for (const [direction, text] of Object.entries(types)) {
    writeFileSync(join(scratch, `${direction}.ts`), `${text}\nexport {};\n`);
    files.push(`${direction}.ts`, `${direction}-checks.ts`);
    const code = [`import type * as S from "./${direction}.js";`];
    for (const { id, group, data } of instances) {
      code.push(
        `declare const v${id}: ${printed(data, "type")}; export const a${id}: S.${group.name} = v${id};`,
        `export const b${id}: S.${group.name} = ${printed(data, "expression")};`,
      );
    }
    writeFileSync(join(scratch, `${direction}-checks.ts`), `${code.join("\n")}\n`);
    for (const form of ["value", "literal"]) found.set(`${direction} ${form}`, new Set());
  }
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    types: [],
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
  };
  writeFileSync(join(scratch, "package.json"), '{ "type": "module" }');
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  for (const line of (await compile()).split("\n")) {
    const match = /^(\w+)-checks\.ts\((\d+),\d+\): error/.exec(line);
    const at = Number(match?.[2]) - 2;
    if (match)
      found.get(`${match[1]} ${at % 2 === 0 ? "value" : "literal"}`)?.add(instances[Math.floor(at / 2)]?.id ?? "");
    else if (/: error/.test(line)) throw new Error(line);
  }
  return found;
}

async function compile(): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsc, "--pretty", "false", "-p", "."],
      { cwd: scratch, maxBuffer: 1e8 },
      (_, out, error) => resolve(out + error),
    );
  });
}
