/** Reading a query string the way the fakes need it: nothing merged, nothing lost. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
  /** The value as it was sent, before percent-decoding. */
  readonly rawValue: string;
}

export interface ParsedQuery {
  readonly pairs: readonly QueryPair[];
  /** The first piece whose percent-encoding is broken. */
  readonly malformed: string | null;
}

export function parseQuery(query: string): ParsedQuery {
  const pairs: QueryPair[] = [];
  let malformed: string | null = null;
  for (const piece of query.split("&")) {
    if (piece === "") continue;
    const at = piece.indexOf("=");
    const rawName = at < 0 ? piece : piece.slice(0, at);
    const rawValue = at < 0 ? "" : piece.slice(at + 1);
    const name = decode(rawName);
    const value = decode(rawValue);
    if (name === null || value === null) malformed ??= piece;
    pairs.push({ name: name ?? rawName, value: value ?? rawValue, rawValue });
  }
  return { pairs, malformed };
}

/** Percent-decoding with `+` for a space; null when it is broken. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

/** One segment of a path, decoded; text that cannot be decoded stays as it is. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Digits only, with an optional minus; anything else is null. */
export function wholeNumber(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

/**
 * A date, a date-time without a zone (taken as UTC) or one with a zone, in microseconds since 1970.
 * Null for everything else, the 31st of February included.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const part = (index: number): number => Number(match[index] ?? "0");
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(milliseconds);
  const real =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!real || part(9) > 23 || part(10) > 59) return null;
  const micro = Number((match[7] ?? "").slice(0, 6).padEnd(6, "0"));
  const zone = (part(9) * 60 + part(10)) * 60_000_000 * (match[8] === "-" ? 1 : -1);
  return milliseconds * 1000 + micro + zone;
}
