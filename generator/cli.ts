#!/usr/bin/env node
// argv → one command → exit code. Commands are loaded only when they run: `specmend --help` should cost next to nothing.
import { commands, help, version, type Command } from "./cli/commands.js";
import { UsageError } from "./cli/usage.js";

async function main(argv: readonly string[]): Promise<number> {
  const found = findCommand(argv);
  if (!found) {
    if (argv[0] === "--version" || argv[0] === "-v") return say(version());
    if (argv.length === 0 || argv.includes("--help") || argv.includes("-h") || argv[0] === "help") return say(help());
    throw new UsageError(`unknown command ${JSON.stringify(argv.slice(0, 2).join(" "))}`);
  }
  const { command, rest } = found;
  if (rest.includes("--help") || rest.includes("-h")) return say(command.help);
  const { run } = await command.load();
  return run(rest);
}

function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const command of commands) {
    const words = command.name.split(" ");
    if (words.every((word, index) => argv[index] === word)) return { command, rest: argv.slice(words.length) };
  }
  return undefined;
}

function say(text: string): number {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return 0;
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      process.stderr.write(
        `specmend: ${error.message}\nRun \`specmend ${error.command ?? ""}${error.command ? " " : ""}--help\` for how to call it.\n`,
      );
      process.exitCode = 2;
      return;
    }
    const bug = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(
      `specmend: internal error: ${bug.message}\nThis is a bug of specmend. Set SPECMEND_DEBUG=1 to see where it happened.\n`,
    );
    if (process.env["SPECMEND_DEBUG"]) process.stderr.write(`${bug.stack ?? ""}\n`);
    process.exitCode = 1;
  },
);
