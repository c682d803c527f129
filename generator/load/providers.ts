/** Finds providers and the pages that their overlays quote. Parses nothing, so that a run with nothing to do loads no parser. */
import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

import { Diagnostics, type Result } from "../diagnostics.js";
import { decode } from "./text.js";

/** A folder under `specs/`: the vendor's document, our corrections, and the pages they quote. Paths are as a person would type them. */
export interface Provider {
  readonly name: string;
  readonly folder: string;
  readonly spec: string;
  /** `overlay.yaml` first, then `overlay.*.yaml` in name order. */
  readonly overlays: readonly string[];
  readonly docs: Docs;
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

/** The provider called `name`, found in `specsDir`. */
export function findProvider(specsDir: string, name: string): Result<Provider | undefined> {
  const diagnostics = new Diagnostics();
  const folder = join(specsDir, name);
  const names = isFolderName(name) ? filesIn(folder) : [];
  const spec = specNames.find((file) => names.includes(file));
  if (spec !== undefined) return diagnostics.wrap(makeProvider(folder, name, spec, names));
  const known = listProviders(specsDir);
  const choice = known.length > 0 ? ` There ${known.length === 1 ? "is" : "are"}: ${known.join(", ")}.` : "";
  diagnostics.error(
    "generate/unknown-provider",
    `There is no provider ${JSON.stringify(name)} in ${specsDir}.${choice}`,
  );
  return diagnostics.wrap(undefined);
}

/** The names of all providers in `specsDir`, sorted. */
export function listProviders(specsDir: string): string[] {
  return namesIn(specsDir)
    .filter((name) => isFolderName(name) && filesIn(join(specsDir, name)).some((file) => specNames.includes(file)))
    .sort();
}

const specNames: readonly string[] = ["openapi.yaml", "openapi.yml", "openapi.json"];
const overlayName = /^overlay(?:\.(.+))?\.(?:ya?ml|json)$/;

function makeProvider(folder: string, name: string, spec: string, names: readonly string[]): Provider {
  const overlays = names
    .filter((file) => overlayName.test(file))
    .sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)) || (a < b ? -1 : 1));
  return {
    name,
    folder,
    spec: join(folder, spec),
    overlays: overlays.map((file) => join(folder, file)),
    docs: docsIn(folder),
  };
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

function isFolderName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name);
}

function namesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: "utf8" });
  } catch {
    return [];
  }
}

function filesIn(folder: string): string[] {
  return namesIn(folder).filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true);
}
