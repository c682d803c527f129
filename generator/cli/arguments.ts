import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearest } from "../nearest.js";
import { UsageError } from "./usage.js";

/** Parses a command's arguments; a wrong one is a usage error that names the command. `--json` goes with every command. */
export function parseCommand<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  options: Options,
  command: string,
) {
  const all = { ...options, json: { type: "boolean" } } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: all as Options & { json: { type: "boolean" } },
    });
  } catch (error) {
    throw new UsageError(explain(error as Error, Object.keys(all)), command);
  }
}

/** Node's own words, but for a misspelt option. */
function explain({ message }: Error, known: readonly string[]): string {
  const unknown = /^Unknown option '(--?[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const [near] = nearest(
    unknown,
    ["help", ...known].map((name) => `--${name}`),
    1,
  );
  return `unknown option ${unknown}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** `--spec` is one document from anywhere; provider names and `--specs` are about a folder of them. */
export function refuseProviders(names: readonly string[], specs: string | undefined, command: string): void {
  const [name] = names;
  if (specs !== undefined) throw new UsageError("--spec and --specs exclude each other", command);
  if (name !== undefined) throw new UsageError(`--spec goes without provider names such as ${name}`, command);
}
