/** What YAML scalars mean in the core schema of YAML 1.2. */
import { SCALAR_STYLE, floatCoreTag, intCoreTag, type ScalarEvent } from "js-yaml";

type Scalar = boolean | number | string | null;

/** Whether a scalar in a key's place is the merge key. */
export function isMergeKey(source: string, event: ScalarEvent, text: string): boolean {
  if (text !== "<<") return false;
  return event.tagStart < 0
    ? event.style === SCALAR_STYLE.PLAIN
    : tagName(source.slice(event.tagStart, event.tagEnd)) === "merge";
}

const keywords: ReadonlyMap<string, boolean | null> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** What a plain scalar means. `.inf` and `.nan` stay text: JSON has no such numbers. */
export function resolvePlain(text: string): Scalar {
  const first = text.charCodeAt(0);
  if (text.length <= 5) {
    const word = keywords.get(text);
    if (word !== undefined) return word;
  }
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2d || first === 0x2b || first === 0x2e;
  return mayBeNumber ? (numberOf(text, false) ?? text) : text;
}

function numberOf(text: string, isExplicit: boolean): number | undefined {
  const whole = intCoreTag.resolve(text, isExplicit, intCoreTag.tagName);
  const value = typeof whole === "number" ? whole : floatCoreTag.resolve(text, isExplicit, floatCoreTag.tagName);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** What a scalar with an explicit tag means; undefined if the tag is unknown or does not fit. */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  const word = keywords.get(text);
  switch (tag) {
    case "!":
    case "str":
      return text;
    case "null":
      return word === null ? null : undefined;
    case "bool":
      return typeof word === "boolean" ? word : undefined;
    case "int":
    case "float":
      return numberOf(text, true);
    default:
      return undefined;
  }
}

/** A tag's name without its handle: `int` for `!!int`. */
export function tagName(written: string): string {
  return written.replace(/^(?:!!|!<tag:yaml\.org,2002:)/, "").replace(/^(\w+)>$/, "$1");
}
