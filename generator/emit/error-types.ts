/** The type of an operation's documented errors. */
import type { ErrorResponse, Operation } from "../model/model.js";
import { comment } from "./docs.js";
import { stringLiteral } from "./escape.js";
import { printType } from "./types.js";

/** The runtime's types for ranges of statuses. */
const rangeTypes: Readonly<Record<string, string>> = {
  "4XX": "ClientErrorStatus",
  "5XX": "ServerErrorStatus",
  default: "ErrorStatus",
};

export function rangesOf(errors: readonly ErrorResponse[]): string[] {
  return errors.flatMap(({ status }) => rangeTypes[status] ?? []);
}

export function emitErrorType({ id, typeName, errors }: Operation): string {
  const members = errors.map((one) => `DocumentedError<${statusType(one.status, errors)}, ${errorText(one)}>`);
  const about = `The errors of \`${id}\` that the vendor documents; \`isApiError(error, ${stringLiteral(id)})\` narrows to them.`;
  return `${comment([about])}export type ${typeName}Error = ${[...new Set(members)].join(" | ")};\n`;
}

function errorText({ json, isText }: ErrorResponse): string {
  if (!json) return isText ? "string" : "unknown";
  return json.kind !== "unknown" && isText ? `${printType(json)} | string` : printType(json);
}

/** A range of statuses leaves out those that are documented one by one, so that `status` tells which error it is. */
function statusType(status: number | string, errors: readonly ErrorResponse[]): string {
  const name = rangeTypes[status];
  if (name === undefined) return String(status);
  const single = errors.flatMap((one) => (typeof one.status === "number" ? [String(one.status)] : []));
  const ranges =
    status === "default"
      ? errors.flatMap((one) => (one.status === "default" ? [] : (rangeTypes[one.status] ?? [])))
      : [];
  const others = [...single, ...ranges].join(" | ");
  return others === "" ? name : `Exclude<${name}, ${others}>`;
}
