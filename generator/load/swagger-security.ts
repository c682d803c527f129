/** Security schemes of Swagger 2.0, as OpenAPI 3.0 writes them. */
import { isObject, type Json } from "./document.js";

const flows: Readonly<Record<string, string>> = {
  application: "clientCredentials",
  accessCode: "authorizationCode",
  implicit: "implicit",
  password: "password",
};

export function newScheme(value: Json): Json {
  if (!isObject(value)) return value;
  if (value["type"] === "basic") return { ...value, type: "http", scheme: "basic" };
  if (value["type"] !== "oauth2") return value;
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = value;
  const name = typeof flow === "string" && Object.hasOwn(flows, flow) ? flows[flow] : undefined;
  const urls = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, flows: name === undefined ? {} : { [name]: urls } };
}
