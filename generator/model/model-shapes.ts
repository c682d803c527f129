/** The part of the model that says what responses look like in the vendor's own terms: for whoever compares them with it. */
import type { Json, JsonObject } from "../load/document.js";

export interface Shapes {
  /** How the vendor's document says what is: Swagger 2.0, OpenAPI 3.0, or JSON Schema as 3.1 and later have it. */
  readonly openapi: "2.0" | "3.0" | "3.1";
  /** The keys in `schemas` of the JSON that an operation's successes have, by status; where there are several, by media type. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;
  /** By what a `$ref` to each would be: `#/components/schemas/Pet`. */
  readonly schemas: Readonly<Record<string, Shape>>;
}

/** A schema with all but the shape left out; its `type`, where it has nothing else. */
export type Shape = string | readonly Json[] | JsonObject;
