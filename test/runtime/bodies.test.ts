/** Request bodies on the wire: forms, multipart, bytes and streams, and the choice between them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formBody, jsonBody, rawBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import { string, values } from "../../templates/runtime/check.js";
import { chosenBody } from "../../templates/runtime/choice.js";
import { bodyPart, multipartBody } from "../../templates/runtime/multipart.js";
import type { BodyContent, RequestBody } from "../../templates/runtime/content.js";
import type { RequestOptions } from "../../templates/runtime/operation.js";
import { deepObject, formJoined, reserved } from "../../templates/runtime/styles.js";
import { createClient, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

const sender = async (status: (index: number) => number = () => 200) => {
  const { url, seen } = await serve((_, response, index) => json(response, {}, status(index)));
  const client = createClient({ apiKey: key, baseUrl: url, maxRetries: 0 });
  const send = async (body: RequestBody, params: object, method = "POST", options: RequestOptions = {}) => {
    const parameters = { contentType: { in: "body", check: string } } as const;
    await call(client, operation({ method, parameters, body }), params, options);
    const { headers, body: text } = seen.at(-1)!;
    return { type: headers["content-type"] ?? "", text, headers };
  };
  return { send, seen };
};

const multipart: BodyContent = { mediaType: "multipart/form-data", write: multipartBody };

test("a multipart body is what a form parser expects, whatever is in it", async () => {
  const { send } = await sender();
  const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => !/[\r\n]/.test(one));
  const name = text.filter((one) => !/["\\%]/.test(one) && one !== "__proto__");
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, fc.array(text, { minLength: 1, maxLength: 3 })),
      name,
      async (fields, file) => {
        const { type, text: sent } = await send(multipart, {
          body: { ...fields, "a file": new File(["content"], file, { type: "x/y" }) },
        });
        const form = await new Response(sent, { headers: { "content-type": type } }).formData();
        for (const [one, list] of Object.entries(fields)) expect(form.getAll(one)).toEqual(list);
        const part = form.get("a file") as File;
        expect([part.name, part.type, await part.text()]).toEqual([file, "x/y", "content"]);
      },
    ),
    { numRuns: 60 },
  );
});

test("names and file names cannot leave their place", async () => {
  const { send } = await sender();
  const { type, text } = await send(multipart, {
    body: { 'a"\r\nX-Evil: 1\r\n\r\n': new File(["x"], '"; name="b"\r\n\r\n') },
  });
  expect(text).not.toContain("\r\nX-Evil");
  const form = await new Response(text, { headers: { "content-type": type } }).formData();
  expect([...form.keys()]).toHaveLength(1);
  for (const options of [{ contentType: "a\r\nb" }, { headers: { "a b": "c" } }, { headers: { a: "b\nc" } }]) {
    expect(await failure(send(multipart, { body: { a: bodyPart("x", options) } }))).toMatchObject({
      name: "InvalidRequestError",
      parameter: "body",
    });
  }
});

test("parts as the encoding says", async () => {
  const { send } = await sender();
  const encoding = {
    meta: { contentType: "application/json" },
    list: { style: formJoined },
    deep: { style: deepObject },
    files: { style: formJoined },
    picture: { contentType: "image/*, image/png" },
  };
  const { text } = await send(
    { ...multipart, encoding },
    {
      body: {
        meta: "text",
        list: ["a b", "c"],
        deep: { a: { b: 1 } },
        files: [new Blob(["1"]), new Blob(["2"])],
        picture: new Uint8Array([120]).subarray(0, 1),
        date: new Date(0),
        none: undefined,
        empty: null,
        yes: true,
      },
    },
  );
  const parts = text.split(/--part-\w+/).map((part) => part.trim().replaceAll("\r\n", "|"));
  const head = (rest: string): string => `Content-Disposition: form-data; name=${rest}`;
  expect(parts).toEqual([
    "",
    head('"meta"|Content-Type: application/json||"text"'),
    head('"list"||a b,c'),
    head('"deep[a][b]"||1'),
    head('"files"; filename="blob"|Content-Type: application/octet-stream||1'),
    head('"files"; filename="blob"|Content-Type: application/octet-stream||2'),
    head('"picture"; filename="blob"|Content-Type: image/png||x'),
    head('"date"||1970-01-01T00:00:00.000Z'),
    head('"yes"||true'),
    "--",
  ]);
});

test("a form is what URLSearchParams reads", async () => {
  const { send } = await sender();
  const form: RequestBody = { mediaType: "application/x-www-form-urlencoded", write: formBody };
  const text = fc.string({ unit: "grapheme" });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(text, fc.array(text, { minLength: 1 })), async (fields) => {
      const { text: sent } = await send(form, { body: fields });
      const read = new URLSearchParams(sent);
      for (const [name, list] of Object.entries(fields)) expect(read.getAll(name)).toEqual(list);
    }),
    { numRuns: 60 },
  );
  const { text: sent } = await send(
    { ...form, encoding: { deep: { style: deepObject }, url: { encode: reserved } } },
    { body: { deep: { a: 1 }, url: "https://x/?a&b", object: { c: [1] }, objects: [{ d: 1 }], empty: [] } },
  );
  expect(sent).toBe("deep%5Ba%5D=1&url=https://x/?a%26b&object=%7B%22c%22%3A%5B1%5D%7D&objects=%7B%22d%22%3A1%7D");
  expect(await failure(send(form, { body: { a: [[1]] } }))).toMatchObject({ name: "InvalidRequestError" });
});

const raw: RequestBody = { mediaType: "application/octet-stream", write: rawBody };
const streamOf = (text: string): ReadableStream<Uint8Array> => new Blob([text]).stream();

test("bytes are sent as they are, with the documented type", async () => {
  const { send } = await sender();
  const bytes = new TextEncoder().encode("xbytesx").subarray(1, 6);
  for (const body of ["bytes", bytes, new DataView(bytes.buffer, 1, 5), bytes.slice().buffer, Buffer.from("bytes")]) {
    expect(await send(raw, { body })).toMatchObject({ type: "application/octet-stream", text: "bytes" });
  }
  expect(await send(raw, { body: new Blob(["bytes"], { type: "image/png" }) })).toMatchObject({ text: "bytes" });
  for (const body of [{}, [1], 5, true]) {
    expect(await failure(send(raw, { body }))).toMatchObject({ name: "InvalidRequestError", parameter: "body" });
  }
});

test("a stream is sent once: not retried, not redirected", async () => {
  const { send, seen } = await sender((index) => (index === 0 ? 200 : index === 2 ? 307 : 503));
  const sent = await send(raw, { body: streamOf("bytes") }, "PUT");
  expect([sent.text, sent.headers["transfer-encoding"]]).toEqual(["bytes", "chunked"]);
  const options = { maxRetries: 2, maxRetryDelayMs: 1, idempotent: true };
  expect(await failure(send(raw, { body: streamOf("bytes") }, "PUT", options))).toMatchObject({
    status: 503,
    attempts: 1,
  });
  expect(await failure(send(raw, { body: streamOf("bytes") }, "PUT", options))).toMatchObject({ status: 307 });
  expect(seen).toHaveLength(3);
  // What can be sent again is.
  expect(await failure(send(raw, { body: new Blob(["bytes"]) }, "PUT", options))).toMatchObject({ attempts: 3 });
  expect(seen.slice(3).map((one) => one.body)).toEqual(["bytes", "bytes", "bytes"]);
  expect(await failure(send(multipart, { body: { a: new Blob(["x"]) } }, "PUT", options))).toMatchObject({
    attempts: 3,
  });
  expect(new Set(seen.slice(6).map((one) => one.body)).size).toBe(1);
});

test("one of several media types", async () => {
  const { send } = await sender();
  const choices: BodyContent[] = [
    { mediaType: "application/json", write: jsonBody },
    { mediaType: "image/*", write: rawBody },
    { mediaType: "image/svg+xml", write: rawBody },
  ];
  const body: RequestBody = { mediaType: "application/json", write: chosenBody, choices };
  expect(await send(body, { body: { a: 1 } })).toMatchObject({ type: "application/json", text: '{"a":1}' });
  for (const contentType of ["image/png", "image/svg+xml"]) {
    expect(await send(body, { contentType, body: "x" })).toMatchObject({ type: contentType, text: "x" });
  }
  expect(await failure(send(body, { contentType: "video/mp4", body: "x" }))).toMatchObject({
    message:
      'things.get: `body` cannot be sent: it can have several media types; say which by `contentType`: "application/json", "image/*", "image/svg+xml".',
  });
  expect(await failure(send({ ...body, mediaType: "" }, { body: 1 }))).toMatchObject({ name: "InvalidRequestError" });
  expect((await send({ ...body, mediaType: "" }, {})).type).toBe("");
  const parameters = { contentType: { in: "body", check: values, values: ["application/json"] } } as const;
  const client = createClient({ apiKey: key, baseUrl: "http://127.0.0.1:1" });
  const refused = call(client, operation({ method: "POST", parameters, body }), { contentType: "x/y", body: 1 });
  expect(await failure(refused)).toMatchObject({ name: "InvalidRequestError", parameter: "contentType" });
});

test("any method", async () => {
  const { send, seen } = await sender();
  for (const method of ["OPTIONS", "QUERY", "PURGE", "DELETE"]) await send(raw, { body: "x" }, method);
  expect(seen.map((one) => [one.method, one.body])).toEqual(
    ["OPTIONS", "QUERY", "DELETE"].flatMap((method) => [[method, "x"]]).toSpliced(2, 0, ["PURGE", "x"]),
  );
});

test("a file in JSON is refused, and never sent as an empty object", async () => {
  const { send, seen } = await sender();
  const body: RequestBody = { mediaType: "application/json", write: jsonBody };
  for (const value of [new Blob(["x"]), { a: [{ file: new File(["x"], "a.txt") }] }])
    expect(String(await failure(send(body, { body: value })))).toMatch(
      /InvalidRequestError: .*`body` cannot be sent: it holds a `Blob`, and JSON can hold text only/,
    );
  expect(seen).toHaveLength(0);
  expect((await send(body, { body: { a: {}, b: "{}" } })).text).toBe('{"a":{},"b":"{}"}');
});
