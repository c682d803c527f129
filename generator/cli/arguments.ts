import { parseArgs, type ParseArgsConfig } from "node:util";
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
    throw new UsageError((error as Error).message.replace(/\. To specify a positional.*$/s, ""), command);
  }
}
