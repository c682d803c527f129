/** What the client writes, the fake reads back: whatever the values are, and however OpenAPI has them written. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formBody, jsonBody, rawBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import { array, boolean, integer, number, string, values } from "../../templates/runtime/check.js";
import { Client } from "../../templates/runtime/client.js";
import type { FakeRequest } from "../../templates/runtime/fake-types.js";
import { createFake } from "../../templates/runtime/fake.js";
import { multipartBody } from "../../templates/runtime/multipart.js";
import type { BodyWriter } from "../../templates/runtime/content.js";
import type { Operation, Parameter } from "../../templates/runtime/operation.js";
import * as styles from "../../templates/runtime/styles.js";

/** Sends one call to a fake; what its log says. */
async function logged(
  parameters: Readonly<Record<string, Parameter>>,
  params: Readonly<Record<string, unknown>>,
  { path = "/things", write }: { path?: string; write?: [mediaType: string, BodyWriter] } = {},
): Promise<FakeRequest | undefined> {
  const operation: Operation<object, unknown> = {
    id: "things.do",
    method: write ? "POST" : "GET",
    path,
    parameters,
    ...(write && { body: { mediaType: write[0], write: write[1] } }),
  };
  const baseUrl = "https://api.test/v1";
  const definition = {
    name: "fake",
    baseUrl,
    security: [],
    schemes: [],
    operations: { [operation.id]: { operation } },
  };
  const fake = createFake<string>(definition, { "things.do": {} });
  await call(new Client({ baseUrl, fetch: fake.fetch, maxRetries: 0 }, { name: "Test" }), operation, params);
  expect(fake.requests).toHaveLength(1);
  return fake.requests[0];
}

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const without = (marks: RegExp): fc.Arbitrary<string> => text.filter((one) => !marks.test(one));
const segment = text.filter((one) => !/^\.{1,2}$/.test(one));
const header = fc.stringMatching(/^[!-+\--~][ -+\--~]{0,8}[!-+\--~]$/);
const whole = fc.maxSafeInteger();
const real = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0));
const listOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 4 });
const texts = { check: array, items: { check: string } };
const object = fc.dictionary(without(/[[\]]|^\d+$|^__proto__$/), text, { minKeys: 1, maxKeys: 3 });

const rows: Readonly<Record<string, readonly [Omit<Parameter, "name">, fc.Arbitrary<unknown>]>> = {
  text: [{ in: "query", check: string }, text],
  "any text": [{ in: "query" }, text],
  integer: [{ in: "query", check: integer }, whole],
  bigint: [{ in: "query", check: integer }, fc.bigInt({ min: 2n ** 60n, max: 2n ** 80n })],
  number: [{ in: "query", check: number }, real],
  boolean: [{ in: "query", check: boolean }, fc.boolean()],
  "one of several": [{ in: "query", check: values, values: [1, "2", true] }, fc.constantFrom(1, "2", true)],
  list: [{ in: "query", ...texts, style: styles.form }, listOf(text)],
  "list of numbers": [{ in: "query", check: array, items: { check: integer }, style: styles.form }, listOf(whole)],
  "list with commas": [{ in: "query", ...texts, style: styles.formJoined }, listOf(text)],
  "list with spaces": [{ in: "query", ...texts, style: styles.spaceDelimited }, listOf(without(/ /))],
  "list with pipes": [{ in: "query", ...texts, style: styles.pipeDelimited }, listOf(without(/\|/))],
  "deep object": [
    { in: "query", style: styles.deepObject },
    fc.oneof(object, fc.record({ a: object, b: listOf(object) })),
  ],
  "JSON in the query": [{ in: "query", style: styles.jsonPair }, fc.jsonValue().filter((one) => one !== null)],
  "the whole query": [{ in: "query", style: styles.wholeQuery }, object],
  reserved: [{ in: "query", check: string, encode: styles.reserved }, without(/%/)],
  segment: [{ in: "path", check: string }, segment],
  "whole segment": [{ in: "path", check: integer }, whole],
  "list in a segment": [{ in: "path", ...texts, style: styles.simple }, listOf(without(/^\.{1,2}$/))],
  "path of several segments": [
    { in: "path", check: string, encode: styles.reserved },
    fc.constantFrom("a/b", "a", "a/b c/d"),
  ],
  label: [{ in: "path", check: string, style: styles.label }, segment],
  "list of labels": [{ in: "path", ...texts, style: styles.labelExploded }, listOf(without(/\./))],
  matrix: [{ in: "path", check: integer, style: styles.matrix }, whole],
  "list in a matrix": [{ in: "path", ...texts, style: styles.matrix }, listOf(text)],
  "exploded matrix": [{ in: "path", ...texts, style: styles.matrixExploded }, listOf(text)],
  "JSON in a segment": [{ in: "path", style: styles.json }, fc.dictionary(text, fc.jsonValue(), { minKeys: 1 })],
  header: [{ in: "header", check: string }, header],
  "whole header": [{ in: "header", check: integer }, whole],
  "list in a header": [{ in: "header", ...texts, style: styles.simple }, listOf(header)],
  cookie: [{ in: "cookie", check: string }, text],
  "list in a cookie": [{ in: "cookie", ...texts, style: styles.form }, listOf(text)],
};

test.each(Object.entries(rows))("%s", async (_, [parameter, arbitrary]) => {
  const path = parameter.in === "path" ? "/things/{a-name}/end" : "/things";
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      const request = await logged({ key: { ...parameter, name: "a-name" } }, { key: value }, { path });
      expect(request?.params).toEqual({ key: value });
      expect(request?.status).toBe(200);
    }),
    { numRuns: 50 },
  );
});

test("bodies: JSON, forms, text, bytes and multipart", async () => {
  const body = async (mediaType: string, write: BodyWriter, value: unknown): Promise<unknown> => {
    const request = await logged({}, { body: value }, { write: [mediaType, write] });
    expect(request?.params).toEqual({ body: request?.body });
    return request?.body;
  };
  expect(await body("application/json", jsonBody, { a: [1, null] })).toEqual({ a: [1, null] });
  expect(await body("application/merge-patch+json", jsonBody, 0)).toBe(0);
  const form = { a: "x y&z", b: ["1", "2"] };
  expect(await body("application/x-www-form-urlencoded", formBody, form)).toEqual(form);
  expect(await body("text/plain", rawBody, "words")).toBe("words");
  const bytes = (await body("image/png", rawBody, new Blob(["png"]))) as Blob;
  expect([bytes.type, await bytes.text()]).toEqual(["image/png", "png"]);
  const stream = new Blob(["streamed"]).stream();
  expect(await ((await body("image/png", rawBody, stream)) as Blob).text()).toBe("streamed");
  for (const parts of [{ name: "n", file: new Blob(["f"]) }, formData()]) {
    const multipart = (await body("multipart/form-data", multipartBody, parts)) as FormData;
    expect([multipart.get("name"), await (multipart.get("file") as File).text()]).toEqual(["n", "f"]);
  }
});

function formData(): FormData {
  const form = new FormData();
  form.set("name", "n");
  form.set("file", new Blob(["f"]));
  return form;
}

test("a Request is as good as a URL with options; what is malformed stays text", async () => {
  const operation: Operation<object, unknown> = {
    id: "a.b",
    method: "GET",
    path: "/a",
    parameters: { n: { in: "query", check: integer }, t: { in: "query" }, j: { in: "query", style: styles.jsonPair } },
  };
  const fake = createFake<string>(
    { name: "fake", security: [], schemes: [], operations: { [operation.id]: { operation } } },
    { "a.b": ({ params }: FakeRequest) => params },
  );
  const answer = await fake.fetch(new Request("https://elsewhere.test/v7/a?n=1&t=%zz&j={", { headers: { x: "y" } }));
  expect(await answer.json()).toEqual({ n: 1, t: "%zz" });
  expect(fake.requests[0]).toMatchObject({ method: "GET", headers: { x: "y" }, operation: "a.b" });
  expect((await fake.fetch("https://elsewhere.test/a?n=one")).status).toBe(400);
  expect(await (await fake.fetch("https://elsewhere.test/a?t=x+y%2B")).json()).toEqual({ t: "x y+" });
  expect((await fake.fetch(new URL("https://elsewhere.test/a"), { method: "post" })).status).toBe(404);
});
