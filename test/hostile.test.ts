/**
 * What a hostile spec makes (the case `hostile`): its texts hold `pwned()` in every disguise. The code must parse, must not
 * do anything when it is imported, and nowhere may `pwned` be anything but text.
 */
import { parseAst } from "rolldown/parseAst";
import { beforeAll, describe, expect, it } from "vitest";
import { runCase } from "./case-files.js";

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const sources = new Map<string, Node>();
let readme = "";
let packageJson = "";

beforeAll(async () => {
  const { files = [] } = await runCase("hostile");
  for (const { path, text } of files) {
    if (path === "README.md") readme = text;
    if (path === "package.json") packageJson = text;
    if (!/^(?:src|dist)\/(?!runtime\/).*\.(?:js|ts)$/.test(path)) continue;
    sources.set(
      path,
      parseAst(
        text,
        { lang: path.endsWith(".js") ? "js" : path.endsWith(".d.ts") ? "dts" : "ts" },
        path,
      ) as unknown as Node,
    );
  }
});

function walk(value: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === "object" && value !== null) {
    const isNode = typeof (value as Node).type === "string";
    if (isNode && !visit(value as Node)) return;
    for (const item of Object.values(value)) walk(item, visit);
  }
}

const functions = new Set(["ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"]);
const deeds = /^(?:Assignment|Await|Call|Import|New|TaggedTemplate|Update|Yield)Expression$/;

describe("a hostile spec", () => {
  it("makes code to look at", () => {
    expect([...sources.keys()]).toEqual(
      expect.arrayContaining([
        "src/client.ts",
        "dist/client.js",
        "src/schemas.ts",
        "dist/schemas.d.ts",
        "src/webhooks.ts",
      ]),
    );
  });

  it("puts `pwned` nowhere but into texts and comments", () => {
    for (const [path, ast] of sources) {
      walk(ast, (node) => {
        if (node.type.endsWith("Identifier")) expect(node["name"], path).not.toBe("pwned");
        if (node.type === "TemplateLiteral") expect.unreachable(`${path} has a template, where text could become code`);
        return true;
      });
    }
  });

  it("makes nothing that runs on import", () => {
    for (const [path, ast] of sources) {
      walk(ast, (node) => {
        if (functions.has(node.type)) return false;
        if (deeds.test(node.type)) expect.unreachable(`${path} has a ${node.type} outside of any function`);
        return true;
      });
    }
  });

  it("never puts a prototype into an object", () => {
    for (const [path, ast] of sources) {
      walk(ast, (node) => {
        const key = node.type === "Property" && node["computed"] === false ? (node["key"] as Node) : undefined;
        expect([key?.["name"], key?.["value"]], path).not.toContain("__proto__");
        return true;
      });
    }
  });

  it("keeps HTML, links and line breaks out of the README", () => {
    expect(readme).not.toMatch(/(?<!\\)<script/);
    expect(readme).not.toMatch(/(?<!\\)\]\(javascript:/);
    expect(readme).not.toMatch(/^\s*(?:## )?pwned\(\)/m);
    expect(readme).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028-\u202e]/);
  });

  it("makes a package.json with no more than it should have", () => {
    expect(Object.keys(JSON.parse(packageJson) as object).sort()).toEqual(
      [
        "description",
        "engines",
        "exports",
        "files",
        "keywords",
        "license",
        "main",
        "name",
        "sideEffects",
        "type",
        "types",
        "version",
      ].sort(),
    );
  });
});
