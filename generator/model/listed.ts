/** `paths: { $ref: paths.yaml }`: OpenAPI has references for single parts only, but every bundler follows one to all of them. */
import { child, isObject, own, setOwn, type Json, type Pointer } from "../load/document.js";
import type { CorrectedDocument } from "../overlay/overlay.js";
import type { ObjectNode, Source } from "./source.js";

/** The document with a reference to each of the parts in place of one to all paths, webhooks or components of a kind. */
export function withListedParts(document: CorrectedDocument, source: Source): CorrectedDocument {
  const { value } = document;
  // Of Swagger 2.0, a file is brought into another form by what refers to it.
  if (document.moved) return document;
  const all = listed(value["components"], "/components", source);
  const kinds = isObject(all)
    ? Object.entries<Json>(all).map(([kind, parts]) => [kind, listed(parts, child("/components", kind), source)])
    : [];
  const parts = {
    paths: listed(value["paths"], "/paths", source),
    webhooks: listed(value["webhooks"], "/webhooks", source),
    components: kinds.some(([kind, one]) => one !== own(value["components"], kind as string))
      ? Object.fromEntries(kinds)
      : value["components"],
  };
  const changed = Object.entries(parts).filter(([key, one]) => one !== value[key]);
  if (changed.length === 0) return document;
  return Object.create(document, { value: { value: { ...value, ...Object.fromEntries(changed) } } });
}

function listed(map: Json | undefined, at: Pointer, source: Source): Json | undefined {
  const reference = own(map, "$ref");
  if (!isObject(map) || typeof reference !== "string") return map;
  const base = reference.includes("#") ? reference : `${reference}#`;
  const { $ref: _, ...parts } = map;
  const seen = new Set<Pointer>();
  let node: ObjectNode | undefined = { value: map, pointer: at };
  // A pointer to a part goes on where the way there is another such reference.
  while (node && !seen.has(node.pointer)) {
    seen.add(node.pointer);
    const next: Json | undefined = node.value["$ref"];
    node = typeof next === "string" ? source.follow(next, child(node.pointer, "$ref")) : undefined;
    for (const key of Object.keys(node?.value ?? {})) {
      if (key === "$ref" || Object.hasOwn(parts, key)) continue;
      const pointer = child("", key).split("/").map(encodeURIComponent).join("/");
      setOwn<Json>(parts, key, { $ref: base + pointer });
    }
  }
  return parts;
}
