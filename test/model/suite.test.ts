import { beforeAll, describe, expect, it } from "vitest";
import { isThere, readGroups, refused, typesOf, type Instance } from "./suite.js";

if (!isThere) console.warn("skipped: no ../shared (JSON Schema Test Suite)");

/** What TypeScript cannot say: how many invalid instances of a keyword the types accept, and why. */
const unsaid: Readonly<Record<string, readonly [number, string]>> = {
  additionalProperties: [6, "a type cannot forbid properties beside declared ones in a value that has a type already"],
  allOf: [8, "bounds of numbers, and multiples"],
  anyOf: [2, "bounds of numbers and lengths inside"],
  contains: [10, "some element, wherever it stands"],
  default: [1, "a bound of a number beside it"],
  dependentSchemas: [3, "the number of properties; as `additionalProperties`"],
  enum: [1, "a property too many, in a value that has a type already"],
  exclusiveMaximum: [2, "bounds of numbers"],
  exclusiveMinimum: [2, "bounds of numbers"],
  "if-then-else": [6, "conditions on bounds"],
  items: [1, "an integer is a number"],
  maxContains: [7, "a number of elements, wherever they stand"],
  maxItems: [2, "the length of an array that is no tuple"],
  maxLength: [2, "the length of a text"],
  maxProperties: [2, "the number of properties"],
  maximum: [2, "bounds of numbers"],
  minContains: [14, "a number of elements, wherever they stand"],
  minItems: [2, "an array that is put together element by element has no length that a type knows"],
  minLength: [3, "the length of a text"],
  minProperties: [2, "the number of properties"],
  minimum: [3, "bounds of numbers"],
  multipleOf: [4, "arithmetic"],
  not: [4, "all but one shape"],
  oneOf: [9, "exactly one of several"],
  pattern: [2, "regular expressions"],
  patternProperties: [10, "regular expressions"],
  properties: [4, "lengths of lists, patterns, and `toString` of every object"],
  propertyNames: [2, "regular expressions"],
  ref: [1, "bounds inside"],
  required: [1, "every object has a `constructor` and a `toString`"],
  type: [2, "an integer is a number"],
  unevaluatedItems: [21, "what other parts of a composition have not looked at"],
  unevaluatedProperties: [50, "what other parts of a composition have not looked at"],
  uniqueItems: [17, "elements that differ from each other"],
};

describe.skipIf(!isThere)("the JSON Schema Test Suite", () => {
  const groups = isThere ? readGroups() : [];
  const instances = groups.flatMap((group) => group.instances);
  const types = { request: typesOf(groups, "request"), response: typesOf(groups, "response") };
  let wrong = new Map<string, Set<string>>();
  const titles = (list: readonly Instance[]): string[] =>
    list.map(({ group, description }) => `${group.title}: ${description}`);

  beforeAll(async () => {
    wrong = await refused({ request: types.request.text, response: types.response.text }, instances);
  }, 120_000);

  it("is read whole, with nothing to complain of", () => {
    expect(groups.length).toBeGreaterThanOrEqual(316);
    expect([...types.request.said, ...types.response.said]).toEqual([]);
  });

  it.each(["request value", "request literal", "response value", "response literal"])(
    "types accept what is valid: %s",
    (form) => {
      const lost = instances.filter(({ valid, id }) => valid && wrong.get(form)?.has(id));
      // TypeScript gives every object a `toString`, so that none can lack it and none can have another.
      expect(titles(lost)).toEqual([
        "properties/properties whose names are Javascript object property names: none of the properties mentioned",
      ]);
    },
  );

  it("types refuse what is invalid wherever TypeScript can say it", () => {
    const counts = new Map<string, number>();
    for (const { valid, id, group } of instances) {
      const keyword = group.title.slice(0, group.title.indexOf("/"));
      if (!valid && !wrong.get("request value")?.has(id)) counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual(
      Object.fromEntries(Object.entries(unsaid).map(([keyword, [count]]) => [keyword, count])),
    );
    const invalid = instances.filter(({ valid }) => !valid);
    const caught = invalid.filter(({ id }) => wrong.get("request value")?.has(id));
    expect(caught.length).toBeGreaterThanOrEqual(250);
  });
});
