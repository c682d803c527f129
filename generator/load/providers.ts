/** Finds providers and the pages that their overlays quote. Parses nothing, so that a run with nothing to do loads no parser. */
import { readFileSync, readdirSync, realpathSync, statSync, type Stats } from "node:fs";
import { basename, join, sep } from "node:path";

import { Diagnostics, type Result } from "../diagnostics.js";
import { decode } from "./text.js";

/** A folder under `specs/`: the vendor's document, our corrections, and the pages they quote. Paths are as a person would type them. */
export interface Provider {
  readonly name: string;
  readonly folder: string;
  readonly spec: string;
  /** `overlay.yaml` first, then `overlay.*.yaml` in name order. */
  readonly overlays: readonly string[];
  /** Other documents in the folder: the spec may refer to them. */
  readonly others: readonly string[];
  /** A Stainless configuration, which says how methods are paged. */
  readonly stainless?: string;
  readonly docs: Docs;
  /** What `specmend release` has left: what was released last, and CHANGELOG.md. */
  readonly released?: string;
  readonly changelog?: string;
}

/** The vendor's pages under `docs/`, and nothing outside of it. */
export interface Docs {
  /** The page's path, or undefined if there is no such file under `docs/`. */
  path(page: string): string | undefined;
  /** The page's text, or undefined if there is no such file under `docs/`. */
  read(page: string): string | undefined;
  /** The names of all pages, sorted. */
  list(): string[];
}

/** The provider called `name`, found in `specsDir`; undefined when anything about its folder is not as it should be. */
export function findProvider(specsDir: string, name: string): Result<Provider | undefined> {
  const diagnostics = new Diagnostics();
  const folder = join(specsDir, name);
  if (!isPlainName(name) || !isFolder(folder)) {
    const known = listProviders(specsDir);
    const choice = known.length > 0 ? ` There ${known.length === 1 ? "is" : "are"}: ${known.join(", ")}.` : "";
    const message = `There is no provider ${JSON.stringify(name)} in ${specsDir}.${choice}`;
    diagnostics.error("generate/unknown-provider", message);
    return diagnostics.wrap(undefined);
  }
  checkName(name, folder, diagnostics);
  const files = filesIn(folder);
  const spec = findSpec(folder, files, diagnostics);
  const provider = spec === undefined ? undefined : makeProvider(folder, name, spec, files);
  // A misnamed overlay must not be passed over in silence.
  const misnamed = provider?.others.filter((file) => likeOverlay.test(basename(file))) ?? [];
  reportStrays(misnamed, files, diagnostics);
  return diagnostics.wrap(diagnostics.hasErrors ? undefined : provider);
}

/** The names of all folders in `specsDir` that are providers, or should be: those with anything in them. Sorted. */
export function listProviders(specsDir: string): string[] {
  return namesIn(specsDir)
    .filter((name) => isPlainName(name) && namesIn(join(specsDir, name)).some(isPlainName))
    .sort();
}

/** Whether npm takes it as the name of a package within a scope, once it is in lower case. */
export function isPackageName(name: string): boolean {
  return /^[a-z0-9][\w.-]*$/i.test(name) && name.length <= 100;
}

const specNames: readonly string[] = ["openapi.yaml", "openapi.yml", "openapi.json"];
const stainlessName = /^(?:openapi\.)?stainless\.ya?ml$/;
const overlayName = /^overlay(?:\.(.+))?\.(?:ya?ml|json)$/;
const likeOverlay = /^overlays?[^a-z0-9]*(.*)\.[^.]+$/i;
export const releasedName = "released.json";
export const changelogName = "CHANGELOG.md";
const documentName = /\.(ya?ml|json)$/i;

function checkName(name: string, folder: string, diagnostics: Diagnostics): void {
  if (isPackageName(name)) return;
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\w.-]+/g, "-")
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/gi, "")
    .slice(0, 100);
  const message = `The folder ${folder} names a package, but ${JSON.stringify(name)} is no package name.`;
  const help = `Rename it, such as to ${plain === "" ? "acme" : plain}: letters, digits, \`.\`, \`_\` and \`-\`, at most 100.`;
  diagnostics.error("generate/provider-name", message, { help });
}

function findSpec(folder: string, files: readonly string[], diagnostics: Diagnostics): string | undefined {
  const [spec, ...more] = specNames.filter((name) => files.includes(name));
  if (more.length > 0)
    diagnostics.error("generate/two-documents", `${folder} holds ${[spec, ...more].join(" and ")}: one too many.`);
  if (spec !== undefined) return spec;
  const [candidate, ...others] = files.filter(
    (file) => documentName.test(file) && !overlayName.test(file) && !stainlessName.test(file) && file !== releasedName,
  );
  const renamed = `openapi.${candidate === undefined ? "" : extensionOf(candidate)}`;
  const help =
    candidate !== undefined && others.length === 0 ? `Is it ${candidate}? Rename it to ${renamed}.` : undefined;
  diagnostics.error("generate/no-document", `${folder} has no openapi.yaml.`, help === undefined ? {} : { help });
  return undefined;
}

/** Reports documents that are neither read by name nor among those that something referred to. */
export function reportStrays(others: readonly string[], read: readonly string[], diagnostics: Diagnostics): void {
  const known = new Set(read.map((file) => join(file)));
  for (const shown of others) {
    if (known.has(join(shown))) continue;
    const file = basename(shown);
    const meant = likeOverlay.exec(file)?.[1];
    const renamed = `overlay.${meant ? `${meant}.` : ""}${extensionOf(file)}`;
    const free = known.has(renamed) ? `overlay.NAME.${extensionOf(file)}` : renamed;
    const help = `Rename it to ${free} if it is an overlay, or move it.`;
    diagnostics.error(
      "generate/stray-file",
      `Nothing reads ${shown}: in this place only openapi.yaml, overlay.yaml and overlay.*.yaml are read (or .yml, .json), and what openapi.yaml refers to.`,
      { location: { file: shown, line: 1, column: 1 }, ...(meant !== undefined && { help }) },
    );
  }
}

function extensionOf(file: string): string {
  return (documentName.exec(file)?.[1] ?? "yaml").toLowerCase();
}

function makeProvider(folder: string, name: string, spec: string, names: readonly string[]): Provider {
  const overlays = names
    .filter((file) => overlayName.test(file))
    .sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)) || (a < b ? -1 : 1));
  const stainless = stainlessAmong(folder, names);
  return {
    name,
    folder,
    spec: join(folder, spec),
    ...(stainless !== undefined && { stainless }),
    overlays: overlays.map((file) => join(folder, file)),
    others: names
      .filter((file) => documentName.test(file) && !specNames.includes(file))
      .filter((file) => !overlayName.test(file) && !stainlessName.test(file) && file !== releasedName)
      .map((file) => join(folder, file)),
    docs: docsIn(folder),
    ...(names.includes(releasedName) && { released: join(folder, releasedName) }),
    ...(names.includes(changelogName) && { changelog: join(folder, changelogName) }),
  };
}

function stainlessAmong(folder: string, names: readonly string[]): string | undefined {
  const name = names.find((file) => stainlessName.test(file));
  return name === undefined ? undefined : join(folder, name);
}

/** The Stainless configuration in a folder, if there is one. */
export function stainlessIn(folder: string): string | undefined {
  return stainlessAmong(folder, filesIn(folder));
}

function isNamed(overlay: string): boolean {
  return overlayName.exec(overlay)?.[1] !== undefined;
}

/** The pages under `docs/` in a folder. */
export function docsIn(folder: string): Docs {
  const path = (page: string): string | undefined => {
    if (
      page.includes("\0") ||
      page.includes("\\") ||
      page.split("/").some((part) => part === "" || part === "." || part === "..")
    )
      return undefined;
    const file = join(folder, "docs", page);
    try {
      const docs = realpathSync(join(folder, "docs"));
      const isInside = docs.startsWith(realpathSync(folder) + sep) && realpathSync(file).startsWith(docs + sep);
      return isInside && statSync(file).isFile() ? file : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    path,
    list() {
      const docs = join(folder, "docs");
      const names = namesIn(docs, true).map((name) => name.split(sep).join("/"));
      return names.filter((page) => path(page) !== undefined).sort();
    },
    read(page) {
      const file = path(page);
      try {
        return file === undefined ? undefined : decode(readFileSync(file));
      } catch {
        return undefined;
      }
    },
  };
}

/** A name that is not hidden and leads nowhere else. */
function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name);
}

function namesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: "utf8" });
  } catch {
    return [];
  }
}

/** Hidden ones are an editor's or a tool's. */
function filesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => isPlainName(name) && statOf(join(folder, name))?.isFile() === true)
    .sort();
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

/** Undefined for what is not there or cannot be looked at, such as a link that leads to itself. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
