/**
 * Opal's cursors as far as the example shows them: base64 of `p=` and the urlencoded time of an item, which is
 * how Django REST framework does it. `o` skips items of one time, `r=1` reads backwards. No filters inside.
 */
export interface OpalCursor {
  /** Microseconds; only items strictly beyond it. Null: from the very end. */
  readonly position: number | null;
  readonly offset: number;
  readonly reverse: boolean;
}

/** `mark` makes the text differ from that of other cursors for the same place. */
export function encodeOpalCursor(cursor: OpalCursor, mark = 0): string {
  const fields = new URLSearchParams();
  if (cursor.reverse) fields.set("r", "1");
  if (cursor.offset > 0) fields.set("o", String(cursor.offset));
  if (mark > 0) fields.set("m", String(mark));
  if (cursor.position !== null) {
    const time = new Date(cursor.position / 1000).toISOString().replace("T", " ").slice(0, -1);
    fields.set("p", `${time}000+00:00`);
  }
  return Buffer.from(fields.toString()).toString("base64");
}

/** Null if it is malformed. */
export function decodeOpalCursor(text: string): OpalCursor | null {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) return null;
  const fields = new URLSearchParams(bytes.toString("utf8"));
  if ([...fields.keys()].some((name) => !["p", "o", "r", "m"].includes(name))) return null;
  if (fields.size === 0) return null;
  const offset = Number(fields.get("o") ?? "0");
  const time = fields.get("p");
  const position = time === null ? null : readPosition(time);
  if (Number.isNaN(position) || !Number.isInteger(offset) || offset < 0) return null;
  return { position, offset, reverse: fields.get("r") === "1" };
}

function readPosition(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00:00$/.exec(text);
  if (!match) return Number.NaN;
  return Date.parse(`${(match[1] ?? "").replace(" ", "T")}Z`) * 1000 + Number((match[2] ?? "").padEnd(6, "0"));
}

/** The index in `times` (in reading order) at which the cursor points. */
export function startOf(times: readonly number[], cursor: OpalCursor): number {
  const { position, offset, reverse } = cursor;
  if (position === null) return offset;
  const beyond = times.findIndex((time) => (reverse ? time > position : time < position));
  return (beyond < 0 ? times.length : beyond) + offset;
}

/** The cursor that points at the item with this index, by the nearest item before it that has another time. */
export function cursorAt(times: readonly number[], index: number, reverse: boolean): OpalCursor {
  const time = times[index];
  let anchor = index - 1;
  while (anchor >= 0 && times[anchor] === time) anchor -= 1;
  return { position: times[anchor] ?? null, offset: index - anchor - 1, reverse };
}
