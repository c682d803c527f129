/** `specmend release`: compares each package with its last release, names the next version, and writes down why. */
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { Diagnostics, type Diagnostic } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { generate, type GeneratedPackage } from "../generate.js";
import { changelogName, releasedName } from "../load/providers.js";
import { decode } from "../load/text.js";
import { nextVersion, printEntry, withEntry } from "../release/changelog.js";
import { compare, type Change, type Step } from "../release/compare.js";
import { describe, isVersion, parseReleased, printReleased, type Released } from "../release/released.js";
import { surfaceOf } from "../release/surface.js";
import { sha256, sha256OfAll, sha256OfFile } from "../write/hash.js";
import { parseCommand } from "./arguments.js";
import { report } from "./output.js";
import { planProviders, readSettings, type PlannedJob } from "./project.js";
import { readRuntime } from "./runtime.js";
import { printJson } from "./terminal.js";
import { UsageError } from "./usage.js";
import { writeText } from "./write-text.js";

const options = { specs: { type: "string" }, check: { type: "boolean" }, version: { type: "string" } } as const;

/** What there is to release of one package. */
interface Planned {
  readonly job: PlannedJob;
  readonly before?: Released | undefined;
  /** Absent when nothing has changed. */
  readonly next?: Next;
}

interface Next {
  readonly step: Step;
  readonly changes: readonly Change[];
  readonly entry: string;
  readonly released: Released;
}

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "release");
  const { version, specs = "specs" } = values;
  if (version !== undefined && positionals.length !== 1)
    throw new UsageError("--version goes with one provider", "release");
  if (version !== undefined && !isVersion(version))
    throw new UsageError(`--version ${JSON.stringify(version)} is no version such as 1.2.3`, "release");
  const diagnostics = new Diagnostics();
  const jobs = diagnostics.pipe(planProviders(specs, "generated", positionals, readSettings()));
  const runtime = readRuntime();
  const plans: Planned[] = [];
  for (const job of jobs) {
    const made = diagnostics.pipe(await generate(job, runtime));
    if (made) plans.push(plan(job, made, version, diagnostics));
  }
  const isCheck = values.check === true;
  const due = plans.filter((one) => one.next !== undefined);
  if (!isCheck && !diagnostics.hasErrors) for (const one of due) write(one, join(specs, one.job.name), diagnostics);
  const isFine = !diagnostics.hasErrors && !(isCheck && due.length > 0);
  const [, all] = diagnostics.wrap(undefined);
  if (values.json) printJson(toJson(plans, all, isFine, !isCheck && !diagnostics.hasErrors));
  else {
    report(all);
    if (!diagnostics.hasErrors) for (const one of plans) process.stdout.write(tell(one, isCheck));
  }
  return isFine ? 0 : 1;
}

function plan(
  job: PlannedJob,
  { model, files, references }: GeneratedPackage,
  wanted: string | undefined,
  diagnostics: Diagnostics,
): Planned {
  const text = fileOf(job, releasedName);
  const before = text === undefined ? undefined : parseReleased(text);
  const surface = surfaceOf(model);
  const changes = before === undefined ? [] : compare(before.surface, surface);
  const content = files.filter(({ path }) => path.startsWith("src/") || path === "README.md");
  const corrections = describe(model.corrections);
  const sources = sha256OfAll(content);
  const isSame = before?.sources === sources && changes.length === 0 && `${before.corrections}` === `${corrections}`;
  if (isSame && wanted === undefined) return { job, before };

  const step = (["major", "minor"] as const).find((one) => changes.some((change) => change.step === one)) ?? "patch";
  const least = before === undefined ? "0.0.0" : nextVersion(before.version, isSame ? "patch" : step);
  const version = wanted ?? (before === undefined ? "0.1.0" : least);
  if (order(version, least) < 0) {
    const why = before === undefined ? "" : ` after ${before.version}, as what has changed is ${step}`;
    diagnostics.error(
      "release/version",
      `${job.packageName} ${version} is too low: it must be at least ${least}${why}.`,
    );
    return { job, before };
  }
  const hashes = [sha256OfFile(job.spec) ?? "", ...references.map((one) => sha256(one.text ?? ""))];
  const document = {
    version: model.apiVersion,
    sha256: hashes.length === 1 ? (hashes[0] ?? "") : sha256(hashes.join("\n")),
  };
  const entry = printEntry({ version, before, document, surface, changes, corrections: model.corrections });
  const released: Released = { version, document, sources, surface: surface.tree, corrections };
  return { job, before, next: { step, changes, entry, released } };
}

/** By the numbers. */
function order(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  return [0, 1, 2].map((index) => (left?.[index] ?? 0) - (right?.[index] ?? 0)).find((one) => one !== 0) ?? 0;
}

function fileOf({ inputs }: PlannedJob, name: string): string | undefined {
  const found = inputs.find(({ kind, path }) => kind === "release" && path.endsWith(`/${name}`));
  return found && decode(readFileSync(found.file));
}

/** The entry first: a release that was cut short is made again, and its entry takes the place of the first one. */
function write({ job, next }: Planned, folder: string, diagnostics: Diagnostics): void {
  if (next === undefined) return;
  const changelog = withEntry(fileOf(job, changelogName), job.packageName, next.entry);
  writeText(join(folder, changelogName), changelog, diagnostics);
  if (!diagnostics.hasErrors) writeText(join(folder, releasedName), printReleased(next.released), diagnostics);
}

function tell({ job, before, next }: Planned, isCheck: boolean): string {
  const { name, packageName } = job;
  if (next === undefined) return `${packageName} ${before?.version}: nothing to release\n`;
  const step = before === undefined ? "first release" : `${before.version} → ${next.released.version}, ${next.step}`;
  const then = isCheck
    ? `Run \`specmend release ${name}\`.`
    : `Read the entry above in CHANGELOG.md, change its words if need be, then run \`specmend generate ${name}\`.`;
  return `${packageName} ${before === undefined ? `${next.released.version}, ${step}` : step}\n\n${next.entry}\n${then}\n`;
}

function toJson(plans: readonly Planned[], diagnostics: readonly Diagnostic[], ok: boolean, written: boolean): object {
  const providers = plans.map(({ job, before, next }) => ({
    name: job.name,
    package: job.packageName,
    before: before?.version ?? null,
    version: next?.released.version ?? before?.version ?? null,
    step: next === undefined || before === undefined ? null : next.step,
    changes: next?.changes ?? [],
    entry: next?.entry ?? null,
  }));
  return { ok, written, providers, diagnostics: diagnosticsToJson(diagnostics) };
}
