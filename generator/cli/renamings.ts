/** What a run says of names that are not the document's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Renaming } from "../emit/names.js";

export type { Renaming } from "../emit/names.js";

/** Those of a package that is up to date. */
export function readRenamings(out: string): readonly Renaming[] {
  try {
    const { names } = JSON.parse(readFileSync(join(out, "names.json"), "utf8")) as { names: Renaming[] };
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}

const reasons: Readonly<Record<Renaming["why"], string>> = {
  reserved: "every object has that, or a promise",
  reworded: "in other words",
  taken: "another operation wants its name, too",
};

const shown = 3;

/** The count and the first few, those first that another operation is the reason for. */
export function describeRenamings(
  { name, out }: { readonly name: string; readonly out: string },
  renamings: readonly Renaming[],
  operations: number,
): string {
  if (renamings.length === 0) return "";
  const order = ["taken", "reserved", "reworded"];
  const first = renamings.toSorted((a, b) => order.indexOf(a.why) - order.indexOf(b.why)).slice(0, shown);
  const width = (of: (one: Renaming) => string): number => Math.max(...first.map((one) => of(one).length));
  const [names, ids] = [width((one) => one.operation), width((one) => one.operationId)];
  const lines = first.map(
    (one) => `  ${one.operation.padEnd(names)}  ${one.operationId.padEnd(ids)}  ${reasons[one.why]}\n`,
  );
  return [
    `\n${name}: ${renamings.length} of ${operations} operations are not called what the document calls them.\n`,
    ...lines,
    `  ${join(out, "names.json")} has them all; \`operationId: resource.method\` in an overlay sets another name.\n`,
  ].join("");
}
