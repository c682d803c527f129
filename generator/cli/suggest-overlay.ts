/** Suggestions as an overlay: an action for each, with a comment that says why it is believed and what is uncertain. */
import { printBlock, printFlow, type Style } from "../authoring/print-yaml.js";
import { splitPointer, type JsonObject } from "../load/document.js";
import type { PaginationSuggestion } from "../model/model.js";
import { formatPath } from "../overlay/jsonpath/format.js";

export function suggestedAction(suggestion: PaginationSuggestion): JsonObject {
  const { origin, declaration } = suggestion;
  return {
    target: formatPath(splitPointer(origin)),
    description: description(suggestion),
    update: { "x-pagination": declaration },
    "x-expect": [{ absent: ["@['x-pagination']"] }],
  };
}

/** The whole overlay, as YAML. There is at least one suggestion. */
export function printSuggestions(title: string, suggestions: readonly PaginationSuggestion[]): string {
  const head = [
    "overlay: 1.1.0",
    ...printBlock({ info: { title, version: "1.0.0" } }, style),
    "# Guesses from names. Read the vendor's documentation on each, and add x-evidence: [{ page: …, quote: … }].",
    "actions:",
  ];
  const actions = suggestions.flatMap((one, index) => [
    ...(index > 0 ? [""] : []),
    ...comment(`${one.method} ${one.path}: ${one.because.join("; ")}.`),
    ...one.uncertain.flatMap((doubt) => comment(`Uncertain: ${doubt}.`)),
    ...printBlock([suggestedAction(one)], style, [], 2).map((line) => `  ${line}`),
  ]);
  return `${[...head, ...actions].join("\n")}\n`;
}

const style: Style = {
  width: 120,
  isFlow: (value, path) => path.includes("x-pagination") || (path.includes("x-expect") && printFlow(value).length < 80),
};

/** Names come from the document; whatever is in them must stay within the comment. */
function comment(text: string): string[] {
  const plain = text.replaceAll(/[\p{C}\u2028\u2029]+/gu, " ");
  const lines: string[] = [];
  let line = "";
  for (const word of plain.split(" ")) {
    if (line !== "" && line.length + word.length > 110) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line].map((one, index) => `  # ${index > 0 ? "  " : ""}${one}`);
}

function description({ declaration }: PaginationSuggestion): string {
  const { style: kind, cursor, offset, page, next } = declaration;
  const ways: Readonly<Record<string, string>> = {
    cursor: `by the cursor \`${String(cursor)}\`, which \`${String(next)}\` gives`,
    offset: `by the position \`${String(offset)}\` of their first item`,
    page: `by the number \`${String(page)}\``,
    link: "by the `Link` header",
    "next-url": `by the URL in \`${String(next)}\``,
  };
  return `The pages of the list are asked for ${ways[String(kind)]}; the document does not say so.`;
}
