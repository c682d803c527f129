/** Every row of the parameter style tables through a generated package: document, model, descriptor, runtime, wire. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makePackage } from "../round-trip/package.js";
import { choices, expectedOf, refused, type Row, rows } from "./styles-rows.js";
import { json, serve, type Seen } from "./server.js";

/** An operation for a row, as a vendor would write it. */
function operationOf(row: Row): object {
  const { id, name, in: place, style, explode, allowReserved, content } = row;
  const schema = schemaOf(row.value);
  const written =
    content === undefined ? { style, explode, allowReserved, schema } : { content: { [content]: { schema } } };
  const parameter = { name, in: place, required: place === "path", ...written };
  return { get: { operationId: `rows.${id}`, parameters: [parameter], responses: { 200: { description: "ok" } } } };
}

function schemaOf(value: unknown): object {
  if (Array.isArray(value)) return { type: "array", items: {} };
  if (typeof value === "object" && value !== null) return { type: "object", additionalProperties: true };
  return value === undefined ? {} : { type: typeof value };
}

function placeIn(row: Row, { url, headers }: Seen): string | null {
  const start = `/${row.id}`;
  if (row.in === "path") return url.slice(start.length + 1);
  if (row.in === "query") return url.slice(start.length) || null;
  const value = row.in === "cookie" ? headers.cookie : headers[row.name.toLowerCase()];
  return value === undefined ? null : String(value);
}

test.skipIf(rows.length === 0)("every row, through a generated package (skipped without ../shared)", async () => {
  const cache = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "styles-"));
  const paths = Object.fromEntries(
    rows.map((row) => [row.in === "path" ? `/${row.id}/{${row.name}}` : `/${row.id}`, operationOf(row)]),
  );
  const spec = join(folder, "openapi.json");
  writeFileSync(spec, JSON.stringify({ openapi: "3.2.0", info: { title: "Rows", version: "1" }, paths }));
  const made = await makePackage(spec);
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = made.create(url) as { rows: Record<string, (params: object) => Promise<unknown>> };
  const byId = new Map([...made.operations.values()].map((one) => [one.id, one]));
  const wrong: unknown[] = [];
  try {
    for (const row of rows) {
      const key = byId.get(`rows.${row.id}`)?.keys.get(`${row.in} ${row.name}`);
      if (key === undefined) throw new Error(`${row.id} is not in the package`);
      const before = seen.length;
      const error = await client.rows[row.id]!(row.value === undefined ? {} : { [key]: row.value }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const isRefused = seen.length === before && (error as Error | undefined)?.name === "InvalidRequestError";
      const found = isRefused ? refused : error === undefined ? placeIn(row, seen.at(-1)!) : String(error);
      if (!expectedOf(row).includes(found)) wrong.push({ ...row, found: isRefused ? String(error) : found });
    }
  } finally {
    made.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  expect(wrong).toEqual([]);
  const open = rows.filter((row) => row.status === "may").map((row) => row.id);
  expect(open.sort()).toEqual(Object.keys(choices).sort());
  expect(rows.length - open.length).toBe(218);
});
