/** `released.json` beside the spec: what the last release offered, and the package's version. */
import type { Correction } from "../overlay/overlay.js";
import type { Tree } from "./type-tree.js";

export interface Released {
  /** The package's version. */
  readonly version: string;
  /** The vendor's document, by its own version and the SHA-256 of its file. */
  readonly document: { readonly version: string; readonly sha256: string };
  /** The SHA-256 of the package's sources, comments included. */
  readonly sources: string;
  readonly surface: Tree;
  /** The descriptions of all corrections. */
  readonly corrections: readonly string[];
}

const about =
  "What the package offered when it was last released. `specmend release` compares the next release with it, and writes it anew.";

export function printReleased({ version, document, sources, surface, corrections }: Released): string {
  return `${JSON.stringify({ about, version, document, sources, surface, corrections }, null, 1)}\n`;
}

/** Undefined for a text that no release has left. */
export function parseReleased(text: string): Released | undefined {
  try {
    const value = JSON.parse(text) as Partial<Released> | null;
    const { version, document, sources, surface, corrections } = value ?? {};
    const isSound =
      isVersion(version) &&
      typeof document?.version === "string" &&
      typeof document.sha256 === "string" &&
      typeof sources === "string" &&
      isTree(surface) &&
      Array.isArray(corrections) &&
      corrections.every((one) => typeof one === "string");
    return isSound ? (value as Released) : undefined;
  } catch {
    return undefined;
  }
}

/** A version without what SemVer allows behind it: releases are counted, candidates are not. */
export function isVersion(text: unknown): text is string {
  return typeof text === "string" && /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/.test(text);
}

function isTree(value: unknown): value is Tree {
  if (typeof value === "string") return true;
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isTree);
}

/** Descriptions stand for corrections: what is described in other words has changed. */
export function describe(corrections: readonly Correction[]): string[] {
  return [...new Set(corrections.map(({ description }) => description.replaceAll(/\s+/g, " ").trim()))].sort();
}
