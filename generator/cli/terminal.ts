/** What a person sees: colours on a terminal, tables; what a program sees: JSON. */
import pc from "picocolors";

export function colorsFor(stream: NodeJS.WriteStream): boolean {
  if (process.env["NO_COLOR"]) return false;
  if (process.env["FORCE_COLOR"]) return process.env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true;
}

export const paint = (): ReturnType<typeof pc.createColors> => pc.createColors(colorsFor(process.stdout));

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A table with a bold head; columns as wide as they must be. Cells must not be painted: their length is counted. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paintCell: (text: string, column: number, row: number) => string = (text) => text,
): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[], decorate: (text: string, column: number) => string): string =>
    cells
      .map((cell, column) => decorate(cell, column) + " ".repeat((widths[column] ?? 0) - cell.length))
      .join("  ")
      .trimEnd();
  const { bold } = paint();
  return [
    line(head, (text) => bold(text)),
    ...rows.map((row, index) => line(row, (text, column) => paintCell(text, column, index))),
  ]
    .map((text) => `${text}\n`)
    .join("");
}
