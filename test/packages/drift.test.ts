/** Drift in a real package: a response that Close's document and our overlay do not know, and the way back into the overlay. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { watch } from "@specmend/close";
import { observe, type Deviation } from "@specmend/close/drift";
import { expect, test } from "vitest";
import { root, run } from "./child.js";
import { closeFor, startClose } from "./kit.js";
import { observed, overlayOf, packageOf, request, scratch } from "../drift/kit.js";

type Body = { data: Record<string, unknown>[] };

const change = (body: unknown): unknown => {
  const { data, ...rest } = body as Body;
  const [first, ...more] = data;
  return {
    ...rest,
    has_more: true,
    data: [{ ...first, action: "archived", object_id: 7, request_id: null, origin: { ip: "192.168.0.7" } }, ...more],
  };
};

test("what a walk meets is told once, and its actions, behind our own overlay, make the document right", async () => {
  const server = await startClose();
  server.faults.always({ kind: "edit", change });
  const found: Deviation[] = [];
  const hooks = observe({ sample: 1, report: (one) => found.push(one) });
  const events = await closeFor(server, { hooks: watch(hooks) })
    .events.list()
    .toArray({ limit: 150 });
  expect(events).toHaveLength(150);
  const known = found.filter(({ found: came }) => came !== '"task.missed_call"');
  const told = known.map(({ kind, path, found: came }) => `${kind} ${path} ${came}`);
  expect(told.sort()).toEqual([
    "null data[*].request_id null",
    "type data[*].object_id integer",
    "undocumented data[*].origin object",
    "undocumented has_more boolean",
    'value data[*].action "archived"',
  ]);
  expect(JSON.stringify(found)).not.toContain("192.168");

  const folder = scratch();
  const own = join(root, "specs/close/overlay.yaml");
  writeFileSync(join(folder, "overlay.drift.yaml"), overlayOf(found.map(({ action }) => action)));
  const args = ["dist/cli.js", "overlay", "apply", "specs/close/openapi.yaml", own, join(folder, "overlay.drift.yaml")];
  const applied = await run(args);
  expect(applied.stderr).not.toMatch(/no match|failed/);
  expect(applied.code).toBe(0);
  const body = { cursor_next: null, cursor_previous: null, ...(change({ data: [server.events()[0]] }) as object) };
  const about = { request: { ...request, operation: "events.list" } };
  expect(observed(await packageOf(applied.stdout), body, about)).toEqual([]);
});

test("it costs nothing to those who do not use it", () => {
  const index = readFileSync(join(root, "generated/close/dist/index.js"), "utf8");
  expect(index).not.toMatch(/drift|shape|compare/);
});
