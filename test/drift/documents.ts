/** The same API in each version of OpenAPI, and a response that differs from it in every way. */
const responses = `responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } } } }`;

export const openapi31 = `openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://api.test }]
paths:
  /pets:
    get:
      operationId: pets.list
      ${responses}
components:
  schemas:
    Pets:
      type: object
      required: [data, next, total]
      properties:
        data: { type: array, items: { $ref: "#/components/schemas/Pet" } }
        next: { type: [string, "null"] }
        total: { type: integer }
        odd-name: { type: object, properties: { a: { type: integer } } }
        by_id: { type: object, additionalProperties: { $ref: "#/components/schemas/Tag" } }
        anything: { type: object }
    Tag: { type: object, properties: { name: { type: string } } }
    Named: { type: object, required: [name, born], properties: { name: { type: string }, born: { type: string } } }
    Pet:
      oneOf: [{ $ref: "#/components/schemas/cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind }
    cat:
      allOf: [{ $ref: "#/components/schemas/Named" }]
      required: [kind]
      properties:
        kind: { const: cat }
        lives: { type: integer }
        color: { type: string, enum: [red, black] }
        coat: { type: [string, "null"], enum: [short, long, null] }
        owner: { $ref: "#/components/schemas/Tag" }
        size: { anyOf: [{ type: string, enum: [s, m] }, { type: string }] }
        breed: { const: tabby }
        weight: { oneOf: [{ type: number }, { $ref: "#/components/schemas/Tag" }] }
        home: { properties: { street: { type: string } } }
        work: { properties: { street: { type: string } } }
        mood: { enum: [good, bad] }
        sire: { anyOf: [{ $ref: "#/components/schemas/Tag" }, { type: string }] }
    Dog:
      allOf:
        - $ref: "#/components/schemas/Named"
        - { type: object, properties: { kind: { const: dog }, tags: { type: array, items: { type: string } } } }
      required: [kind]
`;

/** As it should be: nothing is said. */
export const sound = {
  total: 2,
  next: null,
  data: [
    {
      kind: "cat",
      name: "a",
      born: "b",
      lives: 9,
      color: "red",
      coat: null,
      owner: {},
      size: "s",
      breed: "tabby",
      weight: 1.5,
    },
    { kind: "dog", name: "a", born: "b", tags: ["a"] },
    { kind: "cat", name: "a", born: "b", weight: { name: "x" } },
  ],
  "odd-name": { a: 1 },
  by_id: { "1": { name: "x" }, "a@b": {} },
  anything: { goes: [1] },
};

export const odd = {
  next: 3,
  total: null,
  data: [
    {
      kind: "cat",
      name: null,
      born: "b",
      lives: 9.5,
      color: "green",
      coat: "curly",
      owner: null,
      size: "xl",
      breed: "siam",
      weight: "heavy",
      home: null,
      work: "street",
      mood: null,
      sire: null,
    },
    { kind: "dog", name: "a", tags: ["a", 3], whiskers: { count: 3, sides: ["left"], seen: null } },
    { kind: "fish", name: "x", depth: 3 },
    "what",
  ],
  "odd-name": { a: "x", b: [] },
  by_id: { "1": { name: 1 }, "a@b": { nam: 2 } },
  anything: { goes: [1] },
  extra_field: null,
};

export const said = [
  "type next: string or null → integer",
  "null total: integer → null",
  "null data[*].name: string → null",
  "type data[*].lives: integer → number",
  'value data[*].color: one of red, black → "green"',
  'value data[*].coat: one of short, long, null → "curly"',
  "null data[*].owner: Tag → null",
  'value data[*].size: one of s, m → "xl"',
  'value data[*].breed: one of tabby → "siam"',
  "type data[*].weight: number or Tag → string",
  "null data[*].home: object → null",
  "type data[*].work: object → string",
  "null data[*].mood: string → null",
  "null data[*].sire: Tag or string → null",
  "missing data[*].born: a field → nothing",
  "type data[*].tags[*]: string → integer",
  "undocumented data[*].whiskers: nothing → object",
  'variant data[*]: one of cat, dog → "fish"',
  "type data[*]: cat or Dog → string",
  "type ['odd-name'].a: integer → string",
  "undocumented ['odd-name'].b: nothing → array",
  "type by_id.*.name: string → integer",
  "undocumented by_id.*.nam: nothing → integer",
  "undocumented extra_field: nothing → null",
];

export const openapi30 = `openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: https://api.test }]
paths:
  /pets:
    get:
      operationId: pets.list
      responses:
        "2XX": { $ref: "#/components/responses/Pets" }
components:
  responses:
    Pets: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } }
  schemas:
    Tag: { type: object, properties: { name: { type: string } } }
    Pet:
      type: object
      required: [kind, secret]
      discriminator: { propertyName: kind, mapping: { kitty: "#/components/schemas/Cat" } }
      properties:
        kind: { type: string }
        secret: { type: string, writeOnly: true }
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, title: Own, properties: { lives: { type: integer }, owner: { $ref: "#/components/schemas/Tag" } } }] }
    Dog:
      allOf: [{ $ref: "#/components/schemas/Pet" }]
      properties:
        tags: { type: array, items: { type: string } }
        color: { type: string, enum: [red, black] }
        weight: { nullable: true, oneOf: [{ type: number }, { type: string }] }
        size: { oneOf: [{ type: number }, { type: string }] }
`;

export const swagger = `swagger: "2.0"
info: { title: Pets, version: "1" }
host: api.test
schemes: [https]
produces: [application/json]
paths:
  /pets:
    get:
      operationId: pets.list
      responses:
        200: { description: ok, schema: { type: array, items: { $ref: "#/definitions/Pet" } } }
definitions:
  Tag: { type: object, properties: { name: { type: string } } }
  Pet:
    type: object
    required: [kind]
    discriminator: kind
    properties:
      kind: { type: string }
  Cat: { allOf: [{ $ref: "#/definitions/Pet" }, { type: object, properties: { lives: { type: integer }, owner: { $ref: "#/definitions/Tag" } } }] }
  Dog: { allOf: [{ $ref: "#/definitions/Pet" }, { type: object, properties: { tags: { type: array, items: { type: string } }, color: { type: string, enum: [red, black] }, weight: { type: number, x-nullable: true } } }] }
`;

/** A response of the older two; \`cat\`: what a cat is told by. */
export const oddFamily = (cat: string): unknown => [
  { kind: cat, lives: "nine", owner: null, soul: true },
  { kind: "Dog", tags: null, color: "green", weight: null },
  { kind: "fish", depth: 3 },
  { kind: "Dog", tags: [{ a: 1 }], color: null, weight: 1 },
];

export const saidOfFamily = [
  "type [*].lives: integer → string",
  "null [*].owner: Tag → null",
  "undocumented [*].soul: nothing → boolean",
  "null [*].tags: array → null",
  'value [*].color: one of red, black → "green"',
  'variant [*]: one of kitty, Dog → "fish"',
  "type [*].tags[*]: string → object",
  "null [*].color: string → null",
];
