/** `specmend overlay check`: the verdict on every correction. */
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { isOtherFile } from "../load/references.js";
import { readDocument } from "../load/read.js";
import { judge } from "../overlay/correct.js";
import type { Judgement, Verdict } from "../overlay/overlay.js";
import { readOverlay } from "../overlay/read.js";
import { parseCommand } from "./arguments.js";
import { report } from "./output.js";
import { planProviders, readSettings, type PlannedJob } from "./project.js";
import { paint, printJson, table } from "./terminal.js";

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, { specs: { type: "string" } }, "overlay check");
  const diagnostics = new Diagnostics();
  const jobs = diagnostics.pipe(planProviders(values.specs ?? "specs", "", positionals, readSettings()));
  const judged = jobs.map((job) => ({ name: job.name, judgements: judgeJob(job, diagnostics) }));
  const [, all] = diagnostics.wrap(undefined);
  if (values.json) {
    printJson({
      ok: !diagnostics.hasErrors,
      providers: judged.map(({ name, judgements }) => ({ name, actions: judgements.map(toJson) })),
      diagnostics: diagnosticsToJson(all),
    });
  } else {
    report(all);
    process.stdout.write(verdictTable(judged));
  }
  return diagnostics.hasErrors ? 1 : 0;
}

function judgeJob(job: PlannedJob, diagnostics: Diagnostics): readonly Judgement[] {
  const document = diagnostics.pipe(readDocument(job.spec));
  const overlays = job.overlays.flatMap((file) => {
    const overlay = diagnostics.pipe(readDocument(file));
    return (overlay && diagnostics.pipe(readOverlay(overlay))) ?? [];
  });
  return document
    ? diagnostics.pipe(judge(document, overlays, { readPage: job.readPage, strict: job.strict, isOtherFile }))
    : [];
}

function toJson({ action, verdict, matched, location }: Judgement) {
  return { verdict, matched, target: action.target.text, description: action.description ?? "", location };
}

function verdictTable(judged: readonly { name: string; judgements: readonly Judgement[] }[]): string {
  const judgements = judged.flatMap((one) => one.judgements);
  const rows = judgements.map(({ verdict, action, location }) => [
    verdict,
    `${location.file}:${location.line}`,
    short(action.description ?? action.target.text),
  ]);
  const { green, red, yellow } = paint();
  const colors: Readonly<Record<Verdict, (text: string) => string>> = {
    applied: green,
    obsolete: yellow,
    conflict: red,
    unmatched: red,
    invalid: red,
  };
  const text =
    rows.length === 0
      ? ""
      : table(["verdict", "action", "correction"], rows, (cell, column, row) => {
          const verdict = judgements[row]?.verdict;
          return column === 0 && verdict ? colors[verdict](cell) : cell;
        });
  const counts = judged.map(({ name, judgements: own }) => `${name}: ${count(own)}`);
  return `${text}${counts.length > 0 ? `\n${counts.join("\n")}\n` : ""}`;
}

function count(judgements: readonly Judgement[]): string {
  const byVerdict = new Map<Verdict, number>();
  for (const { verdict } of judgements) byVerdict.set(verdict, (byVerdict.get(verdict) ?? 0) + 1);
  return [...byVerdict].map(([verdict, number]) => `${number} ${verdict}`).join(", ") || "no corrections";
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= 90 ? line : `${line.slice(0, 89)}…`;
}
