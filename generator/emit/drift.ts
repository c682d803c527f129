/** `src/drift.ts`: what responses look like by the document, for the observer of the runtime. Nothing else imports it. */
import type { Model } from "../model/model.js";
import { printFields, printJson } from "./code.js";
import { comment } from "./docs.js";
import { stringLiteral } from "./escape.js";

/** Undefined when the document describes no JSON that comes back. */
export function emitDrift({ shapes }: Model): string | undefined {
  if (!hasDrift(shapes)) return undefined;
  const schemas = Object.entries(shapes.schemas).map(([key, shape]): [string, string] => [
    stringLiteral(key),
    printJson(shape),
  ]);
  const table = printFields([
    ["openapi", stringLiteral(shapes.openapi)],
    ["operations", printJson(shapes.operations)],
    ["schemas", printFields(schemas)],
  ]);
  return [
    'import { observer, type ObserveOptions } from "./runtime/drift.js";',
    'import type { Hooks } from "./runtime/hooks.js";',
    'import type { Shapes } from "./runtime/shape.js";',
    "",
    'export type { Deviation, ObserveOptions } from "./runtime/drift.js";',
    "",
    `${comment(["The document's schemas of what comes back, with all but the shape left out."])}const shapes: Shapes = ${table};`,
    "",
    `${comment([
      "Hooks that compare responses with what the document says, and report each new deviation once, with the overlay action that would describe it.",
    ])}export function observe(options: ObserveOptions): Hooks {\nreturn observer(shapes, options);\n}`,
    "",
  ].join("\n");
}

export function hasDrift({ operations }: Model["shapes"]): boolean {
  return Object.keys(operations).length > 0;
}
