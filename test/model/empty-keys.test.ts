/** Keys with nothing after them, and texts without quotes, as people write YAML by hand. */
import { expect, it } from "vitest";
import { build } from "./models.js";

it("an empty key says nothing, with a warning; the rest is made", () => {
  const { model, diagnostics } = build(`
tags:
externalDocs:
paths:
  /a:
    parameters:
    post:
      operationId: a.post
      tags:
      description:
      requestBody:
      responses:
        "200":
    get:
  /b:
components:
  parameters:
  schemas:
    Empty:
    Pet: { type: object, properties: , additionalProperties: }
`);
  expect(diagnostics.length).toBeGreaterThan(8);
  for (const { severity, message } of diagnostics) {
    expect(severity).toBe("warning");
    expect(message).toMatch(/ must be (?:a list|an object), but is null; it says nothing\.$/);
  }
  expect(model.resources.flatMap(({ operations }) => operations.map(({ id }) => id))).toEqual(["a.post"]);
  expect(model.schemas.map(({ name, type }) => [name, type.kind])).toEqual([
    ["Empty", "unknown"],
    ["Pet", "object"],
  ]);
});

it("a number is taken for the text that was meant; what cannot be meant stays an error", () => {
  const paths = (summary: string): string =>
    `paths: { /a: { get: { operationId: a.get, summary: ${summary}, responses: { 204: { description: ok } } } } }`;
  const { model, diagnostics, said } = build(paths("404"));
  expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
  expect(said).toEqual(["model/invalid: `summary` must be text, but is 404; it is taken for that text."]);
  expect(model.resources[0]!.operations[0]!.doc.summary).toBe("404");
  const wrong = build(paths("{}, tags: {}")).diagnostics;
  expect(wrong.map(({ severity }) => severity)).toEqual(["error", "error"]);
});

it("YAML's null is the type that is called so, with a warning", () => {
  const { said } = build("paths: {}\ncomponents: { schemas: { A: { type: [string, null] }, B: { type: null } } }");
  const warning = 'model/invalid: `type` is null; it is taken for the text "null".';
  expect(said).toEqual([warning, warning]);
});
