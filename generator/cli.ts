#!/usr/bin/env node
// argv → one command → exit code. Commands are loaded only when they run: `specmend --help` should cost next to nothing.
import { commands, help, isGroup, unknownCommand, version, type Command } from "./cli/commands.js";
import { UsageError } from "./cli/usage.js";

async function main(argv: readonly string[]): Promise<number> {
  const found = findCommand(argv);
  if (!found) {
    if (argv[0] === "--version" || argv[0] === "-v") return say(version());
    if (isGroup(argv[0]) && /^(?:--help|-h|)$/.test(argv[1] ?? "")) return say(help(`${argv[0]} `));
    if (argv.length === 0 || argv.includes("--help") || argv.includes("-h") || argv[0] === "help") return say(help());
    throw new UsageError(unknownCommand(argv));
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

const argv = process.argv.slice(2);

/** Whoever asked for JSON parses what is on stdout, whatever happened. */
function fail(error: string, more: string, code: number): void {
  if (argv.includes("--json"))
    process.stdout.write(`${JSON.stringify({ ok: false, error, diagnostics: [] }, null, 2)}\n`);
  process.stderr.write(`specmend: ${error}\n${more}\n`);
  process.exitCode = code;
}

main(argv).then(
  (code) => {
    process.exitCode = code;
    // Taking a large heap apart is work for nothing. What is still to be written is waited for.
    if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      const command = error.command === undefined ? "" : `${error.command} `;
      fail(error.message, `Run \`specmend ${command}--help\` for how to call it.`, 2);
      return;
    }
    const bug = error instanceof Error ? error : new Error(String(error));
    fail(
      `internal error: ${bug.message}`,
      "This is a bug of specmend. Set SPECMEND_DEBUG=1 to see where it happened.",
      1,
    );
    if (process.env["SPECMEND_DEBUG"]) process.stderr.write(`${bug.stack ?? ""}\n`);
  },
);
