/** `specmend suggest pagination`: an overlay for the operations that look paginated although nothing says so. */
import { basename, isAbsolute, relative } from "node:path";
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { readModel } from "../generate.js";
import type { PaginationSuggestion } from "../model/model.js";
import { correct } from "../overlay/correct.js";
import { parseCommand, refuseProviders } from "./arguments.js";
import { report } from "./output.js";
import { loadSources, plural } from "./overlay-files.js";
import { planProviders, planSingle, readSettings, type PlannedJob } from "./project.js";
import { printSuggestions, suggestedAction } from "./suggest-overlay.js";
import { printJson } from "./terminal.js";
import { UsageError } from "./usage.js";

const options = {
  specs: { type: "string" },
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
} as const;

type Values = { specs?: string; spec?: string; overlay?: string[] };

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "suggest pagination");
  const diagnostics = new Diagnostics();
  const jobs = plan(values, positionals, diagnostics);
  const done: { job: PlannedJob; suggestions: readonly PaginationSuggestion[] }[] = [];
  for (const job of jobs) {
    const suggestions = await suggest(job, diagnostics);
    if (suggestions) done.push({ job, suggestions });
  }
  const [, all] = diagnostics.wrap(undefined);
  if (values.json) {
    const providers = done.map(({ job: { name, spec }, suggestions }) => ({
      name,
      spec,
      suggestions: suggestions.map((one) => ({
        operation: one.operation,
        method: one.method,
        path: one.path,
        because: one.because,
        uncertain: one.uncertain,
        action: suggestedAction(one),
      })),
    }));
    printJson({ ok: !diagnostics.hasErrors, providers, diagnostics: diagnosticsToJson(all) });
    return diagnostics.hasErrors ? 1 : 0;
  }
  report(all.filter((one) => one.severity === "error"));
  const some = done.filter((one) => one.suggestions.length > 0);
  process.stdout.write(some.map(({ job, suggestions }) => printSuggestions(titleOf(job), suggestions)).join("---\n"));
  const count = some.reduce((sum, one) => sum + one.suggestions.length, 0);
  const said =
    count === 0
      ? "Nothing looks paginated that is not declared."
      : `${plural(count, "suggestion")}. Each is a guess: read the vendor's documentation, then add x-evidence.`;
  if (done.length > 0) process.stderr.write(`${said}\n`);
  return diagnostics.hasErrors ? 1 : 0;
}

function plan(values: Values, names: readonly string[], diagnostics: Diagnostics): readonly PlannedJob[] {
  const { spec, overlay = [], specs } = values;
  const settings = readSettings();
  if (spec === undefined) {
    if (overlay.length > 0) throw new UsageError("--overlay goes with --spec", "suggest pagination");
    return diagnostics.pipe(planProviders(specs ?? "specs", "", names, settings));
  }
  refuseProviders(names, specs, "suggest pagination");
  return [planSingle(spec, overlay, "spec", "", settings)];
}

async function suggest(
  job: PlannedJob,
  diagnostics: Diagnostics,
): Promise<readonly PaginationSuggestion[] | undefined> {
  const sources = loadSources(job, diagnostics);
  const corrected = sources && diagnostics.pipe(correct(sources.document, sources.overlays, job));
  return corrected && diagnostics.pipe(await readModel(corrected, job))?.model.suggestions;
}

function titleOf({ spec }: PlannedJob): string {
  const path = relative(".", spec).replaceAll("\\", "/");
  return `How lists are paged in ${path.startsWith("..") || isAbsolute(path) ? basename(spec) : path}`;
}
