import type { AnyOperation, Params, WrittenBody } from "./operation.js";
import { encode, form, simple } from "./query.js";

/** Ends the call because of this parameter. */
export type Refuse = (parameter: string, message: string) => never;

/** A request without its credentials. */
export interface Draft {
  readonly path: string;
  readonly query: string;
  readonly headers: (readonly [name: string, value: string])[];
  readonly cookies: readonly string[];
  readonly content: WrittenBody | undefined;
}

/** Refuses what no server should be asked: unknown, missing and null parameters, bad values, bad combinations. */
export function validate(operation: AnyOperation, params: Params, refuse: Refuse): void {
  const { id, parameters, body, rules, pagination } = operation;
  if (typeof params !== "object") refuse("params", `${id} takes an object of parameters, not ${typeof params}`);
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || (key === "body" && body)) continue;
    if (!Object.hasOwn(parameters, key)) {
      const known = [...Object.keys(parameters), ...(body ? ["body"] : [])].map((name) => `\`${name}\``);
      refuse(key, `${id} has no parameter \`${key}\`. It has: ${known.join(", ") || "none"}`);
    }
    if (value === null) {
      refuse(
        key,
        key === pagination?.cursor
          ? `\`${key}\` is null: the page it came from was the last one; leave the parameter out to start from the beginning`
          : `\`${key}\` is null; leave the parameter out instead`,
      );
    }
    const rule = parameters[key]!;
    const problem = rule.check?.(value, rule);
    if (problem) refuse(key, `\`${key}\` ${problem}`);
  }
  const required = Object.keys(parameters).filter((key) => parameters[key]!.required || parameters[key]!.in === "path");
  if (body?.required) required.push("body");
  for (const key of required) {
    if (!Object.hasOwn(params, key) || params[key] === undefined) refuse(key, `\`${key}\` is missing`);
  }
  for (const rule of rules ?? []) {
    const problem = rule.check(params, rule);
    if (problem) refuse(rule.parameters.join(), problem);
  }
}

/** Refuses what would end a header or cannot be in one, without showing it. */
export function checkHeader(name: string, value: string, refuse: Refuse): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) refuse(name, `header \`${name}\` has a name that HTTP does not allow`);
  if (/[^\t -~\x80-\xff]/.test(value)) {
    refuse(name, `header \`${name}\` has a line break or another character that no header can carry`);
  }
}

/** Writes the parameters to their places; a `given` query stands for all query parameters. */
export function draft(operation: AnyOperation, params: Params, given: string | undefined, refuse: Refuse): Draft {
  const { parameters, body } = operation;
  const segments = new Map<string, readonly [key: string, text: string]>();
  const headers: [string, string][] = [];
  const places = { query: given ? [given] : [], cookie: [] as string[], body: [] as string[] };
  let content: Draft["content"];
  for (const [key, value] of Object.entries(params)) {
    const parameter = parameters[key];
    if (value === undefined || (given !== undefined && parameter?.in === "query")) continue;
    try {
      if (!parameter) {
        content = body!.write(value, body!, params);
        continue;
      }
      const { in: place, name = key, encode: write = place === "header" ? String : encode } = parameter;
      const isPart = place === "path" || place === "header";
      const text = (parameter.style ?? (isPart ? simple : form))(name, value, write);
      if (place === "path") segments.set(name, [key, text]);
      else if (!text) continue;
      else if (place === "header") headers.push([name, text]);
      else places[place].push(text);
    } catch (error) {
      refuse(key, `\`${key}\` cannot be sent: it ${(error as Error).message}`);
    }
  }
  for (const header of headers) checkHeader(...header, refuse);
  const fill = (segment: string): string => {
    // Every other piece is the name of a parameter.
    const pieces = segment.split(/\{([^{}]+)\}/);
    const name = pieces[1];
    if (name === undefined) return segment;
    const filled = pieces.map((piece, at) => (at % 2 ? (segments.get(piece)?.[1] ?? "") : piece)).join("");
    // A URL parser would take such a segment away, and the one before it.
    if (filled.split("/").some((part) => /^(?:\.|%2e){0,2}$/i.test(part))) {
      const own = segments.get(name)?.[0] ?? name;
      refuse(own, `\`${own}\` would change the path: it is empty, "." or ".."`);
    }
    return filled;
  };
  const path = operation.path.split("/").map(fill).join("/");
  return { path, query: places.query.join("&"), headers, cookies: places.cookie, content };
}
