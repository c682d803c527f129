/** What a package is published as: its version, its changes, and what the project says of it. */
import { readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { Diagnostics, type Result } from "../diagnostics.js";
import type { PackageFields, Publishing } from "../emit/publishing.js";
import { decode } from "../load/text.js";
import { parseReleased } from "../release/released.js";

/** The files that `specmend release` leaves beside the spec; none before the first release. */
export interface ReleaseFiles {
  readonly released?: string;
  readonly changelog?: string;
}

export function readPublishing(
  { released, changelog }: ReleaseFiles,
  fields: PackageFields,
): Result<Publishing | undefined> {
  const diagnostics = new Diagnostics();
  const last = released === undefined ? undefined : parseReleased(read(released));
  if (released !== undefined && last === undefined) {
    const help = "Take it from the last release (`git checkout`). Without it, versions begin anew.";
    diagnostics.error("release/damaged", `${released} is not what a release has left.`, { help });
    return diagnostics.wrap(undefined);
  }
  return diagnostics.wrap({
    version: last?.version,
    changelog: changelog === undefined ? undefined : read(changelog),
    fields,
  });
}

/** The fields for the package in a folder of the project: its repository is told where that is. */
export function inFolder(fields: PackageFields, out: string): PackageFields {
  const directory = relative("", out).replaceAll("\\", "/");
  if (fields.repository === undefined || directory === "" || directory.startsWith("..") || isAbsolute(directory))
    return fields;
  return { ...fields, repository: { ...fields.repository, directory } };
}

function read(file: string): string {
  return decode(readFileSync(file)) ?? "";
}
