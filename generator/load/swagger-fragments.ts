/** Parts of a Swagger 2.0 document in files of their own: schemas are nearly the same in OpenAPI 3, other parts are not. */
import { Diagnostics, type Result } from "../diagnostics.js";
import { child, isObject, own, type Document, type Json, type Pointer } from "./document.js";

const data: ReadonlySet<string> = new Set(["default", "enum", "example", "examples"]);

/** The same file, and what is in it that would be misread: parameters, responses and operations as Swagger writes them. */
export function checkFragment(document: Document): Result<Document> {
  const diagnostics = new Diagnostics();
  const visit = (value: Json, at: Pointer): void => {
    const part = isObject(value) ? partOf(value) : undefined;
    if (part !== undefined) {
      const message = `A ${part} of Swagger 2.0 in a file of its own is not converted.`;
      const help = "Move it into the document, or convert all of it to OpenAPI 3. Schemas may be in other files.";
      diagnostics.error("model/unsupported", message, { location: document.locate(at), help });
      return;
    }
    const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
    for (const [key, one] of entries) if (!data.has(String(key))) visit(one as Json, child(at, key));
  };
  visit(document.value, "");
  return diagnostics.wrap(document);
}

function partOf(value: Json): string | undefined {
  if (own(value, "content") !== undefined) return undefined;
  const has = (key: string, type: string): boolean => typeof own(value, key) === type;
  if (has("name", "string") && has("in", "string"))
    return own(value, "schema") && own(value, "in") !== "body" ? undefined : "parameter";
  if (has("description", "string") && has("schema", "object")) return "response";
  return has("responses", "object") ? "operation" : undefined;
}
