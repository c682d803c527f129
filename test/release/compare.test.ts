/** Which change of a document breaks callers: every row is a document before and after, and what becomes of the version. */
import { expect, test } from "vitest";
import { compare, type Step } from "../../generator/release/compare.js";
import { surfaceOf } from "../../generator/release/surface.js";
import { build } from "../model/models.js";

/** A document with one call that sends and gets a pet; `change` edits it as text. */
const document = `paths:
  /pets:
    post:
      operationId: pets.create
      parameters:
        - { name: dry, in: query, schema: { type: boolean } }
        - { name: count, in: query, schema: { type: integer, maximum: 10 } }
        - { name: kind, in: query, schema: { enum: [a, b] } }
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewPet" } } } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "404": { description: gone, content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }
components:
  schemas:
    NewPet: { type: object, required: [name], properties: { name: { type: string }, age: { type: [integer, "null"] }, tag: { $ref: "#/components/schemas/Tag" } } }
    Pet: { type: object, required: [id], properties: { id: { type: string }, note: { type: [string, "null"] }, state: { enum: [new, sold] }, owner: { $ref: "#/components/schemas/Owner" }, tag: { $ref: "#/components/schemas/Tag" } } }
    Owner: { type: object, properties: { name: { type: string }, pets: { type: array, items: { $ref: "#/components/schemas/Pet" } } } }
    Tag: { type: object, required: [text], properties: { text: { type: string }, color: { type: string } } }
`;

type Row = readonly [what: string, from: string, to: string, step: Step | undefined, path?: string];

const sent: readonly Row[] = [
  [
    "a new optional parameter",
    "parameters:\n",
    "parameters:\n        - { name: more, in: query, schema: { type: string } }\n",
    "minor",
    "calls pets.create takes more",
  ],
  [
    "a new required parameter",
    "parameters:\n",
    "parameters:\n        - { name: more, in: query, required: true, schema: { type: string } }\n",
    "major",
    "calls pets.create takes more",
  ],
  [
    "a parameter that is gone",
    "        - { name: dry, in: query, schema: { type: boolean } }\n",
    "",
    "major",
    "calls pets.create takes dry",
  ],
  [
    "a parameter that must be given now",
    "name: dry, in: query,",
    "name: dry, in: query, required: true,",
    "major",
    "calls pets.create takes dry",
  ],
  ["a value that is refused now", "enum: [a, b]", "enum: [a]", "major", "calls pets.create takes kind"],
  ["a value that is taken now", "enum: [a, b]", "enum: [a, b, c]", "minor", "calls pets.create takes kind"],
  ["another order of values", "enum: [a, b]", "enum: [b, a]", undefined],
  ["a lower maximum", "maximum: 10", "maximum: 5", "major", "calls pets.create takes count maximum"],
  ["a higher maximum", "maximum: 10", "maximum: 20", "minor", "calls pets.create takes count maximum"],
  ["a minimum", "maximum: 10", "maximum: 10, minimum: 1", "major", "calls pets.create takes count minimum"],
  ["no maximum", ", maximum: 10", "", "minor", "calls pets.create takes count maximum"],
  [
    "a body that must be given",
    "requestBody: {",
    "requestBody: { required: true,",
    "major",
    "calls pets.create takes body",
  ],
  ["a field of the body that is gone", ', age: { type: [integer, "null"] }', "", "major", "types NewPet .age"],
  ["a field of the body that may be null no more", '[integer, "null"]', "integer", "major", "types NewPet .age"],
  [
    "a field of the body that must be given",
    "required: [name],",
    "required: [name, age],",
    "major",
    "types NewPet .age",
  ],
  ["a field of the body that may be left out", "required: [name],", "", "minor", "types NewPet .name"],
  [
    "another media type of the body",
    '{ application/json: { schema: { $ref: "#/components/schemas/NewPet" } }',
    '{ application/json: { schema: { $ref: "#/components/schemas/NewPet" } }, text/plain: { schema: { type: string } }',
    "minor",
    "calls pets.create takes body text/plain",
  ],
];

const received: readonly Row[] = [
  ["a field that is gone", ', note: { type: [string, "null"] }', "", "major", "types Pet .note"],
  ["a new field", "note:", "more: { type: string }, note:", "minor", "types Pet .more"],
  [
    "a new field that is always there",
    "required: [id], properties: { id:",
    "required: [id, more], properties: { more: { type: string }, id:",
    "minor",
    "types Pet .more",
  ],
  ["a field that may be missing now", "required: [id],", "", "major", "types Pet .id"],
  ["a field that is always there now", "required: [id],", "required: [id, note],", "minor", "types Pet .note"],
  [
    "a field that may be null now",
    "properties: { id: { type: string }",
    'properties: { id: { type: [string, "null"] }',
    "major",
    "types Pet .id",
  ],
  [
    "a field that is never null now",
    'note: { type: [string, "null"] }',
    "note: { type: string }",
    "minor",
    "types Pet .note",
  ],
  [
    "a field of another type",
    "properties: { id: { type: string }",
    "properties: { id: { type: integer }",
    "major",
    "types Pet .id",
  ],
  [
    "a value that nobody has seen yet, as others were always possible",
    "[new, sold]",
    "[new, sold, lost]",
    "minor",
    "types Pet .state",
  ],
  ["null among open values", "[new, sold]", "[new, sold, null]", "major", "types Pet .state"],
  [
    "an undocumented error",
    '"404":',
    '"410": { description: gone }\n        "404":',
    "minor",
    "calls pets.create fails 410",
  ],
  [
    "another success",
    '        "404":',
    '        "201": { description: ok, content: { application/json: { schema: { type: string } } } }\n        "404":',
    "major",
    "calls pets.create gives 201 application/json",
  ],
  [
    "a media type for who asks for it",
    '{ application/json: { schema: { $ref: "#/components/schemas/Pet" } }',
    '{ application/json: { schema: { $ref: "#/components/schemas/Pet" } }, text/csv: { schema: { type: string } }',
    "minor",
    "calls pets.create gives 200 text/csv",
  ],
];

const both: readonly Row[] = [
  ["a new optional field", "color:", "size: { type: string }, color:", "minor", "types Tag .size"],
  [
    "a new required field",
    "required: [text], properties: {",
    "required: [text, size], properties: { size: { type: string }, ",
    "major",
    "types Tag .size",
  ],
  ["a field that may be left out", "required: [text],", "", "major", "types Tag .text"],
  ["a field that is always there", "required: [text],", "required: [text, color],", "major", "types Tag .color"],
  ["a wider field", "color: { type: string }", 'color: { type: [string, "null"] }', "major", "types Tag .color"],
];

const names: readonly Row[] = [
  ["another address", "  /pets:", "  /v2/pets:", "patch", "calls pets.create request"],
  ["another name of the call", "pets.create", "pets.add", "major"],
  ["documentation", "      operationId", "      summary: Makes a pet\n      operationId", undefined],
  ["nothing", "", "", undefined],
];

const rows = [...sent, ...received, ...both, ...names].map(([what, ...row]) => ({ what, row }));

test.each(rows)("$what", ({ row: [from, to, step, path] }) => {
  expect(document).toContain(from);
  const [before, now] = [document, document.replace(from, to)].map((text) => surfaceOf(build(text).model));
  const changes = compare(before!.tree, now!);
  const worst = (["major", "minor", "patch"] as const).find((one) => changes.some((change) => change.step === one));
  expect([worst, changes]).toEqual([step, changes]);
  if (path !== undefined) expect(changes.map((one) => one.path.join(" "))).toEqual([path]);
});

test("a type that only got another name is told once, where it is listed, also when it leads to itself", () => {
  const renamed = document.replaceAll(/Owner/g, "Keeper");
  const anonymous = document.replace(
    '{ $ref: "#/components/schemas/Owner" }',
    '{ type: object, properties: { name: { type: string }, pets: { type: array, items: { $ref: "#/components/schemas/Pet" } } } }',
  );
  const nested = document.replace(
    "Owner: { type: object, properties: {",
    'Owner: { type: object, properties: { self: { $ref: "#/components/schemas/Owner" },',
  );
  const told = (from: string, to: string): string[] =>
    compare(surfaceOf(build(from).model).tree, surfaceOf(build(to).model)).map(
      ({ kind, path }) => `${kind} ${path.join(" ")}`,
    );
  expect(told(document, renamed).sort()).toEqual(["added types Keeper", "removed types Owner"]);
  expect(told(document, anonymous)).toEqual([]);
  expect(told(nested, nested.replaceAll("Owner", "Keeper")).sort()).toEqual([
    "added types Keeper",
    "removed types Owner",
  ]);
});

test("a type that is sent instead of another that both still have is a change", () => {
  const other = document.replace(
    'tag: { $ref: "#/components/schemas/Tag" } } }\n    Pet',
    'tag: { $ref: "#/components/schemas/Owner" } } }\n    Pet',
  );
  const changes = compare(surfaceOf(build(document).model).tree, surfaceOf(build(other).model));
  expect(changes.map(({ step, path }) => [step, path.join(" ")])).toContainEqual(["major", "types NewPet .tag"]);
});

test("what was not typed and is now breaks who sent it, and nobody who received it", () => {
  const [loose, strict] = ["note: {}", "note: { type: string }"].map((note) => {
    const received = document.replace('note: { type: [string, "null"] }', note);
    const both = received.replace("required: [name], properties: {", `required: [name], properties: { ${note},`);
    return surfaceOf(build(both).model);
  });
  const steps = compare(loose!.tree, strict!).map(({ step, path }) => `${step} ${path.join(" ")}`);
  expect(steps.sort()).toEqual(["major types NewPet .note", "minor types Pet .note"]);
});

test("a value may hold what stands between values", () => {
  const odd = document.replace("[a, b]", `["it's (", "a | b", "null"]`);
  const fewer = odd.replace('"a | b", ', "");
  const changes = compare(surfaceOf(build(odd).model).tree, surfaceOf(build(fewer).model));
  expect(changes.map(({ step, before }) => [step, before])).toEqual([
    ["major", "optional 'it\\u0027s (' | 'a | b' | 'null'"],
  ]);
  const more = odd.replace('"a | b"', '"a | b", "b"');
  expect(compare(surfaceOf(build(odd).model).tree, surfaceOf(build(more).model)).map(({ step }) => step)).toEqual([
    "minor",
  ]);
  const part = odd.replace('"a | b"', '"a", "b"');
  expect(compare(surfaceOf(build(odd).model).tree, surfaceOf(build(part).model)).map(({ step }) => step)).toEqual([
    "major",
  ]);
});

test("names of a document cannot be mistaken for anything else", () => {
  const odd = document.replace(
    "color:",
    '"is": { type: string }, "__proto__": { type: string }, "a | b": { type: string }, color:',
  );
  const changes = compare(surfaceOf(build(document).model).tree, surfaceOf(build(odd).model));
  expect(changes.map(({ step, path }) => [step, path.join(" ")])).toEqual([
    ["minor", "types Tag .is"],
    ["minor", "types Tag .__proto__"],
    ["minor", "types Tag .a | b"],
  ]);
});
