/** Reusable actions (Overlay 1.2): `components.actions`, and the references to them. */
import { child, splitPointer, type JsonObject, type Pointer } from "../load/document.js";
import { nearest } from "../nearest.js";
import { EXTENSIONS, readFields, type Fields } from "./read-fields.js";
import { readEvidence, readExpectations } from "./read-guards.js";
import type { Reader } from "./reader.js";

const REUSABLE = "#/components/actions/";

export function readReusable(reader: Reader, root: JsonObject): ReadonlyMap<string, Fields> {
  const result = new Map<string, Fields>();
  const components = reader.field(root, "", "components", "object");
  if (components === undefined) return result;
  reader.known(components, "/components", ["actions"], "components");
  const actions = reader.field(components, "/components", "actions", "object") ?? {};
  for (const name of Object.keys(actions)) {
    const pointer = child("/components/actions", name);
    const entry = reader.field(actions, "/components/actions", name, "object", `The reusable action \`${name}\``);
    if (entry === undefined) continue;
    reader.known(entry, pointer, ["description", "fields"], "a reusable action");
    reader.field(entry, pointer, "description", "text");
    const fields = reader.field(entry, pointer, "fields", "object") ?? {};
    if (Object.hasOwn(fields, "target")) {
      reader.error(
        `${pointer}/fields/target`,
        "A reusable action has no `target`: each reference to it has its own.",
        "overlay/invalid",
        undefined,
        "key",
      );
    }
    result.set(
      name,
      readFields(reader, fields, child(pointer, "fields"), "1.2", ["target"], "a reusable action's fields"),
    );
  }
  return result;
}

/** A reusable action with the reference's own description and guards in place of its own. */
export function readReference(
  reader: Reader,
  entry: JsonObject,
  pointer: Pointer,
  reusable: ReadonlyMap<string, Fields>,
): Fields | undefined {
  reader.known(entry, pointer, ["$ref", "target", "description", ...EXTENSIONS], "a reference to a reusable action");
  const description = reader.field(entry, pointer, "description", "text");
  const expect = readExpectations(reader, entry, pointer);
  const evidence = readEvidence(reader, entry, pointer);
  const reference = reader.field(entry, pointer, "$ref", "text");
  if (reference === undefined) return undefined;
  const at = child(pointer, "$ref");
  if (!reference.startsWith(REUSABLE)) {
    reader.error(
      at,
      `\`${reference}\` does not begin with ${REUSABLE}.`,
      "overlay/invalid",
      "A reference leads to a reusable action of the same file.",
    );
    return undefined;
  }
  const written = reference.slice(REUSABLE.length);
  const [name, ...deeper] = splitPointer(`/${written}`);
  const found = name === undefined || deeper.length > 0 || /~(?![01])/.test(written) ? undefined : reusable.get(name);
  if (found === undefined) {
    const near = reusable.has(written) ? written : nearest(written, reusable.keys(), 1)[0];
    const help = near === undefined ? undefined : `Write '${child("#/components/actions", near)}'.`;
    reader.error(at, `There is no reusable action at \`${reference}\`.`, "overlay/invalid", help);
    return undefined;
  }
  return {
    ...found,
    ...(description !== undefined && { description }),
    expect: Object.hasOwn(entry, "x-expect") ? expect : found.expect,
    evidence: Object.hasOwn(entry, "x-evidence") ? evidence : found.evidence,
  };
}
