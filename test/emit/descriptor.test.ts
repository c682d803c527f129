/** What an operation's descriptor refers to, and what it leaves out because nothing asks for it. */
import { expect, test } from "vitest";
import { operationDescriptor } from "../../generator/emit/descriptor.js";
import { secretsIn } from "../../templates/runtime/redact.js";
import { build } from "../model/models.js";

/** The descriptor of the one operation of a document. */
function descriptorOf(method: string, inside: string): string {
  const { model } = build(`paths:\n  /things:\n    ${method}:\n      operationId: things.do\n${inside}`);
  return operationDescriptor(model.resources[0]!.operations[0]!);
}

const response = "      responses: { '204': { description: ok } }\n";
const parameter = (name: string): string =>
  `      parameters: [{ name: ${name}, in: query, schema: { type: string } }]\n${response}`;

test.each([
  ["api_key", true],
  ["apiKey", true],
  ["accessToken", true],
  ["auth_token", true],
  ["client_secret", true],
  ["newPassword", true],
  ["passphrase", true],
  ["user_passwd", true],
  ["private_key", true],
  ["sessionToken", true],
  ["bearer_token", true],
  ["id_token", true],
  ["refresh_token", true],
  ["page", false],
])("a parameter called %s: the call looks for a credential in it (%s)", (name, isSecret) => {
  expect(descriptorOf("get", parameter(name)).includes("secrets: secretsIn")).toBe(isSecret);
  expect(secretsIn({ [name]: "a value" })).toEqual(isSecret ? ["a value"] : []);
});

test("a body may hold credentials; a call without one is not searched", () => {
  const body = `      requestBody: { content: { application/json: { schema: { type: object } } } }\n${response}`;
  expect(descriptorOf("post", body)).toContain("secrets: secretsIn");
  expect(descriptorOf("get", response)).not.toContain("secrets");
});

test.each([
  ["get", false],
  ["head", false],
  ["options", false],
  ["post", true],
  ["put", true],
  ["patch", true],
  ["delete", true],
])("%s: a call may have a key for idempotency (%s)", (method, isKeyed) => {
  expect(descriptorOf(method, response).includes("keyed,")).toBe(isKeyed);
});

test.each([
  ["{ type: integer, minimum: 1 }", false],
  ["{ type: integer, exclusiveMinimum: 1 }", true],
  ["{ type: number, exclusiveMaximum: 1 }", true],
  ["{ type: number, multipleOf: 0.5 }", true],
])("%s: finer bounds are checked where there are some (%s)", (schema, isFiner) => {
  const text = descriptorOf("get", `      parameters: [{ name: a, in: query, schema: ${schema} }]\n${response}`);
  expect(text.includes(" finer,")).toBe(isFiner);
});
