/** Prints plain values as YAML the way people write it: small things on one line, long texts folded. */
import { isObject, type Json } from "../load/document.js";
import { isContainer, isList } from "../overlay/values.js";

export interface Style {
  /** Where lines should end. */
  readonly width: number;
  /** Whether a collection goes on one line, if it fits. */
  isFlow(value: Json, path: readonly (string | number)[]): boolean;
}

/** The lines of a block collection, or the one line of anything else; without line ends. */
export function printBlock(value: Json, style: Style, path: readonly (string | number)[] = [], column = 0): string[] {
  if (isList(value) && value.length > 0) {
    return value.flatMap((item, index) => entry("-", item, style, [...path, index], column));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.keys(value).flatMap((key) =>
      entry(`${scalar(key, false)}:`, value[key] as Json, style, [...path, key], column),
    );
  }
  return [printFlow(value)];
}

/** `{ type: [string, "null"] }` */
export function printFlow(value: Json): string {
  if (isList(value)) return `[${value.map(printFlow).join(", ")}]`;
  if (!isObject(value)) return typeof value === "string" ? scalar(value, true) : JSON.stringify(value);
  const pairs = Object.keys(value).map((key) => `${scalar(key, true)}: ${printFlow(value[key] as Json)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

/** `head` is a key with its colon, or a dash. */
function entry(head: string, value: Json, style: Style, path: readonly (string | number)[], column: number): string[] {
  const room = style.width - column - head.length - 1;
  if (typeof value === "string") return text(head, value, room, style.width - column - 2);
  const line = isContainer(value) && Object.keys(value).length > 0 ? undefined : printFlow(value);
  const flow = line ?? (style.isFlow(value, path) ? fitting(printFlow(value), room) : undefined);
  if (flow !== undefined) return [`${head} ${flow}`];
  const inner = printBlock(value, style, path, column + 2).map((one) => (one === "" ? "" : `  ${one}`));
  return head === "-" ? [`- ${inner[0]?.trimStart()}`, ...inner.slice(1)] : [head, ...inner];
}

function fitting(line: string, room: number): string | undefined {
  return line.length <= room ? line : undefined;
}

function text(head: string, value: string, room: number, width: number): string[] {
  const line = scalar(value, false);
  if (canBeLiteral(value)) {
    const chomp = value.endsWith("\n") ? "|" : "|-";
    const lines = value.replace(/\n$/, "").split("\n");
    return [`${head} ${chomp}`, ...lines.map((one) => (one === "" ? "" : `  ${one}`))];
  }
  if (line.length <= room || !canBeFolded(value)) return [`${head} ${line}`];
  return [`${head} >-`, ...fold(value, width).map((one) => `  ${one}`)];
}

/** A text of several lines, none of which would lose anything at its ends. */
function canBeLiteral(value: string): boolean {
  return value.includes("\n") && /^\S/.test(value) && /\S\n?$/.test(value) && !/[^\S\n]\n|[^\P{C}\n]/u.test(value);
}

function canBeFolded(value: string): boolean {
  return /^\S+(?: \S+)+$/.test(value) && !/\p{C}|[\u2028\u2029]/u.test(value);
}

function fold(value: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of value.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A text as a scalar, in quotes where any reader, YAML 1.1 ones too, could take it for something else. */
function scalar(value: string, inFlow: boolean): string {
  const isPlain =
    /^\d+\.\d+\.\d+$/.test(value) ||
    (/^(?:[\p{L}_/$(]|\.\.?\/)(?:.*[^\s:])?$/u.test(value) &&
      !/: |:$| #|\p{C}|[\u2028\u2029]/u.test(value) &&
      !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) &&
      !(inFlow && /[,[\]{}:"']/.test(value)));
  return isPlain ? value : quoted(value);
}

function quoted(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
