/** The few things that writing needs of a disk; tests put in one that fails. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";

export interface Disk {
  exists(path: string): boolean;
  /** Names in a folder; none if there is no such folder. */
  names(folder: string): string[];
  /** The bytes of a regular file, or undefined if there is none. */
  read(path: string): Uint8Array | undefined;
  realPath(path: string): string;
  makeFolder(path: string): void;
  writeFile(path: string, text: string): void;
  /** A second name for an unchanged file, so that it keeps its time; a copy where the disk has no links. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
}

export const realDisk: Disk = {
  exists: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  names: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  read: (path) => (lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : undefined),
  realPath: (path) => realpathSync(path),
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
  writeFile: (path, text) => writeFileSync(path, text, { encoding: "utf8", flag: "wx" }),
  link(from, to) {
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to);
    }
  },
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
};
