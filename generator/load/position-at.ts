/** From a document and a pointer to the place in the text, for those who edit it. */
import { splitPointer, type Document, type Pointer } from "./document.js";
import { parseJsonPositions } from "./json.js";
import type { Position } from "./positions.js";
import { UneditableError } from "./text-edits.js";
import { yamlPositions } from "./yaml-positions.js";

/** Where everything stands in a document's text. */
export function positionsOf({ file, text }: Document): Position {
  const { root } = /\.json$/i.test(file) ? parseJsonPositions(text) : yamlPositions(text);
  if (root === undefined) throw new UneditableError("the document is empty");
  return root;
}

/** The position of a value that is written where it stands: neither an alias nor drawn in by `<<`. */
export function positionAt(root: Position, pointer: Pointer): Position {
  let position: Position | undefined = root;
  for (const token of splitPointer(pointer)) {
    position = position?.entries?.get(token)?.value ?? position?.items?.[Number(token)];
  }
  if (position === undefined || position.target !== undefined) throw new UneditableError(`not written at ${pointer}`);
  return position;
}

export function isFlow(text: string, position: Position): boolean {
  return /[[{]/.test(text[position.start] ?? "");
}
