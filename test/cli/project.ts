/** Project folders in the system's temporary folder, and the built command line run in them as a child process. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export const spec = `openapi: 3.1.0 # the vendor's own
info: { title: Events, version: "1" }
servers: [{ url: https://api.test }]
paths:
  /events:
    get:
      operationId: events.list
      parameters:
        - name: _limit # as in the path
          in: query
          schema:
            type: integer
            default: 100 # is it?
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: array, items: { type: string } } } } }
`;

export const overlay = `overlay: 1.1.0
info: { title: Corrections, version: "1" }
actions:
  - target: $.paths['/events'].get.parameters[?@.name == '_limit'].schema
    description: At most 50.
    update: { default: 50, maximum: 50 }
    x-expect: { value: { default: 100 } }
    x-evidence: [{ page: events.md, quote: capped at 50 }]
`;

export const page = "The limit is capped at 50.\n";

/** A sound provider's files, in `specs/<name>`. */
export const provider = (name: string): Record<string, string> => ({
  [`specs/${name}/openapi.yaml`]: spec,
  [`specs/${name}/overlay.yaml`]: overlay,
  [`specs/${name}/docs/events.md`]: page,
});

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export class Project {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.folder = mkdtempSync(join(tmpdir(), "specmend-cli-"));
    folders.push(this.folder);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** Runs specmend in the project's folder, or in one below. `closeOutput`: the reader goes away at once, as `| true` would. */
  run(
    args: readonly string[],
    {
      env = {},
      closeOutput = false,
      below = "",
    }: { env?: Record<string, string>; closeOutput?: boolean; below?: string } = {},
  ): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
      const child = spawn(process.execPath, [cli, ...args], {
        cwd: join(this.folder, below),
        env: { ...clean, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let stderr = "";
      if (closeOutput) child.stdout.destroy();
      else child.stdout.on("data", (data) => (stdout += data));
      child.stderr.on("data", (data) => (stderr += data));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    this.write(path, text.replace(from, to));
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** Every file below a folder with its text; empty when the folder is not there. */
  files(folder: string): Map<string, string> {
    return new Map(this.#paths(folder).map((path) => [path, this.read(path)]));
  }

  /** Every file below a folder with its time of change. */
  times(folder: string): Map<string, number> {
    return new Map(this.#paths(folder).map((path) => [path, statSync(join(this.folder, path)).mtimeMs]));
  }

  #paths(folder: string): string[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const paths = entries.map((entry) =>
      relative(this.folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"),
    );
    return paths.filter((path) => path.startsWith(`${folder}/`)).sort();
  }
}
