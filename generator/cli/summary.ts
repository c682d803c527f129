/** What a run of `generate` has to say: diagnostics, the table, what changed and why. */
import { isError, type Diagnostic } from "../diagnostics.js";
import type { Counts } from "../write/cache.js";
import type { Renaming } from "./renamings.js";
import type { Drift } from "../write/record.js";
import type { Written } from "../write/write.js";
import { paint, printJson, table } from "./terminal.js";

/** What became of one provider. */
export interface Outcome {
  readonly name: string;
  readonly packageName: string;
  readonly out: string;
  /** `drifted`: `--check` found the package on disk to differ. */
  readonly status: "drifted" | "failed" | "unchanged" | "written";
  /** Absent when the package could not be made. */
  readonly counts?: Counts;
  readonly written?: Written;
  /** Operations that are not called what the document calls them. */
  readonly renamings?: readonly Renaming[];
  /** It was up to date, and nothing was read or made. */
  readonly isKnown?: true;
  readonly drift: readonly Drift[];
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
}

/** Prints the outcomes; returns the exit code. */
export async function present(
  outcomes: readonly Outcome[],
  problems: readonly Diagnostic[],
  { json, check }: { json: boolean; check: boolean },
): Promise<number> {
  const diagnostics = [...problems, ...outcomes.flatMap((one) => one.diagnostics)];
  const failed = diagnostics.some(isError) || outcomes.some((one) => one.status === "failed");
  const drifted = outcomes.some((one) => one.status === "drifted");
  if (json) {
    const { readRenamings } = await import("./renamings.js");
    const providers = outcomes.map(
      ({ name, packageName, out, status, counts, written, drift, milliseconds, ...rest }) => ({
        name,
        package: packageName,
        out,
        status,
        operations: counts?.operations ?? null,
        corrections: counts?.corrections ?? null,
        files: counts?.files ?? null,
        suggestions: counts?.suggestions ?? null,
        written: written?.written ?? [],
        removed: written?.removed ?? [],
        renamings: rest.renamings ?? (rest.isKnown ? readRenamings(out) : []),
        drift,
        milliseconds,
      }),
    );
    const { diagnosticsToJson } = await import("../format-diagnostics.js");
    printJson({ ok: !failed && !drifted, providers, diagnostics: diagnosticsToJson(diagnostics) });
  } else {
    if (diagnostics.length > 0) {
      const { report } = await import("./output.js");
      report(diagnostics);
    }
    if (outcomes.length > 0) process.stdout.write(summary(outcomes, check));
    for (const one of outcomes) {
      if (!one.renamings?.length) continue;
      const { describeRenamings } = await import("./renamings.js");
      process.stdout.write(describeRenamings(one, one.renamings, one.counts?.operations ?? 0));
    }
  }
  return failed || drifted ? 1 : 0;
}

function summary(outcomes: readonly Outcome[], check: boolean): string {
  const rows = outcomes.map((one) => [
    one.name,
    one.counts ? String(one.counts.operations) : "–",
    one.counts ? String(one.counts.corrections) : "–",
    changed(one, check),
    `${one.milliseconds} ms`,
  ]);
  const { green, red, yellow } = paint();
  const text = table(["provider", "operations", "corrections", "files changed", "time"], rows, (cell, column, row) => {
    const status = outcomes[row]?.status;
    if (column !== 3) return cell;
    return status === "failed"
      ? red(cell)
      : status === "unchanged"
        ? cell
        : status === "drifted"
          ? yellow(cell)
          : green(cell);
  });
  const drifts = outcomes.flatMap((one) => (one.status === "drifted" ? explain(one) : []));
  return text + drifts.join("") + (check ? "" : hint(outcomes));
}

/** What looks paged is never guessed, but it is not kept quiet either. */
function hint(outcomes: readonly Outcome[]): string {
  const some = outcomes.filter((one) => (one.counts?.suggestions ?? 0) > 0);
  if (some.length === 0) return "";
  const count = some.reduce((sum, one) => sum + (one.counts?.suggestions ?? 0), 0);
  const verbs = count === 1 ? "operation looks paginated and is" : "operations look paginated and are";
  const names = some.length === outcomes.length ? "" : ` ${some.map((one) => one.name).join(" ")}`;
  return `${count} ${verbs} not declared: specmend suggest pagination${names}\n`;
}

function changed({ status, drift, written, counts }: Outcome, check: boolean): string {
  switch (status) {
    case "failed":
      return "failed: left as it was";
    case "unchanged":
      return "none";
    default: {
      const count = check ? drift.length : (written?.written.length ?? 0) + (written?.removed.length ?? 0);
      return counts ? `${count} of ${counts.files}` : String(count);
    }
  }
}

const causes: Readonly<Record<Drift["cause"], string>> = {
  "new package": "the package has not been generated yet",
  "hand edit": "edited by hand; edits belong into the overlay",
  missing: "missing; it will be written again",
  docs: "a page under docs/ changed",
  generator: "the generator changed",
  overlay: "the overlay changed",
  release: "a release was made",
  settings: "the settings in package.json changed",
  spec: "the spec changed",
  template: "the runtime templates changed",
};

function explain({ name, out, drift }: Outcome): string[] {
  const byCause = new Map<Drift["cause"], Drift[]>();
  for (const one of drift) byCause.set(one.cause, [...(byCause.get(one.cause) ?? []), one]);
  const lines = [`\n${name}: ${out} is not what would be generated now. Run \`specmend generate ${name}\`.\n`];
  for (const [cause, list] of byCause) {
    lines.push(`  ${causes[cause]}:\n`);
    for (const { path, change } of list.slice(0, 10)) lines.push(`    ${change.padEnd(7)}  ${path}\n`);
    if (list.length > 10) lines.push(`    and ${list.length - 10} more\n`);
  }
  return lines;
}
