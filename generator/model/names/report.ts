/** What people should know about names: which are not the document's, and which cannot be. */
import { child } from "../../load/document.js";
import type { Operation } from "../model.js";
import { dottedName } from "./candidates.js";
import type { Choice, Wanted } from "./choice.js";
import { stem } from "./words.js";
import { memberName, words } from "./names.js";
import type { PathItem } from "../path-items.js";
import type { ObjectNode, Source } from "../source.js";

/** An operation in the document with the name it will be called by, before anything else of it is read. */
export interface NamedOperation {
  readonly id: string;
  /** The resources it belongs to: `["events"]`. */
  readonly resource: readonly string[];
  readonly name: string;
  readonly functionName: string;
  readonly typeName: string;
  /** What its name was made from. */
  readonly wanted: Wanted;
  /** Why it is not called as the document calls it. */
  readonly renamed?: Operation["renamed"];
  readonly method: string;
  readonly path: string;
  readonly pathItem: PathItem;
  readonly node: ObjectNode;
}

/** Why a name is another than the document's; undefined when it says what the document says, or when that says nothing. */
export function renaming(wanted: Wanted, { resource, name, wasTaken }: Choice): Operation["renamed"] {
  const { operationId, path, tag = "" } = wanted;
  if (operationId === undefined) return undefined;
  if (wasTaken) return "taken";
  const own = [...resource, name];
  if (own.some((one) => one.endsWith("_") && memberName(one.slice(0, -1)) === one)) return "reserved";
  const said = new Set(["api", ...words(operationId), ...words(tag), ...words(path)].map(stem));
  return own.flatMap(words).every((word) => said.has(stem(word))) ? undefined : "reworded";
}

const help = "Set `operationId: resource.method` with an overlay action on one of them.";

/** Reports operations that still have one name, or not the one that an overlay gave them; returns the others. */
export function checkNames(source: Source, operations: readonly NamedOperation[]): NamedOperation[] {
  const owners = new Map<string, NamedOperation>();
  const reported = new Set<NamedOperation>();
  for (const operation of operations) {
    const { operationId, isCorrected } = operation.wanted;
    const explicit = isCorrected ? dottedName(operationId) : undefined;
    const wanted = explicit && [...explicit.resource, explicit.name].join(".");
    if (wanted !== undefined && wanted !== operation.id) {
      source.error(
        "model/duplicate-name",
        place(operation),
        `\`${wanted}\` would be \`${operation.id}\`: another resource has the same name in other letters.`,
        { help },
      );
    }
    const key = operation.functionName.toLowerCase();
    for (const name of [key, `${key}operation`]) {
      const other = owners.get(name);
      if (other === undefined) {
        owners.set(name, operation);
        continue;
      }
      if (other === operation || reported.has(operation)) continue;
      reported.add(operation);
      const call = `\`${operation.method} ${operation.path}\``;
      const related = [{ message: "the other operation", location: source.document.locate(place(other)) }];
      if (other.id === operation.id) {
        const message = `${call} would be \`${operation.id}\`, as another operation is already.`;
        source.error("model/duplicate-operation", place(operation), message, { related, help });
      } else {
        const message = `\`${operation.id}\` and \`${other.id}\` both need the name \`${operation.functionName}\` for a function.`;
        source.error("model/duplicate-name", place(operation), message, { related, help });
      }
    }
  }
  return operations.filter((one) => !reported.has(one));
}

/** Warns of an operationId that is there twice, where the names had to come from somewhere else for that. */
export function checkDuplicates(source: Source, operations: readonly NamedOperation[]): void {
  const owners = new Map<string, NamedOperation[]>();
  for (const operation of operations) {
    const { operationId } = operation.wanted;
    if (operationId === undefined) continue;
    const group = owners.get(operationId);
    if (group) group.push(operation);
    else owners.set(operationId, [operation]);
  }
  for (const [operationId, group] of owners) {
    const [first, second] = group;
    if (!first || !second || group.every((one) => one.renamed !== "taken")) continue;
    const names = group.slice(0, 5).map((one) => `\`${one.id}\``);
    const shown = `${names.join(", ")}${group.length > names.length ? " …" : ""}`;
    source.warning(
      "model/duplicate-operation",
      place(second),
      `${group.length} operations have the operationId ${JSON.stringify(operationId.slice(0, 100))}; they are called ${shown}.`,
      {
        related: [{ message: "the first of them", location: source.document.locate(place(first)) }],
        help: "For other names, set `operationId: resource.method` with an overlay action on each of them.",
      },
    );
  }
}

function place({ node }: NamedOperation): string {
  return node.value["operationId"] === undefined ? node.pointer : child(node.pointer, "operationId");
}
