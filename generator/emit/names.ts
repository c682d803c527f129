/** `names.json`: the operations that are not called what the document calls them, for programs. */
import type { Model, Operation, Resource } from "../model/model.js";

/** One of them, and why. */
export interface Renaming {
  readonly operation: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly why: NonNullable<Operation["renamed"]>;
}

export function renamings(resources: readonly Resource[]): Renaming[] {
  return resources.flatMap(({ operations, resources: children }) => [
    ...operations.flatMap(({ id, operationId, method, path, renamed }) =>
      renamed && operationId !== undefined ? [{ operation: id, operationId, method, path, why: renamed }] : [],
    ),
    ...renamings(children),
  ]);
}

/** Undefined when all have the document's names. */
export function emitNames({ source, resources }: Model): string | undefined {
  const names = renamings(resources);
  return names.length === 0 ? undefined : `${JSON.stringify({ source, names }, null, 2)}\n`;
}
