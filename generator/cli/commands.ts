/** The commands and their help texts. Importing this loads none of them. */
import { readFileSync } from "node:fs";
import { packageRoot } from "./root.js";

export interface Command {
  /** As it is typed: `overlay apply`. */
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  load(): Promise<{ run(argv: readonly string[]): Promise<number> }>;
}

const common = `  --json              print a machine-readable result on stdout
  -h, --help          show this text`;

const exitCodes = "Exit codes: 0 fine, 1 errors (or --check found a difference), 2 wrong usage.";

export const commands: readonly Command[] = [
  {
    name: "generate",
    summary: "generate the client packages",
    help: `Usage: specmend generate [provider…] [options]
       specmend generate --spec FILE [--overlay FILE]… --name NAME --out DIR

Generates one typed client package per provider from specs/<provider>/openapi.yaml and its overlays, or one package from
a single spec. Every correction is judged again; a provider with errors is left as it was.

  --check             write nothing; exit 1 and say what would change, and why
  --watch             generate again whenever a spec, an overlay or a page changes
  --specs DIR         the folder with the providers (default: specs)
  --out DIR           the folder for the packages (default: generated), or with --spec for the one package
  --spec FILE         one OpenAPI document from anywhere
  --overlay FILE      an overlay for it; may be given more than once
  --name NAME         with --spec: the provider's name, or the whole package name such as @acme/close
${common}

${exitCodes}
`,
    load: () => import("./generate.js"),
  },
  {
    name: "overlay apply",
    summary: "print a document with overlays applied",
    help: `Usage: specmend overlay apply SPEC OVERLAY… [-o OUT]

Applies overlays exactly as the OpenAPI Overlay Specification says (a target without a match succeeds) and prints the
document; comments and the order of keys are kept. What became of each action goes to stderr.

  -o, --output FILE   write the document there instead of to stdout
${common}

${exitCodes}
`,
    load: () => import("./overlay-apply.js"),
  },
  {
    name: "overlay check",
    summary: "show what became of each correction",
    help: `Usage: specmend overlay check [provider…] [options]

Judges every action of every overlay against the spec as it is now: applied, obsolete (delete it), conflict (the vendor
changed the place) or unmatched (the place is gone).

  --specs DIR         the folder with the providers (default: specs)
${common}

${exitCodes}
`,
    load: () => import("./overlay-check.js"),
  },
  {
    name: "explain",
    summary: "explain a diagnostic code",
    help: `Usage: specmend explain CODE

Says what a code such as overlay/conflict means, why it matters and what to do. Without a code: lists them all.

${common}
`,
    load: () => import("./explain.js"),
  },
];

export function help(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `specmend: the spec is wrong. Mend it, then generate.

Usage: specmend <command> [options]

${list.join("\n")}

  -h, --help     show this text, or with a command its own
  -v, --version  show the version
`;
}

export function version(): string {
  const text = readFileSync(new URL("package.json", packageRoot), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
