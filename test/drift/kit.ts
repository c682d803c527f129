/** Packages made from a document's text, and what their observers say. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { generate } from "../../generator/generate.js";
import type { Deviation, ObserveOptions } from "../../templates/runtime/drift.js";
import type { Hooks, RequestEvent, ResponseEvent } from "../../templates/runtime/hooks.js";
import { runtime, writeFiles } from "../case-files.js";

export type Observe = (options: ObserveOptions) => Hooks;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "specmend-drift-"));
  folders.push(folder);
  return folder;
}

export const overlayOf = (actions: readonly (string | undefined)[]): string =>
  `overlay: 1.1.0\ninfo: { title: Observed, version: "1" }\nactions:\n${actions.filter(Boolean).join("\n")}\n`;

/** Generates a package, with what an overlay of these actions corrects; throws what the generator complains about. */
export async function packageOf(document: string, overlay?: string): Promise<Observe> {
  const folder = scratch();
  mkdirSync(join(folder, "in"));
  const spec = join(folder, "in/openapi.yaml");
  writeFileSync(spec, document);
  if (overlay !== undefined) writeFileSync(join(folder, "in/overlay.yaml"), overlay);
  const [made, diagnostics] = await generate(
    {
      name: "pets",
      packageName: "@specmend/pets",
      source: "specs/pets",
      spec,
      overlays: overlay === undefined ? [] : [join(folder, "in/overlay.yaml")],
      readPage: () => undefined,
      strict: false,
    },
    runtime,
  );
  if (!made) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  writeFiles(folder, made.files);
  return ((await import(/* @vite-ignore */ pathToFileURL(join(folder, "dist/drift.js")).href)) as { observe: Observe })
    .observe;
}

export const request: RequestEvent = {
  operation: "pets.list",
  attempt: 1,
  method: "GET",
  url: "https://api.test/pets",
  headers: new Headers(),
  signal: new AbortController().signal,
  call: {},
};

export const answered = (body: unknown, more: Partial<ResponseEvent> = {}): ResponseEvent => ({
  request,
  status: 200,
  headers: new Headers(),
  durationMs: 1,
  body,
  ...more,
});

/** What a new observer says of a body. */
export function observed(observe: Observe, body: unknown, about: Partial<ResponseEvent> = {}): Deviation[] {
  const found: Deviation[] = [];
  observe({ report: (one) => found.push(one) }).onResponse?.(answered(body, about));
  return found;
}

export const shortly = (found: readonly Deviation[]): string[] =>
  found.map(({ kind, path, expected, found: came }) => `${kind} ${path}: ${expected} → ${came}`);
