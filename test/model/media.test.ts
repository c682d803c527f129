import { expect, test } from "vitest";
import { isBytes, isMediaType, isRange } from "../../generator/model/media.js";
import { operation } from "./models.js";

test.each(["application/json", "image/*", "*/*", "application/*+json", "a/b; c=d", 'a/b;c="*/`${x}"', "a/b+c.d-e_f"])(
  "%s is a media type",
  (text) => expect(isMediaType(text)).toBe(true),
);

test.each(["", "json", "a/b/c", "a b/c", "a/`${x}`", "a/*b", "im*/png", "a/b;\r\nx: y", "a/b; é", "{a}/b"])(
  "%j is none",
  (text) => expect(isMediaType(text)).toBe(false),
);

test("a star in a parameter makes no range", () => {
  expect(isRange("image/*; q=1")).toBe(true);
  expect(isRange('text/plain; x="*`${y}')).toBe(false);
});

test.each([
  [{ format: "binary" }, true],
  [{ contentMediaType: "application/octet-stream" }, true],
  [{ contentMediaType: "image/png; a=b" }, true],
  [{ contentMediaType: "image/png", contentEncoding: "base64" }, false],
  [{ contentMediaType: "application/vnd.a+json" }, false],
  [{ contentMediaType: "application/json; charset=utf-8" }, false],
  [{ contentMediaType: "text/html" }, false],
  [{ contentMediaType: "image/svg+xml" }, false],
  [{ format: "byte" }, false],
])("%j is bytes: %j", (schema, expected) => expect(isBytes({ type: "string", ...schema })).toBe(expected));

test("a response of bytes is read as bytes, however its schema says so", () => {
  const reader = (schema: string): string | undefined => {
    const content = `{ "200": { description: ok, content: { application/octet-stream: { schema: ${schema} } } } }`;
    return operation(`responses: ${content}`).operation.success.responses[0]?.contents[0]?.reader;
  };
  expect(reader("{ type: string, format: binary }")).toBe("blob");
  expect(reader("{ type: string, contentMediaType: application/octet-stream }")).toBe("blob");
  expect(reader("{ type: string, contentMediaType: image/png, contentEncoding: base64 }")).toBe("text");
});

test("JSON with a charset is JSON: nobody has to choose between the two", () => {
  const json = (mediaType: string): string =>
    `{ description: ok, content: { ${JSON.stringify(mediaType)}: { schema: { type: string } } } }`;
  const responses = (...mediaTypes: string[]): string =>
    `responses: { ${mediaTypes.map((one, index) => `"${200 + index}": ${json(one)}`).join(", ")} }`;
  const accept = (...mediaTypes: string[]): readonly string[] =>
    operation(responses(...mediaTypes)).operation.success.accept;
  expect(accept("application/json; charset=utf-8", "application/json")).toEqual(["application/json"]);
  expect(accept("application/hal+json;charset=UTF-8;v=1")).toEqual(["application/hal+json;v=1"]);
  expect(accept("text/plain; charset=utf-8")).toEqual(["text/plain; charset=utf-8"]);
});
