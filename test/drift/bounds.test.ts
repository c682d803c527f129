/** The observer is cheap, harmless and discreet: what it looks at is bounded, it never throws, and it shows nobody's data. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { comparer } from "../../templates/runtime/compare.js";
import { overlayAction } from "../../templates/runtime/drift-action.js";
import type { Deviation, ObserveOptions } from "../../templates/runtime/drift.js";
import { observer } from "../../templates/runtime/drift.js";
import type { Hooks } from "../../templates/runtime/hooks.js";
import type { Shape, Shapes } from "../../templates/runtime/shape.js";
import { answered, request } from "./kit.js";

afterEach(() => void vi.restoreAllMocks());

const tableOf = (shape: Shape, more: Shapes["schemas"] = {}): Shapes => ({
  openapi: "3.1",
  operations: { "pets.list": { "200": "#/root" } },
  schemas: { "#/root": shape, ...more },
});

function watching(shapes: Shapes, options: Partial<ObserveOptions> = {}): { hooks: Hooks; found: Deviation[] } {
  const found: Deviation[] = [];
  return { found, hooks: observer(shapes, { report: (one) => found.push(one), ...options }) };
}

describe("how much is looked at", () => {
  test("the first response of each operation, and then the sample", () => {
    const random = vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { hooks, found } = watching(tableOf({ type: "object", properties: {} }), { sample: 0.25 });
    hooks.onResponse?.(answered({ a: 1 }));
    hooks.onResponse?.(answered({ b: 1 }));
    expect(found.map(({ path }) => path)).toEqual(["a"]);
    random.mockReturnValue(0.2);
    hooks.onResponse?.(answered({ b: 1 }));
    expect(found.map(({ path }) => path)).toEqual(["a", "b"]);
  });

  test("items from all over a list, as many as are wanted", () => {
    const seen = new Set<number>();
    const list = Array.from({ length: 1000 }, (_, at) =>
      Object.defineProperty({}, "a", { enumerable: true, get: () => (seen.add(at), 1) }),
    );
    const { hooks } = watching(tableOf({ type: "array", items: { type: "object", properties: { a: "integer" } } }));
    hooks.onResponse?.(answered(list));
    expect([...seen]).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  test("a number of values, however large the response", () => {
    let reads = 0;
    const wide = new Proxy(
      {},
      {
        ownKeys: () => Array.from({ length: 5000 }, (_, at) => `k${at}`),
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
        get: () => (reads++, 1),
      },
    );
    const { hooks } = watching(tableOf({ type: "object", additionalProperties: "integer" }), { nodes: 50 });
    hooks.onResponse?.(answered(wide));
    expect(reads).toBeGreaterThan(40);
    expect(reads).toBeLessThan(60);
  });

  test("lists within lists do not multiply", () => {
    let reads = 0;
    const nest = (depth: number): unknown =>
      new Proxy(depth === 0 ? [1] : Array.from({ length: 10 }, () => nest(depth - 1)), {
        get: (target, key) => (reads++, (target as unknown as Record<string | symbol, unknown>)[key]),
      });
    const shapes = tableOf({ type: "array", items: { $ref: "#/root" } });
    watching(shapes, { nodes: 50 }).hooks.onResponse?.(answered(nest(3)));
    expect(reads).toBeLessThan(1500);
  });

  test("choices within choices do not multiply", () => {
    const shapes = tableOf(
      { $ref: "#/tree" },
      {
        "#/tree": {
          oneOf: Array.from({ length: 8 }, (_, at) => ({
            where: `[?@.title=='${at}']`,
            type: "object",
            required: [`r${at}`],
            properties: { child: { $ref: "#/tree" } },
          })),
        },
      },
    );
    let value: object = {};
    for (let depth = 0; depth < 30; depth++) value = { child: value };
    let reads = 0;
    const counted = (one: object): object =>
      new Proxy(one, {
        get: (target, key) => {
          reads++;
          const inner = (target as Record<string | symbol, unknown>)[key];
          return typeof inner === "object" && inner ? counted(inner) : inner;
        },
      });
    watching(shapes).hooks.onResponse?.(answered(counted(value)));
    expect(reads).toBeLessThan(5000);
  });

  test("each deviation is told once, and no more than the limit", () => {
    const { hooks, found } = watching(tableOf({ type: "object", properties: {} }), { sample: 1, limit: 3 });
    hooks.onResponse?.(answered({ a: 1 }));
    hooks.onResponse?.(answered({ a: 1, b: 1 }));
    hooks.onResponse?.(answered({ c: 1, d: 1, e: 1 }));
    expect(found.map(({ path }) => path)).toEqual(["a", "b", "c"]);
  });

  test("one place of the document is told once, wherever it is met", () => {
    const { hooks, found } = watching(
      tableOf(
        { type: "object", properties: { a: { $ref: "#/tag" }, b: { type: "array", items: { $ref: "#/tag" } } } },
        { "#/tag": { type: "object", properties: { name: "string" } } },
      ),
    );
    hooks.onResponse?.(answered({ a: { name: 1, x: 1 }, b: [{ name: 1, x: 1 }] }));
    expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual(["type a.name", "undocumented a.x"]);
  });
});

describe("what cannot be compared is left alone", () => {
  const shapes: Shapes = {
    openapi: "3.1",
    operations: {
      "pets.list": { "2XX": "#/root", "206": { "application/json": "#/root", "application/hal+json": "#/hal" } },
    },
    schemas: {
      "#/root": { type: "object", properties: {} },
      "#/hal": { type: "object", properties: { a: "integer" } },
    },
  };
  test.each([
    ["an operation that the document does not have", { request: { ...request, operation: "toString" } }, 0],
    ["a status that it does not have", { status: 304 }, 0],
    ["a failure", { error: new Error("no"), body: undefined }, 0],
    ["a body", {}, 1],
    [
      "one of several media types",
      { status: 206, headers: new Headers({ "content-type": "application/hal+json; a=b" }) },
      0,
    ],
    ["another of them", { status: 206, headers: new Headers({ "content-type": "application/json" }) }, 1],
    ["none of them", { status: 206, headers: new Headers({ "content-type": "text/plain" }) }, 0],
  ])("%s", (_, event, count) => {
    const { hooks, found } = watching(shapes);
    hooks.onResponse?.(answered({ a: 1 }, event));
    expect(found).toHaveLength(count);
  });
});

test("what the report throws is dropped, and the rest of the responses is still looked at", () => {
  const report = vi.fn(() => {
    throw new Error("full");
  });
  const hooks = observer(tableOf({ type: "object", properties: {} }), { report, sample: 1 });
  expect(() => hooks.onResponse?.(answered({ a: 1 }))).not.toThrow();
  hooks.onResponse?.(answered({ b: 1 }));
  expect(report).toHaveBeenCalledTimes(2);
});

test("what a promise of the report fails with is dropped too", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  try {
    // Not a mock: that would look at the promise.
    let reports = 0;
    const report = async (): Promise<void> => {
      reports++;
      throw new Error("nobody listens");
    };
    const hooks = observer(tableOf({ type: "object", properties: {} }), { report, sample: 1 });
    hooks.onResponse?.(answered({ a: 1 }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).toBe(1);
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off("unhandledRejection", unhandled);
  }
});

/** Shapes that refer to each other at will, also in circles and to nowhere. */
const shape: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("string", "integer", "object", "array", "null", "boolean", "nonsense"),
    fc.uniqueArray(fc.constantFrom("string", "number", "object", "null"), { minLength: 1 }),
    fc.record(
      { $ref: fc.constantFrom("#/root", "#/a", "#/b", "#/nowhere", "other.yaml#/Pet", "__proto__") },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constantFrom("object", "array", "string"),
        enum: fc.array(fc.constantFrom("a", 1, null)),
        required: fc.array(fc.constantFrom("a", "__proto__")),
        properties: fc.dictionary(fc.constantFrom("a", "b", "__proto__", "constructor"), tie("shape"), {
          noNullPrototype: true,
        }),
        additionalProperties: fc.oneof(fc.constant(true as const), tie("shape")),
        items: tie("shape"),
        allOf: fc.array(tie("shape"), { maxLength: 2 }),
        oneOf: fc.array(tie("shape"), { maxLength: 3 }),
        discriminator: fc.record({
          propertyName: fc.constant("a"),
          mapping: fc.constant({ b: "#/a", c: "#/nowhere" }),
        }),
      },
      { requiredKeys: [] },
    ),
  ),
})).shape;

test("no shape and no value makes it throw, and nothing of the value is in what it says", () => {
  const secret = "kgb 4711 geheim";
  const leaf = fc.constantFrom(secret, 4711815, null, true);
  const value = fc.oneof(
    fc.object({ key: fc.constantFrom("a", "b", "__proto__", secret, "constructor"), values: [leaf], maxDepth: 4 }),
    fc.array(leaf),
    leaf,
  );
  fc.assert(
    fc.property(shape, shape, shape, value, (root, a, b, body) => {
      const { hooks, found } = watching(tableOf(root, { "#/a": a, "#/b": b }), {
        report: (one) => found.push(one),
      });
      hooks.onResponse?.(answered(body));
      expect(JSON.stringify(found)).not.toMatch(/geheim|4711/);
      // Not even inwardly.
      const shapes = tableOf(root, { "#/a": a, "#/b": b });
      for (const one of comparer(shapes, { items: 10, nodes: 1000 })(body, "#/root")) overlayAction(one, shapes, "");
    }),
  );
});

describe("values that are shown", () => {
  const shapes = tableOf({ type: "object", properties: { a: { type: "string", enum: ["x"] } } });
  test.each([
    ["task.completed", true],
    ["USD", true],
    ["order_v2", true],
    ["inProgress", true],
    ["application/json", true],
    ["anna@example.com", false],
    ["Anna Smith", false],
    ["+49 170 1234567", false],
    ["lead_8dk3LxPq", false],
    ["4111111111111111", false],
    ["2024-05-06", false],
    ["2b1d0f3e-7b0a-4b8e-9d57-0a6f0e0f7c11", false],
    ["sk_live_abcdefghijklmnopqrstuvwxyz", false],
    ["192.168.0.1", false],
    ["", false],
  ])("%s: %s", (value, isShown) => {
    const { hooks, found } = watching(shapes);
    hooks.onResponse?.(answered({ a: value }));
    expect(found).toHaveLength(1);
    expect(found[0]?.found).toBe(isShown ? JSON.stringify(value) : "another");
    expect(found[0]?.action === undefined).toBe(!isShown);
    if (!isShown && value) expect(JSON.stringify(found)).not.toContain(value);
  });

  test("none, if that is wanted", () => {
    const { hooks, found } = watching(shapes, { values: false });
    hooks.onResponse?.(answered({ a: "USD" }));
    expect(found.map((one) => [one.found, one.action])).toEqual([["another", undefined]]);
    expect(JSON.stringify(found)).not.toContain("USD");
  });
});
