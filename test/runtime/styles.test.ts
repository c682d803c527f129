/** Every row of the parameter style tables, on the wire, and the cases that OpenAPI leaves open. */
import { expect, test } from "vitest";
import { formBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import { Client } from "../../templates/runtime/client.js";
import type { Style } from "../../templates/runtime/content.js";
import type { Parameter } from "../../templates/runtime/operation.js";
import * as styles from "../../templates/runtime/styles.js";
import { failure, operation } from "./close.js";
import { json, serve } from "./server.js";
import { expectedOf, refused, type Row, rows } from "./styles-rows.js";

/** What the generator emits for a parameter: the table of decisions. */
function descriptor({ in: place, style, explode, allowReserved, content, value }: Row): Parameter {
  const inText = place === "path" || place === "header";
  const isExploded = explode ?? (style === undefined || style === "form" || style === "cookie");
  const isPlain = typeof value !== "object";
  const form = isPlain ? undefined : styles.form;
  const simple = isPlain ? undefined : styles.simple;
  const named: Record<string, [joined: Style | undefined, exploded: Style | undefined]> = {
    form: [styles.formJoined, form],
    simple: [simple, styles.simpleExploded],
    label: [styles.label, styles.labelExploded],
    matrix: [styles.matrix, styles.matrixExploded],
    spaceDelimited: [styles.spaceDelimited, form],
    pipeDelimited: [styles.pipeDelimited, form],
    deepObject: [styles.deepObject, styles.deepObject],
    cookie: [styles.formJoined, styles.cookieExploded],
  };
  const chosen = content
    ? inText
      ? styles.json
      : styles.jsonPair
    : style === undefined
      ? inText
        ? simple
        : form
      : named[style]![isExploded ? 1 : 0];
  const encode = allowReserved ? styles.reserved : style === "cookie" ? styles.cookieText : undefined;
  return { in: place, ...(chosen && { style: chosen }), ...(encode && { encode }) };
}

test.skipIf(rows.length === 0)(
  "every row, those that OpenAPI leaves open as we chose, on the wire (skipped without ../shared)",
  async () => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    const client = new Client({ baseUrl: url }, { name: "Test" });
    const wrong: unknown[] = [];
    for (const row of rows) {
      const parameters = Object.fromEntries([["key", { ...descriptor(row), name: row.name }]]);
      const path = row.in === "path" ? `/x/{${row.name}}` : "/x";
      const params = row.value === undefined ? {} : { key: row.value };
      const before = seen.length;
      const error = await call(client, operation({ path, parameters }), params).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const sent = seen.length > before ? seen.at(-1)! : undefined;
      const places = {
        path: sent?.url.slice("/x/".length),
        query: sent?.url.slice("/x".length) || null,
        header: sent?.headers[row.name] ?? null,
        cookie: sent?.headers.cookie ?? null,
        body: null,
      };
      const isRefused = sent === undefined && (error as Error | undefined)?.name === "InvalidRequestError";
      const found = isRefused ? refused : error === undefined ? places[row.in] : String(error);
      if (!expectedOf(row).includes(found as string)) wrong.push({ ...row, found });
    }
    expect(wrong).toEqual([]);
    expect(rows.filter((row) => row.status === "must")).toHaveLength(218);
  },
);

if (rows.length === 0) console.warn("SKIPPED: no ../shared, so the 246 rows of parameter-styles.json were not checked");

test("what has no text is refused, never left out", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = new Client({ baseUrl: url }, { name: "Test" });
  const get = (value: unknown, parameter: Parameter) =>
    call(client, operation({ id: "a.b", path: "/x", parameters: { key: parameter } }), { key: value });
  for (const value of [
    NaN,
    Infinity,
    ["a", null],
    ["a", undefined],
    () => 1,
    Symbol.iterator,
    { a: { b: 1 } },
    "\ud800",
  ])
    for (const style of [undefined, styles.form]) {
      const error = await failure(get(value, { in: "query", ...(style && { style }) }));
      expect(error).toMatchObject({ name: "InvalidRequestError", parameter: "key" });
      expect(String(error)).toContain("a.b: `key` cannot be sent: it ");
    }
  expect(await failure(get(["a"], { in: "query" }))).toMatchObject({ name: "InvalidRequestError" });
  expect(seen).toEqual([]);
  await get(new Set(["a", "b"]), { in: "query", style: styles.form });
  await get(new Date(0), { in: "query", style: styles.formJoined });
  await get(new Date(0), { in: "query", style: styles.deepObject });
  await get(12345678901234567890n, { in: "query" });
  expect(seen.map((request) => request.url)).toEqual([
    "/x?key=a&key=b",
    "/x?key=1970-01-01T00%3A00%3A00.000Z",
    "/x?key=1970-01-01T00%3A00%3A00.000Z",
    "/x?key=12345678901234567890",
  ]);
});

test("a whole query string is written as the body of a form is", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = new Client({ baseUrl: url }, { name: "Test" });
  const value = { a: "1&2", list: ["x", { y: 1 }], object: { z: { q: "=" } }, none: null };
  const parameters = { key: { in: "query", style: styles.wholeQuery } } as const;
  await call(client, operation({ path: "/x", parameters }), { key: value });
  const post = operation({
    path: "/x",
    method: "POST",
    body: { mediaType: "application/x-www-form-urlencoded", write: formBody },
  });
  await call(client, post, { body: value });
  const expected = "a=1%262&list=x&list=%7B%22y%22%3A1%7D&object=%7B%22z%22%3A%7B%22q%22%3A%22%3D%22%7D%7D";
  expect([seen[0]!.url, seen[1]!.body]).toEqual([`/x?${expected}`, expected]);
});

test("a segment that a URL parser would take away is refused, in every spelling", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = new Client({ baseUrl: url }, { name: "Test" });
  const get = (id: unknown, path = "/x/{id}/y", parameter: Parameter = { in: "path" }) =>
    call(client, operation({ path, parameters: { id: parameter } }), { id });
  for (const id of ["", ".", "..", []]) {
    expect(await failure(get(id))).toMatchObject({ name: "InvalidRequestError", parameter: "id" });
  }
  const reserved: Parameter = { in: "path", encode: styles.reserved };
  for (const id of ["%2e%2E", "a/../b", "a//b", ".%2e"]) {
    expect(await failure(get(id, "/x/{id}", reserved))).toMatchObject({ name: "InvalidRequestError" });
  }
  expect(await failure(get(undefined))).toMatchObject({ message: "things.get: `id` is missing." });
  expect(seen).toEqual([]);
  await get("../a?b#c\\");
  await get(".", "/x/{id}.json");
  await get("%2e%2e");
  expect(seen.map((request) => request.url)).toEqual(["/x/..%2Fa%3Fb%23c%5C/y", "/x/..json", "/x/%252e%252e/y"]);
});

test("a path that has a query of its own keeps it", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = new Client({ baseUrl: url }, { name: "Test" });
  const search = operation({ path: "/x?action=find", parameters: { q: { in: "query" } } });
  await call(client, search, { q: "a" });
  await call(client, search, {});
  expect(seen.map((request) => request.url)).toEqual(["/x?action=find&q=a", "/x?action=find"]);
});

test("nothing can break out of a header", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const client = new Client({ baseUrl: url }, { name: "Test" });
  const headerOperation = operation({
    parameters: { trace: { in: "header", name: "X-Trace" }, crumb: { in: "cookie" } },
  });
  for (const trace of ["a\r\nX-Evil: 1", "a\nb", "a\0b", "日本"]) {
    const error = await failure(call(client, headerOperation, { trace }));
    expect(error).toMatchObject({ name: "InvalidRequestError", parameter: "X-Trace" });
    expect(String(error)).not.toContain("Evil");
    expect(await failure(call(client, headerOperation, {}, { headers: { "x-own": trace } }))).toMatchObject({
      name: "InvalidRequestError",
    });
  }
  expect(await failure(call(client, headerOperation, {}, { headers: { "a b": "c" } }))).toMatchObject({
    message: "things.get: header `a b` has a name or a character that HTTP does not allow.",
  });
  expect(seen).toEqual([]);
  await call(client, headerOperation, { trace: "plain, value; q=1", crumb: "a b;c" });
  expect(seen[0]!.headers).toMatchObject({ "x-trace": "plain, value; q=1", cookie: "crumb=a%20b%3Bc" });
});
