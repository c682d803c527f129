/** Reads the fields that actions and the `fields` of reusable actions have in common. */
import { child, type Json, type JsonObject, type Pointer } from "../load/document.js";
import type { Action, Overlay } from "./overlay.js";
import { readEvidence, readExpectations } from "./read-guards.js";
import type { Reader } from "./reader.js";

export type Version = Overlay["version"];
export type Fields = Omit<Action, "pointer" | "target">;

export const EXTENSIONS = ["x-expect", "x-evidence"];

/** Sorts out the fields that not every version has, and says of one that only a later version has that it is. */
export function sortNewer(
  reader: Reader,
  object: JsonObject,
  pointer: Pointer,
  version: Version | undefined,
  fields: Readonly<Record<string, Version>>,
): { known: string[]; explained: string[] } {
  for (const [field, since] of Object.entries(fields)) {
    if (version === undefined || version >= since || !Object.hasOwn(object, field)) continue;
    reader.error(
      child(pointer, field),
      `\`${field}\` came with Overlay ${since}, but this is an Overlay ${version} file.`,
      "overlay/version",
      `Write \`overlay: ${since}.0\`.`,
      "key",
    );
  }
  const names = Object.keys(fields);
  return {
    known: names.filter((name) => version !== undefined && version >= (fields[name] as Version)),
    explained: names,
  };
}

export function readFields(
  reader: Reader,
  entry: JsonObject,
  pointer: Pointer,
  version: Version | undefined,
  more: readonly string[],
  what: string,
): Fields {
  const newer = sortNewer(reader, entry, pointer, version, {
    copy: "1.1",
    ...(what === "an action" && { $ref: "1.2" }),
  });
  reader.known(
    entry,
    pointer,
    [...more, "description", "update", "remove", ...newer.known, ...EXTENSIONS],
    what,
    true,
    newer.explained,
  );
  const description = reader.field(entry, pointer, "description", "text");
  const remove = reader.field(entry, pointer, "remove", "boolean") === true;
  const copy = reader.query(entry, pointer, "copy");
  const hasUpdate = Object.hasOwn(entry, "update");
  if (hasUpdate && copy !== undefined && !remove) {
    reader.error(
      child(pointer, "copy"),
      "An action has `update` or `copy`, not both: each makes the other count for nothing.",
      "overlay/invalid",
      "Write two actions.",
      "key",
    );
  }
  return {
    fields: pointer,
    expect: readExpectations(reader, entry, pointer),
    evidence: readEvidence(reader, entry, pointer),
    ...(description !== undefined && { description }),
    ...(hasUpdate && !remove && { update: entry["update"] as Json }),
    ...(remove && { remove }),
    ...(copy !== undefined && !remove && { copy }),
  };
}
