/** The client under test: generated, written and imported as its users do. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isError } from "../../generator/diagnostics.js";
import { generate } from "../../generator/generate.js";
import type { Model, Operation, Resource } from "../../generator/model/model.js";
import { watch } from "../../templates/runtime/hooks.js";
import { runtime, writeFiles } from "../case-files.js";
import type { Observe } from "../drift/kit.js";

/** How an operation of the document is called. Names only: what they mean is the document's to say. */
export interface Named {
  /** `events.list` */
  readonly id: string;
  /** The keys of parameters, by place and name on the wire: `query _limit`. */
  readonly keys: ReadonlyMap<string, string>;
  /** The media types between which `contentType` chooses. */
  readonly contentTypes: readonly string[];
  readonly isPaged: boolean;
}

export interface MadePackage {
  readonly folder: string;
  readonly className: string;
  /** By the operation's place in the document. */
  readonly operations: ReadonlyMap<string, Named>;
  /** `report` hears of each way in which an answer is not what the document says. */
  create(baseUrl: string, report?: (message: string) => void): object;
  remove(): void;
}

type Constructor = new (options: Record<string, unknown>) => object;

export async function makePackage(spec: string): Promise<MadePackage> {
  const job = { name: "acme", packageName: "@x/acme", source: "specs/acme", overlays: [], strict: false };
  const [made, diagnostics] = await generate({ ...job, spec, readPage: () => undefined }, runtime);
  if (!made)
    throw new Error(
      diagnostics
        .filter(isError)
        .map((one) => one.message)
        .join("\n"),
    );
  const cache = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "round-trip-"));
  writeFiles(folder, made.files);
  const { className } = made.model;
  const drift = made.files.some(({ path }) => path === "src/drift.ts")
    ? ((await import(pathToFileURL(join(folder, "dist/drift.js")).href)) as { observe: Observe })
    : undefined;
  const all = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as Record<string, Constructor>;
  return {
    folder,
    className,
    operations: new Map(operationsOf(made.model.resources).map((one) => [one.origin, named(one)])),
    create(baseUrl, report) {
      const limits = { sample: 1, items: Infinity, nodes: Infinity, limit: Infinity };
      // One that has told a deviation does not tell it again.
      const hooks = watch({
        onResponse: (event) =>
          drift
            ?.observe({ ...limits, report: ({ kind, message }) => kind !== "value" && report?.(message) })
            .onResponse?.(event),
      });
      return new all[className]!({ ...credentials(made.model), baseUrl, maxRetries: 0, hooks });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function operationsOf(resources: readonly Resource[]): Operation[] {
  return resources.flatMap((one) => [...one.operations, ...operationsOf(one.resources)]);
}

function named({ id, parameters, body, pagination }: Operation): Named {
  const contents = body?.contents.map((one) => one.mediaType) ?? [];
  return {
    id,
    keys: new Map(parameters.map((one) => [`${one.in} ${one.wireName}`, one.key])),
    contentTypes: contents.length > 1 || body?.hasDefault === false ? contents : [],
    isPaged: pagination !== undefined,
  };
}

function credentials({ schemes }: Model): Record<string, string> {
  const parts = schemes.flatMap(({ kind, options }) =>
    options.filter(({ part }) => kind !== "clientCredentials" || part === "token").map(({ option }) => option),
  );
  return Object.fromEntries(parts.map((option) => [option, "k-0123456789"]));
}
