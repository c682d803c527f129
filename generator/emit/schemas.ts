import type { Model, NamedSchema, Type } from "../model/model.js";
import { docComment } from "./docs.js";
import { printType } from "./types.js";

/** `src/schemas.ts`: every named schema as an exported type. */
export function emitSchemas(model: Model): string {
  return model.schemas.map(emitSchema).join("\n");
}

function emitSchema({ name, received, type, doc }: NamedSchema): string {
  const notes = received === undefined ? doc.notes : [...doc.notes, `\`${received}\` as it is sent`];
  return `${docComment({ ...doc, notes })}${declareType(name, type)}`;
}

/** Exports a type under a name: as an interface if it is an object. */
export function declareType(name: string, type: Type): string {
  const text = printType(type);
  return type.kind === "object" && text.startsWith("{")
    ? `export interface ${name} ${text}\n`
    : `export type ${name} = ${text};\n`;
}
