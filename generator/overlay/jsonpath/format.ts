/** Paths and parts of queries as text. */
import type { Node, Path, Query } from "./query.js";

export function pathOf(node: Node): Path {
  const path: (string | number)[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** A path as a person would write it: `$.paths['/event/'].get.parameters[0]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => text + formatKey(key), "$");
}

export function formatKey(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${quote(key)}]`;
}

/** A path as RFC 9535 normalizes it: `$['paths']['/event/']`. */
export function normalizedPath(path: Path): string {
  return path.reduce<string>((text, key) => `${text}[${typeof key === "number" ? key : quote(key)}]`, "$");
}

export function formatPrefix(query: Query, count: number): string {
  return (
    query.root +
    query.segments
      .slice(0, count)
      .map((segment) => segment.text)
      .join("")
  );
}

/** The rest of a query after its first `count` segments. */
export function formatRest(query: Query, count: number): string {
  return query.segments
    .slice(count)
    .map((segment) => segment.text)
    .join("");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "'": "\\'",
  "\\": "\\\\",
};

export function quote(text: string): string {
  // eslint-disable-next-line no-control-regex
  const escaped = text.replaceAll(
    /[\u0000-\u001F'\\]/g,
    (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `'${escaped}'`;
}
