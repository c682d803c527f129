/** Opens the files that a document refers to: those in its own folder, and in folders that its reader allowed. */
import { realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

import type { Closed, Document, Opened, ReadFile, References } from "./document.js";
import { MAX_FILES } from "./limits.js";
import { readDocument } from "./read.js";

export interface ReferenceOptions {
  /** Folders beside the document's own. */
  readonly allowed?: readonly string[];
  /** Told of each file that may be read, there or not. */
  readonly onAsk?: (file: string) => void;
  /** Brings a file into the form that the document has, once it is asked for in that form. */
  readonly convert?: (document: Document, name: string) => Document;
}

/** The files that the document `spec` refers to; each is read when it is asked for. */
export function referencesOf(
  spec: string,
  { allowed = [], onAsk = () => undefined, convert = (document) => document }: ReferenceOptions = {},
): References {
  const folder = dirname(spec);
  const folders = [folder, ...allowed];
  const files: ReadFile[] = [];
  const byPath = new Map<string, Opened | Closed>();
  const byRealPath = new Map<string, Opened | Closed>();
  const shown = new Map<string, string>([["", spec]]);

  const read = (file: string, path: string): Opened | Closed => {
    const help =
      "Move the file there, or allow its folder: `--allow-refs DIR`, or `allowRefs` under `specmend` in package.json.";
    const outside: Closed = { why: "outside", message: `${file}, which is outside of ${folder}`, help };
    if (!folders.some((one) => isWithin(resolve(file), resolve(one)))) return outside;
    onAsk(file);
    const realPath = realPathOf(file);
    if (realPath === undefined) return { why: "missing", message: `${file}, which is not there` };
    if (!folders.some((one) => isWithin(realPath, realPathOf(one)))) return outside;
    const known = byRealPath.get(realPath);
    if (known) return known;
    if (realPath === realPathOf(spec)) return { name: "" };
    if (files.length >= MAX_FILES)
      return { why: "unreadable", message: `${file}, one of more than ${MAX_FILES} files` };
    const name = encodeURI(path).replaceAll("#", "%23");
    const [document, problems] = statSync(realPath).isFile() ? readDocument(file) : [undefined, []];
    files.push({ file, ...(document && { text: document.text }) });
    shown.set(name, file);
    const opened: Opened | Closed = document
      ? inForm(name, document, convert)
      : { why: "unreadable", message: `${file}, which is no document that can be read`, problems };
    byRealPath.set(realPath, opened);
    return opened;
  };

  return {
    files,
    open(reference, from) {
      const path = pathOf(reference);
      if (path === undefined) return { why: "missing", message: "what no file can be called" };
      const file = isAbsolute(path) ? path : join(dirname(shown.get(from) ?? spec), path);
      const opened = byPath.get(file) ?? read(file, relative(folder, file).split(sep).join("/") || basename(file));
      byPath.set(file, opened);
      return opened;
    },
  };
}

/** A file, brought into the document's form when it is first asked for in it. */
function inForm(name: string, raw: Document, convert: NonNullable<ReferenceOptions["convert"]>): Opened {
  let document: Document | undefined;
  return {
    name,
    raw,
    get document() {
      return (document ??= convert(raw, name));
    },
  };
}

/** The path that a relative URL reference means; undefined for what no file can be called. */
function pathOf(reference: string): string | undefined {
  try {
    const path = decodeURIComponent(reference.replace(/\?.*$/s, ""));
    return path === "" || path.includes("\0") || path.includes("\\") ? undefined : path;
  } catch {
    return undefined;
  }
}

function isWithin(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
