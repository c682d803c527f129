import { diagnosticCatalogue, type DiagnosticWords } from "../diagnostic-codes.js";
import { nearest } from "../nearest.js";
import { parseCommand } from "./arguments.js";
import { UsageError } from "./usage.js";

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, {}, "explain");
  const entries: [string, DiagnosticWords][] = Object.entries(diagnosticCatalogue);
  const [code] = positionals;
  const chosen = code === undefined ? entries : entries.filter(([key]) => key === code);
  if (code !== undefined && chosen.length === 0) {
    const [near] = nearest(code, Object.keys(diagnosticCatalogue), 1);
    throw new UsageError(
      `there is no code ${JSON.stringify(code)}${near === undefined ? "" : `; did you mean ${near}?`}`,
      "explain",
    );
  }
  if (values.json) process.stdout.write(`${JSON.stringify(Object.fromEntries(chosen), null, 2)}\n`);
  else process.stdout.write(chosen.map(([key, words]) => print(key, words, code !== undefined)).join(""));
  return 0;
}

function print(code: string, { title, cause, fix }: DiagnosticWords, whole: boolean): string {
  return whole ? `${code}: ${title}\n\n${cause}\n\n${fix}\n` : `${code.padEnd(30)}${title}\n`;
}
