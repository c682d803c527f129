import { expect, it } from "vitest";
import { loadDocument } from "../../generator/load/load.js";
import { buildModel } from "../../generator/model/build.js";
import { correct } from "../../generator/overlay/correct.js";

it.each([
  ["https://api.test/v1/", "https://api.test/v1"],
  ["' https://api.test/v1 '", "https://api.test/v1"],
  ['"https://{region}.api.test\\n"', "https://eu.api.test"],
  ["/v1", undefined],
  ["https://api.test?key=1", undefined],
])("the server %s is %s", (url, baseUrl) => {
  const text = `openapi: 3.1.0\ninfo: { title: x, version: "1" }\nservers: [{ url: ${url}, variables: { region: { default: eu } } }]\npaths: { /a: { get: { operationId: a.get, responses: {} } } }`;
  const [document] = loadDocument("spec.yaml", text);
  const [corrected] = correct(document!, [], { readPage: () => "", strict: false });
  const [model] = buildModel(corrected!, { name: "x", packageName: "@test/x", source: "x" });
  expect(model?.baseUrl).toBe(baseUrl);
});
