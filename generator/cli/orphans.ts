/** Packages in the output folder whose provider is gone: nothing keeps them up to date, and nothing deletes them. */
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Diagnostics, type Diagnostic } from "../diagnostics.js";
import { listProviders } from "../load/providers.js";

/** An error with `--check`, else a warning. Packages that were made from elsewhere are nobody's business here. */
export async function findOrphans(specs: string, out: string, check: boolean): Promise<readonly Diagnostic[]> {
  const diagnostics = new Diagnostics();
  const providers = listProviders(specs);
  for (const name of namesIn(out).filter((one) => !providers.includes(one))) {
    const { readRecord } = await import("../write/record.js");
    const folder = join(out, name);
    const inputs = Object.keys(readRecord(folder)?.inputs ?? {});
    const source = `${basename(resolve(specs))}/${name}/`;
    if (inputs.length === 0 || !inputs.every((path) => path.startsWith(source))) continue;
    diagnostics[check ? "error" : "warning"](
      "generate/orphan",
      `${folder} has no provider any more: delete the folder.`,
    );
  }
  return diagnostics.wrap(undefined)[1];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
