/** Where things are: the project's settings, the providers' jobs, the runtime's files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job } from "../generate.js";
import {
  docsIn,
  findProvider,
  isPackageName,
  listProviders,
  stainlessIn,
  type Docs,
  type Provider,
} from "../load/providers.js";
import { Diagnostics, type Result } from "../diagnostics.js";
import { readPackageFields } from "./package-fields.js";
import { inFolder, readPublishing } from "./publishing.js";
import type { PackageFields } from "../emit/publishing.js";
import { packageRoot } from "./root.js";
import { UsageError } from "./usage.js";

/** `"specmend"` in the project's package.json. */
export interface Settings {
  /** The npm scope of the packages; `@specmend` by default. */
  readonly scope: string;
  /** A correction without guard or evidence is an error; false by default. */
  readonly strict: boolean;
  /** Folders, beside a spec's own, whose files it may refer to; none by default. */
  readonly allowRefs: readonly string[];
  /** Packages are type-checked before they are written; true by default. */
  readonly typecheck: boolean;
  /** Fields of each package's package.json. */
  readonly package: PackageFields;
}

const settingNames: readonly string[] = ["scope", "strict", "allowRefs", "typecheck", "package"];

export function readSettings(): Settings {
  const own = settingsOf("package.json");
  for (const key of Object.keys(own)) {
    if (!settingNames.includes(key))
      throw new UsageError(`package.json has an unknown setting specmend.${key}; there are ${settingNames.join(", ")}`);
  }
  const { scope = "@specmend", strict = false, allowRefs = [], typecheck = true } = own;
  if (typeof scope !== "string" || !/^@[a-z0-9][\w.-]*$/.test(scope))
    throw new UsageError("specmend.scope in package.json must be an npm scope such as @acme");
  if (typeof strict !== "boolean") throw new UsageError("specmend.strict in package.json must be true or false");
  if (!isTexts(allowRefs)) throw new UsageError("specmend.allowRefs in package.json must be a list of folders");
  if (typeof typecheck !== "boolean") throw new UsageError("specmend.typecheck in package.json must be true or false");
  return { scope, strict, allowRefs, typecheck, package: readPackageFields(own["package"]) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "");
}

function settingsOf(file: string): Record<string, unknown> {
  try {
    const { specmend } = JSON.parse(readFileSync(file, "utf8")) as { specmend?: unknown };
    return typeof specmend === "object" && specmend !== null ? (specmend as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A job with the files that it depends on and the folder it fills. */
export interface PlannedJob extends Job {
  readonly out: string;
  readonly typecheck: boolean;
  /** What the project's settings put into package.json. */
  readonly fields: PackageFields;
  /** Every file whose change can change the package. */
  readonly inputs: readonly InputFile[];
  /** What the record calls a file that the spec refers to. */
  inputPath(file: string): string;
}

export interface InputFile {
  readonly file: string;
  /** What the package's record calls it: the same wherever the project lies and whoever runs the command. */
  readonly path: string;
  readonly kind: "docs" | "overlay" | "release" | "spec";
}

/** The jobs of the named providers, or of all. */
export function planProviders(
  specs: string,
  out: string,
  names: readonly string[],
  settings: Settings,
): Result<PlannedJob[]> {
  const diagnostics = new Diagnostics();
  const wanted = names.length > 0 ? [...new Set(names)] : listProviders(specs);
  if (wanted.length === 0) reportNoProviders(specs, diagnostics);
  const jobs = wanted.flatMap((name) => {
    if (isTwin(specs, name, wanted, diagnostics)) return [];
    const provider = diagnostics.pipe(findProvider(specs, name));
    return provider ? [planProvider(provider, specs, out, settings)] : [];
  });
  return diagnostics.wrap(jobs);
}

function reportNoProviders(specs: string, diagnostics: Diagnostics): void {
  const path = resolve(specs);
  const message = `There is no provider in ${specs}${path === specs ? "" : ` (${path})`}.`;
  const root = isAbsolute(specs) ? undefined : projectAbove(specs);
  const help = root === undefined ? undefined : `${join(root, specs)} has some: run it in ${root}.`;
  diagnostics.error("generate/no-providers", message, help === undefined ? {} : { help });
}

/** The nearest folder above this one that is a project with providers. */
function projectAbove(specs: string): string | undefined {
  for (let folder = resolve(); dirname(folder) !== folder; folder = dirname(folder)) {
    const above = dirname(folder);
    if (existsSync(join(above, "package.json")) && listProviders(join(above, specs)).length > 0) return above;
  }
  return undefined;
}

/** Two names that differ only in case: neither is made, as nobody knows which one is the package. */
function isTwin(specs: string, name: string, names: readonly string[], diagnostics: Diagnostics): boolean {
  const twin = names.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  if (twin !== undefined && name < twin) {
    const both = `${join(specs, name)} and ${join(specs, twin)}`;
    diagnostics.error("generate/provider-name", `${both} would be one package: their names differ only in case.`);
  }
  return twin !== undefined;
}

function planProvider(provider: Provider, specs: string, out: string, settings: Settings): PlannedJob {
  const { name, folder, spec, overlays, stainless, others, docs } = provider;
  const release = [provider.released, provider.changelog].filter((file) => file !== undefined);
  const source = `${basename(resolve(specs))}/${name}`;
  const inputPath = (file: string): string => slashes(`${source}/${relative(folder, file)}`);
  return {
    name,
    packageName: `${settings.scope}/${name.toLowerCase()}`,
    source,
    spec,
    overlays,
    stainless,
    readPage: (page) => docs.read(page),
    strict: settings.strict,
    allowRefs: settings.allowRefs,
    others,
    typecheck: settings.typecheck,
    out: join(out, name),
    publishing: () => readPublishing(provider, inFolder(settings.package, join(out, name))),
    fields: settings.package,
    inputs: inputsOf(spec, stainless, overlays, docs, release, inputPath),
    inputPath,
  };
}

/** A job for one spec from anywhere. Evidence pages (in `docs/`) and a Stainless configuration are looked for beside the spec. */
export function planSingle(
  spec: string,
  overlays: readonly string[],
  name: string,
  out: string,
  settings: Settings,
): PlannedJob {
  const match = /^(?:(@[a-z0-9][\w.-]*)\/)?(.*)$/i.exec(name);
  if (!match || !isPackageName(match[2] ?? ""))
    throw new UsageError(`--name ${JSON.stringify(name)} is no package name; write acme or @scope/acme`, "generate");
  const [, scope = settings.scope, short = name] = match;
  const docs = docsIn(dirname(spec));
  const stainless = stainlessIn(dirname(spec));
  const inputPath = (file: string): string => {
    const beside = relative(dirname(spec), file);
    return beside.startsWith("..") || isAbsolute(beside) ? basename(file) : slashes(beside);
  };
  return {
    name: short,
    packageName: `${scope}/${short.toLowerCase()}`,
    source: basename(spec),
    spec,
    overlays,
    stainless,
    readPage: (page) => docs.read(page),
    strict: settings.strict,
    allowRefs: settings.allowRefs,
    typecheck: settings.typecheck,
    out,
    publishing: () => readPublishing({}, inFolder(settings.package, out)),
    fields: settings.package,
    inputs: inputsOf(spec, stainless, overlays, docs, [], inputPath),
    inputPath,
  };
}

function inputsOf(
  spec: string,
  stainless: string | undefined,
  overlays: readonly string[],
  docs: Docs,
  release: readonly string[],
  shown: (file: string) => string,
): InputFile[] {
  const input = (kind: InputFile["kind"], file: string): InputFile => ({
    file,
    kind,
    path: shown(file),
  });
  const pages = docs.list().map((page) => docs.path(page) ?? page);
  return [
    ...[spec, ...(stainless === undefined ? [] : [stainless])].map((file) => input("spec", file)),
    ...overlays.map((file) => input("overlay", file)),
    ...pages.map((file) => input("docs", file)),
    ...release.map((file) => input("release", file)),
  ];
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

const runtimeFolder = fileURLToPath(new URL("templates/runtime", packageRoot));

/** The files that are copied into every package. */
export function runtimeInputs(): string[] {
  const names = readdirSync(runtimeFolder).filter((name) => name.endsWith(".ts"));
  return names.sort().map((name) => join(runtimeFolder, name));
}
