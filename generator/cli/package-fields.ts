/** `specmend.package` in the project's package.json: fields that every generated package.json gets, checked. */
import type { PackageFields } from "../emit/publishing.js";
import { nearest } from "../nearest.js";
import { UsageError } from "./usage.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && /^\S(?:.*\S)?$/.test(value);
const isUrl: Check = (value) => typeof value === "string" && /^https?:$/.test(protocolOf(value));
/** Without a password: what stands here is published. */
const isGit: Check = (value) =>
  typeof value === "string" &&
  /^(?:git\+)?(?:https:\/\/[^@]*|ssh:\/\/[^:@]+@[^@]*)$/.test(value) &&
  URL.canParse(value);
const isOneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
/** An object with some of these fields, and with the first `required` of them. */
const isObject =
  (checks: Readonly<Record<string, Check>>, required = 0): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).every(([key, inner]) => Object.hasOwn(checks, key) && checks[key]?.(inner)) &&
    Object.keys(checks).every((key, index) => index >= required || Object.hasOwn(value, key));
const isEither =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

/** Each field: what it must be, for the message and by the check. */
const fields: Readonly<Record<keyof PackageFields, readonly [string, Check]>> = {
  license: [
    "an SPDX expression such as MIT or Apache-2.0",
    (value) => isText(value) && !/[^\w.+() -]/.test(`${value}`),
  ],
  author: [
    'text such as "Acme <sdk@acme.test>", or { name, email, url }',
    isEither(isText, isObject({ name: isText, email: isText, url: isUrl }, 1)),
  ],
  repository: [
    "the URL of a git repository, such as https://github.com/acme/clients",
    isEither(isGit, isObject({ url: isGit, type: isOneOf("git") }, 1)),
  ],
  homepage: ["a URL", isUrl],
  bugs: ["a URL, or { url, email }", isEither(isUrl, isObject({ url: isUrl, email: isText }))],
  funding: ["a URL", isUrl],
  keywords: ["a list of words", (value) => Array.isArray(value) && value.every(isText)],
  publishConfig: [
    'an object with access ("public" or "restricted"), provenance (true or false), registry (a URL) or tag',
    isObject({
      access: isOneOf("public", "restricted"),
      provenance: isOneOf(true, false),
      registry: isUrl,
      tag: isText,
    }),
  ],
};

/** @throws UsageError for a field that no package should have */
export function readPackageFields(value: unknown): PackageFields {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError("specmend.package in package.json must be an object");
  for (const [key, given] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key as keyof PackageFields] : undefined;
    if (field === undefined) {
      const [near] = nearest(key, Object.keys(fields), 1);
      const hint = near === undefined ? `; there are ${Object.keys(fields).join(", ")}` : `; did you mean ${near}?`;
      throw new UsageError(`package.json has an unknown setting specmend.package.${key}${hint}`);
    }
    const [wanted, isRight] = field;
    if (!isRight(given)) throw new UsageError(`specmend.package.${key} in package.json must be ${wanted}`);
  }
  const { repository, ...rest } = value as Omit<PackageFields, "repository"> & {
    repository?: string | { url: string };
  };
  if (rest.publishConfig?.provenance && repository === undefined)
    throw new UsageError(
      "specmend.package.publishConfig.provenance in package.json needs specmend.package.repository: provenance says where a package was built from",
    );
  if (repository === undefined) return rest;
  return {
    ...rest,
    repository: { type: "git", url: gitUrl(typeof repository === "string" ? repository : repository.url) },
  };
}

/** As npm writes it, and as provenance compares it: `git+https://…/clients.git`. */
function gitUrl(url: string): string {
  return `${url.startsWith("git+") ? "" : "git+"}${url.replace(/\/+$/, "").replace(/(?:\.git)?$/, ".git")}`;
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}
