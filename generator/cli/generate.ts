/** `specmend generate`: plans the jobs, skips what is up to date, makes the rest, writes or compares. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Diagnostics, type Diagnostic, type Result } from "../diagnostics.js";
import type { VirtualFile } from "../emit/file.js";
import type { GeneratedPackage } from "../generate.js";
import type { ReadFile } from "../load/document.js";
import { decode } from "../load/text.js";
import type { Input } from "../write/record.js";
import { remember, upToDate, type Subject } from "../write/cache.js";
import { parseCommand, refuseProviders } from "./arguments.js";
import { findOrphans } from "./orphans.js";
import { planProviders, planSingle, readSettings, runtimeInputs, type InputFile, type PlannedJob } from "./project.js";
import { buildId } from "./root.js";
import { present, type Outcome } from "./summary.js";
import { UsageError } from "./usage.js";

const options = {
  check: { type: "boolean" },
  watch: { type: "boolean" },
  specs: { type: "string" },
  out: { type: "string" },
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
  name: { type: "string" },
  "allow-refs": { type: "string", multiple: true },
  "no-typecheck": { type: "boolean" },
} as const;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "generate");
  const once = async (): Promise<{ code: number; files: readonly string[] }> => {
    const [jobs, problems] = plan(values, positionals);
    const check = values.check === true;
    const outcomes: Outcome[] = [];
    const unchecked = values["no-typecheck"] === true;
    const files = jobs.flatMap((job) => job.inputs.map((input) => input.file));
    for (const job of jobs) {
      const typecheck = job.typecheck && !unchecked;
      outcomes.push(await runJob({ ...job, typecheck, onRead: (file) => files.push(file) }, check));
    }
    const isWhole = positionals.length === 0 && values.spec === undefined && jobs.length > 0;
    const orphans = isWhole ? await findOrphans(values.specs ?? "specs", values.out ?? "generated", check) : [];
    return { code: await present(outcomes, [...problems, ...orphans], { json: values.json === true, check }), files };
  };
  if (!values.watch) return (await once()).code;
  if (values.check || values.json) throw new UsageError("--watch goes with neither --check nor --json", "generate");
  const { watch } = await import("./watch.js");
  return watch(once);
}

type Values = {
  check?: boolean;
  specs?: string;
  out?: string;
  spec?: string;
  overlay?: string[];
  name?: string;
  "allow-refs"?: string[];
  "no-typecheck"?: boolean;
};

function plan(values: Values, names: readonly string[]): readonly [PlannedJob[], readonly Diagnostic[]] {
  const own = readSettings();
  const settings = { ...own, allowRefs: [...own.allowRefs, ...(values["allow-refs"] ?? [])] };
  const { spec, name, out, overlay = [], specs } = values;
  if (spec === undefined) {
    const [alone] = [...(name === undefined ? [] : ["--name"]), ...(overlay.length === 0 ? [] : ["--overlay"])];
    if (alone !== undefined) throw new UsageError(`${alone} goes with --spec`, "generate");
    return planProviders(specs ?? "specs", out ?? "generated", names, settings);
  }
  refuseProviders(names, specs, "generate");
  if (name === undefined || out === undefined) {
    const missing = [...(name === undefined ? ["--name NAME"] : []), ...(out === undefined ? ["--out DIR"] : [])];
    throw new UsageError(`--spec needs ${missing.join(" and ")}`, "generate");
  }
  return [[planSingle(spec, overlay, name, out, settings)], []];
}

async function runJob(job: PlannedJob, check: boolean): Promise<Outcome> {
  const started = performance.now();
  const { name, packageName, out, source, strict, allowRefs = [], others = [] } = job;
  const outcome = (rest: Omit<Outcome, "milliseconds" | "name" | "out" | "packageName">): Outcome => ({
    name,
    packageName,
    out,
    ...rest,
    milliseconds: Math.round(performance.now() - started),
  });
  const subject = {
    outDir: out,
    key: JSON.stringify([buildId, packageName, source, strict, allowRefs, others, job.fields]),
    inputs: [...job.inputs.map((one) => one.file), ...runtimeInputs()],
  };
  const counts = await upToDate(subject, job.onRead);
  if (counts) return outcome({ status: "unchanged", counts, diagnostics: [], drift: [], isKnown: true });

  const { announce } = await import("./progress.js");
  const done = announce(name);
  try {
    return outcome(await make(job, check, subject));
  } finally {
    done();
  }
}

type Made = Pick<Outcome, "counts" | "diagnostics" | "drift" | "renamings" | "status" | "written">;

async function make(job: PlannedJob, isDry: boolean, subject: Subject): Promise<Made> {
  // Parsers, the formatter and the compiler are loaded only when there is something to make.
  const { tuneEngine } = await import("./engine.js");
  tuneEngine();
  const { readRuntime } = await import("./runtime.js");
  const { explainDrift, handEdits, makeRecord, readRecord } = await import("../write/record.js");
  const { hashOfFiles } = await import("../write/contents.js");
  const { sha256, sha256OfAll, sha256OfFile } = await import("../write/hash.js");
  const diagnostics = new Diagnostics();
  const inputsHash = hashOfFiles(subject.inputs);
  const runtime = readRuntime();
  const made = await produce(job, runtime, diagnostics);
  const all = (): readonly Diagnostic[] => diagnostics.wrap(undefined)[1];
  if (!made) return { status: "failed", diagnostics: all(), drift: [] };

  const { counts, renamings, files, references } = made;
  const referenced = references.map(({ file }): InputFile => ({ file, path: job.inputPath(file), kind: "spec" }));
  const inputs: Input[] = [...job.inputs, ...referenced].map(({ file, path, kind }) => ({
    path,
    kind,
    sha256: sha256OfFile(file) ?? "",
  }));
  if (Object.keys(job.fields).length > 0)
    inputs.push({ path: "package.json", kind: "settings", sha256: sha256(JSON.stringify(job.fields)) });
  const templates = sha256OfAll(runtime);
  const record = readRecord(job.out);
  const drift = explainDrift(record, inputs, templates, files, job.out);
  const check = job.typecheck && drift.some(({ path }) => isSource(path)) ? await checker(files) : undefined;
  if (isDry) {
    if (check) diagnostics.pipe(await check());
    if (diagnostics.hasErrors) return { status: "failed", counts, drift: [], diagnostics: all() };
    return { status: drift.length === 0 ? "unchanged" : "drifted", counts, renamings, drift, diagnostics: all() };
  }

  const { writePackage } = await import("../write/write.js");
  const written = diagnostics.pipe(await writePackage(job.out, files, makeRecord(inputs, templates, files), { check }));
  if (diagnostics.hasErrors) return { status: "failed", counts, drift: [], diagnostics: all() };
  // A warning should be seen again at the next run, so only a quiet one may be skipped.
  if (all().length === 0 && references.every(isUnchanged))
    await remember(
      subject,
      inputsHash,
      counts,
      references.map(({ file }) => file),
    );
  warnOfEdits(job.out, handEdits(record, drift), diagnostics);
  const changed = written.written.length + written.removed.length > 0;
  return { status: changed ? "written" : "unchanged", counts, renamings, drift, written, diagnostics: all() };
}

type Produced = Pick<GeneratedPackage, "files" | "references"> & Required<Pick<Outcome, "counts" | "renamings">>;

/** A package's files and what is said about them. Without the model: it is larger by far, and nothing when a compiler runs. */
async function produce(
  job: PlannedJob,
  runtime: readonly VirtualFile[],
  diagnostics: Diagnostics,
): Promise<Produced | undefined> {
  const { generate } = await import("../generate.js");
  const { renamings } = await import("../emit/names.js");
  const made = diagnostics.pipe(await generate(job, runtime));
  if (!made) return undefined;
  const { model, files, references } = made;
  const counts = {
    operations: countOperations(model.resources),
    corrections: model.corrections.length,
    files: files.length + 1,
    suggestions: model.suggestions.length,
  };
  return { files, references, counts, renamings: renamings(model.resources) };
}

/** Type-checks the files where they have been written, or to the side. */
async function checker(files: readonly VirtualFile[]): Promise<(folder?: string) => Promise<Result<undefined>>> {
  const { freeMemory } = await import("../write/memory.js");
  const { typecheck, typecheckFolder } = await import("../write/typecheck.js");
  return (folder) => {
    freeMemory();
    return folder === undefined ? typecheck(files) : typecheckFolder(folder, files);
  };
}

/** Whether a file still holds what was read. */
function isUnchanged({ file, text }: ReadFile): boolean {
  try {
    return decode(readFileSync(file)) === text;
  } catch {
    return false;
  }
}

/** What the compiler reads: a package where nothing else has changed was checked when it was written. */
function isSource(path: string): boolean {
  return path === "tsconfig.json" || path.startsWith("src/");
}

function warnOfEdits(out: string, files: readonly string[], diagnostics: Diagnostics): void {
  const [file] = files;
  if (file === undefined) return;
  const shown = files.slice(0, 10).join(", ") + (files.length > 10 ? ` and ${files.length - 10} more` : "");
  const message =
    files.length === 1
      ? `${join(out, file)} had been edited by hand, and was replaced.`
      : `${files.length} files in ${out} had been edited by hand, and were replaced: ${shown}.`;
  diagnostics.warning("write/hand-edit", message);
}

interface Counted {
  readonly operations: readonly unknown[];
  readonly resources: readonly Counted[];
}

function countOperations(resources: readonly Counted[]): number {
  return resources.reduce((sum, resource) => sum + resource.operations.length + countOperations(resource.resources), 0);
}
