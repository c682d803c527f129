/** From a document to an overlay: its shape is checked, its queries are parsed, and all that is wrong is said in one go. */
import type { Result } from "../diagnostics.js";
import { child, isObject, type Document, type Json, type JsonObject, type Pointer } from "../load/document.js";
import type { Action, Overlay } from "./overlay.js";
import { readFields, sortNewer, type Fields, type Version } from "./read-fields.js";
import { readReference, readReusable } from "./read-reusable.js";
import { Reader } from "./reader.js";
import { equal, kindOf } from "./values.js";

const START = "An overlay begins with `overlay: 1.1.0`.";

const EXAMPLE = `A minimal overlay:
overlay: 1.1.0
info: { title: Corrections, version: "1" }
actions:
  - target: $.info
    update: { title: Events }`;

/** Returns undefined when there is any error: an overlay half read is an overlay nobody wrote. */
export function readOverlay(document: Document): Result<Overlay | undefined> {
  const reader = new Reader(document);
  const { value: root } = document;
  if (Object.hasOwn(root, "openapi") && !Object.hasOwn(root, "overlay")) {
    reader.error("", "This is an OpenAPI document, not an overlay.", "overlay/invalid", START);
    return reader.diagnostics.wrap(undefined);
  }
  const version = readVersion(reader, root);
  const newer = sortNewer(reader, root, "", version, { $self: "1.2", components: "1.2" });
  reader.known(
    root,
    "",
    ["overlay", "info", "extends", "actions", ...newer.known],
    "an overlay",
    true,
    newer.explained,
  );
  const title = readInfo(reader, root, version);
  const target = reader.field(root, "", "extends", "text");
  refuseFragment(reader, "extends", target);
  const self = version === "1.2" ? reader.field(root, "", "$self", "text") : undefined;
  refuseFragment(reader, "$self", self);
  const actions = readActions(reader, root, version);
  if (reader.diagnostics.hasErrors || version === undefined || title === undefined)
    return reader.diagnostics.wrap(undefined);
  return reader.diagnostics.wrap({
    document,
    version,
    title,
    actions,
    ...(self !== undefined && { self }),
    ...(target !== undefined && { extends: target }),
  });
}

function readVersion(reader: Reader, root: JsonObject): Version | undefined {
  if (!Object.hasOwn(root, "overlay")) {
    reader.error("", "The overlay needs `overlay`, its version.", "overlay/invalid", START);
    return undefined;
  }
  const written = root["overlay"] as Json;
  if (typeof written !== "string") {
    reader.error(
      "/overlay",
      `The overlay's version must be text such as 1.1.0, but is ${kindOf(written)}.`,
      "overlay/version",
    );
    return undefined;
  }
  const version = /^(1\.[012])\.\d+$/.exec(written)?.[1] as Version | undefined;
  if (version === undefined) {
    const form = /^1\.[012]$/.test(written) ? ` Write \`overlay: ${written}.0\`.` : "";
    reader.error(
      "/overlay",
      `Overlay ${written} is not supported: only 1.0.x, 1.1.x and 1.2.x are.${form}`,
      "overlay/version",
    );
  }
  return version;
}

function readInfo(reader: Reader, root: JsonObject, version: Version | undefined): string | undefined {
  const info = reader.required(root, "", "info", "object", "The overlay");
  if (info === undefined) return undefined;
  reader.known(info, "/info", ["title", "version", "description"], "info");
  const title = reader.required(info, "/info", "title", "text", "`info`");
  reader.required(info, "/info", "version", "text", "`info`");
  reader.field(info, "/info", "description", "text");
  if (version === "1.0" && Object.hasOwn(info, "description")) {
    reader.diagnostics.warning(
      "overlay/version",
      "`info.description` came with Overlay 1.1, but this is an Overlay 1.0 file.",
      {
        location: reader.document.locate("/info/description", "key"),
      },
    );
  }
  return title;
}

function refuseFragment(reader: Reader, field: string, uri: string | undefined): void {
  if (uri?.includes("#") === true) {
    reader.error(
      child("", field),
      `\`${field}\` names a whole document, so it cannot have a fragment.`,
      "overlay/invalid",
      `Remove everything from the # on: ${uri.split("#")[0]}`,
    );
  }
}

function readActions(reader: Reader, root: JsonObject, version: Version | undefined): readonly Action[] {
  const reusable = version === "1.2" ? readReusable(reader, root) : new Map<string, Fields>();
  if (!Object.hasOwn(root, "actions")) reader.error("", "The overlay needs `actions`.", "overlay/invalid", EXAMPLE);
  const list = reader.field(root, "", "actions", "list");
  if (list?.length === 0)
    reader.error("/actions", "`actions` is empty: an overlay has at least one action.", "overlay/invalid", EXAMPLE);
  const twins = new Map<Json | undefined, number[]>();
  return (list ?? []).flatMap((entry, index) => {
    const pointer = child("/actions", index);
    if (!isObject(entry)) {
      reader.error(pointer, `An action must be an object, but this is ${kindOf(entry)}.`);
      return [];
    }
    refuseTwin(reader, list as readonly Json[], entry, index, twins);
    return readAction(reader, entry, pointer, version, reusable) ?? [];
  });
}

/** The specification's schema asks for unique actions: the second of two would append twice or do nothing. */
function refuseTwin(
  reader: Reader,
  list: readonly Json[],
  entry: JsonObject,
  index: number,
  twins: Map<Json | undefined, number[]>,
): void {
  const same = twins.get(entry["target"]) ?? [];
  const twin = same.find((other) => equal(list[other], entry));
  if (twin !== undefined) {
    const line = reader.document.locate(child("/actions", twin)).line;
    reader.error(
      child("/actions", index),
      `This action is the same as the one in line ${line}.`,
      "overlay/invalid",
      "Delete one of them.",
    );
  }
  twins.set(entry["target"], [...same, index]);
}

function readAction(
  reader: Reader,
  entry: JsonObject,
  pointer: Pointer,
  version: Version | undefined,
  reusable: ReadonlyMap<string, Fields>,
): Action | undefined {
  if (!Object.hasOwn(entry, "target"))
    reader.error(
      pointer,
      "An action needs a `target`.",
      "overlay/invalid",
      "Name the nodes it is about, such as `target: $.info`.",
    );
  const target = reader.query(entry, pointer, "target");
  if (version === "1.2" && Object.hasOwn(entry, "$ref")) {
    const shared = readReference(reader, entry, pointer, reusable);
    return target === undefined || shared === undefined ? undefined : { ...shared, pointer, target };
  }
  const fields = readFields(reader, entry, pointer, version, ["target"], "an action");
  return target === undefined ? undefined : { ...fields, pointer, target };
}
