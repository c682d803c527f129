/** Close's cursors: opaque to clients, base64 with padding so that they need percent-encoding. */
import { createHash } from "node:crypto";
import type { Place } from "./close-store.js";

/** Bounds on date_updated in microseconds. */
export interface Bounds {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
}

export interface CloseCursor {
  /** next: what is older than the place. previous: what is newer. */
  readonly direction: "next" | "previous";
  readonly place: Place;
  readonly bounds: Bounds;
  /** Stands for the filters (without the dates) of the query that began the walk. */
  readonly filters: string;
  readonly issued: number;
  /** Tells cursors for one place apart; 0 unless a page without items needs that. */
  readonly mark: number;
}

export interface CursorCodec {
  encode(cursor: CloseCursor): string;
  /** Null for whatever this server has not issued. */
  decode(text: string): CloseCursor | null;
}

type Packed = [direction: "next" | "previous", time: number, change: number, Bounds, string, number, mark: number];

export function hashFilters(filters: ReadonlyMap<string, string>): string {
  const sorted = [...filters].sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify(sorted)).slice(0, 12);
}

export function createCursorCodec(secret: string): CursorCodec {
  const seal = (text: string): string => digest(`${secret}\n${text}`).slice(0, 16);
  return {
    encode({ direction, place, bounds, filters, issued, mark }) {
      const packed: Packed = [direction, place.time, place.change, bounds, filters, issued, mark];
      const text = JSON.stringify(packed);
      const padding = " ".repeat(2 - ((text.length + 16) % 3));
      return Buffer.from(seal(text) + text + padding).toString("base64");
    },
    decode(cursor) {
      const bytes = Buffer.from(cursor, "base64");
      const plain = bytes.toString("utf8");
      const text = plain.slice(16).trimEnd();
      if (bytes.toString("base64") !== cursor || plain.slice(0, 16) !== seal(text)) return null;
      const [direction, time, change, bounds, filters, issued, mark] = JSON.parse(text) as Packed;
      return { direction, place: { time, change }, bounds, filters, issued, mark };
    },
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
