/** The commands and their help texts. Importing this loads none of them. */
import { readFileSync } from "node:fs";
import { nearest } from "../nearest.js";
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
  --watch             generate again whenever a spec, an overlay, a page or a file of a $ref changes
  --no-typecheck      do not type-check what is new before it is written; for builds that do it themselves
  --specs DIR         the folder with the providers (default: specs)
  --out DIR           the folder for the packages (default: generated), or with --spec for the one package
  --spec FILE         one OpenAPI document from anywhere
  --overlay FILE      an overlay for it; may be given more than once
  --name NAME         with --spec: the provider's name, or the whole package name such as @acme/close
  --allow-refs DIR    a folder beside the spec's own whose files a $ref may lead to; may be given more than once
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
    name: "overlay prune",
    summary: "delete corrections that are no longer needed",
    help: `Usage: specmend overlay prune [provider…] [options]

Deletes from the overlay files every action that the spec has made obsolete, with the comment right above it. Nothing
else in the files changes. A file in which every action is obsolete is left alone (an overlay needs at least one action):
delete it yourself.

  --check             write nothing; exit 1 and say what would be deleted
  --specs DIR         the folder with the providers (default: specs)
${common}

${exitCodes}
`,
    load: () => import("./overlay-prune.js"),
  },
  {
    name: "overlay expect",
    summary: "fill in missing guards from the spec as it stands",
    help: `Usage: specmend overlay expect [provider…] [options]
       specmend overlay expect --spec FILE --overlay FILE…

Writes x-expect into every action that overwrites, removes or appends without one, so that the build stops when the
vendor changes the place. Nothing else in the files changes; actions that have an x-expect stay as they are.

  --check             write nothing; exit 1 and say which actions would get one
  --specs DIR         the folder with the providers (default: specs)
  --spec FILE         one OpenAPI document from anywhere
  --overlay FILE      an overlay for it; may be given more than once
${common}

${exitCodes}
`,
    load: () => import("./overlay-expect.js"),
  },
  {
    name: "overlay diff",
    summary: "print an overlay that turns one document into another",
    help: `Usage: specmend overlay diff BEFORE AFTER [-o OUT]

Prints an overlay that turns the document BEFORE into AFTER, with x-expect filled in. Its targets name list items (a
parameter by name and place, a tag by name, a server by url); a list whose items have no names is written anew. The result
has the values of AFTER; keys keep their order in BEFORE, new ones come last.

  -o, --output FILE   write the overlay there instead of to stdout
  --title TEXT        the overlay's title (default: From BEFORE to AFTER)
${common}

${exitCodes}
`,
    load: () => import("./overlay-diff.js"),
  },
  {
    name: "suggest pagination",
    summary: "print an overlay for what looks paginated",
    help: `Usage: specmend suggest pagination [provider…] [options]
       specmend suggest pagination --spec FILE [--overlay FILE]…

Lists the operations that look paginated although nothing says so (by the names of their parameters and of the fields of
their responses), as an overlay with one action for each, ready to paste. Above each action stands why it is believed and
what is uncertain: read the vendor's documentation before you take it. What is declared already, be it as
\`x-pagination: false\`, is not repeated.

  --specs DIR         the folder with the providers (default: specs)
  --spec FILE         one OpenAPI document from anywhere
  --overlay FILE      an overlay for it; may be given more than once
${common}

${exitCodes}
`,
    load: () => import("./suggest-pagination.js"),
  },
  {
    name: "release",
    summary: "name the next version, and write down what has changed",
    help: `Usage: specmend release [provider…] [options]

Compares what a package offers now with what its last release offered (released.json beside the spec): calls, parameters,
results, types. Names the next version by Semantic Versioning (a break raises the first number, or while that is 0 the
second), writes an entry with what has changed and which correction brought it about into CHANGELOG.md beside the spec, and
writes released.json anew. \`specmend generate\` then takes both into the package.

  --check             write nothing; exit 1 and say what would be released
  --version X.Y.Z     with one provider: this version, which may be higher than the changes ask for, but not lower
  --specs DIR         the folder with the providers (default: specs)
${common}

${exitCodes}
`,
    load: () => import("./release.js"),
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

/** All commands; with a group, such as `overlay`, those that begin with it. */
export function help(group = ""): string {
  const listed = commands.filter((command) => command.name.startsWith(group));
  const width = Math.max(...listed.map((command) => command.name.length));
  const list = listed.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`).join("\n");
  if (group !== "")
    return `Usage: specmend ${group}<command> [options]\n\n${list}\n\n  -h, --help     with a command: show its own text\n`;
  return `specmend: the spec is wrong. Mend it, then generate.

Usage: specmend <command> [options]

${list}

  -h, --help     show this text, or with a command its own
  -v, --version  show the version
`;
}

/** The first words of commands that have two. */
export function isGroup(word: string | undefined): word is string {
  return commands.some((command) => command.name.startsWith(`${word} `));
}

/** What is wrong with a command line that begins with no command. */
export function unknownCommand([first = "", second = ""]: readonly string[]): string {
  if (first.startsWith("-")) return `unknown option ${first}; options come after the command`;
  const typed = isGroup(first) ? `${first} ${second}` : first;
  const meant = commands.find(({ name }) => name.endsWith(` ${first}`))?.name ?? nearestCommand(typed);
  return `unknown command ${JSON.stringify(typed)}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function nearestCommand(typed: string): string | undefined {
  const names = new Map(
    commands.flatMap(({ name }) => [
      [name.split(" ").at(-1) ?? name, name],
      [name, name],
    ]),
  );
  const [near] = nearest(typed, names.keys(), 1);
  return near === undefined ? undefined : names.get(near);
}

export function version(): string {
  const text = readFileSync(new URL("package.json", packageRoot), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
