/** One page of a list, in each of the five styles. The walks of the client are the other side of these. */
import { at } from "./fake-filters.js";
import { Refusal, type PagingNames } from "./fake-request.js";
import { fingerprint } from "./fingerprint.js";
import type { Params } from "./operation.js";
import { param } from "./page.js";

/** How the pages of a list look: the names that lead to the fields of a body. */
export interface FakePages {
  readonly serve: ServePage;
  readonly items: readonly string[];
  readonly next?: readonly string[];
  readonly previous?: readonly string[];
  readonly total?: readonly string[];
  readonly totalPages?: readonly string[];
  readonly hasMore?: readonly string[];
  /** cursor: the field of a page's last item that is the cursor. */
  readonly itemCursor?: readonly string[];
  /** cursor: it is a number. */
  readonly numericCursor?: true;
  /** The documented default. */
  readonly pageSize?: number;
}

/** A request for a page. */
export interface PageRequest {
  readonly params: Params;
  readonly names: PagingNames;
  readonly pages: FakePages;
  /** How many items the page may have. */
  readonly size: number;
  /** Where it was sent, without credentials. */
  readonly url: string;
  /** Changes when the cursors that were given out so far end. */
  readonly generation: number;
}

/** What a page says, as pairs of a path and a value, and the target of its `Link`. */
export interface ServedPage {
  readonly data: readonly unknown[];
  readonly fields: readonly (readonly [path: readonly string[] | undefined, value: unknown])[];
  readonly next?: string | undefined;
}

/** `select`: the items that params ask for, in order. */
export type ServePage = (select: (params: Params) => readonly unknown[], request: PageRequest) => ServedPage;

/** A cursor: a place between two items, so that it is found again when others come and go, and what it belongs to. */
interface Cursor {
  readonly to: "next" | "previous";
  readonly index: number;
  /** The items behind and before the place. */
  readonly behind: string;
  readonly before: string;
  /** Cursors end; how many times they had ended when it was given out. */
  readonly generation: number;
  /** The filters that it was given out for: those that must be sent again with it, and those that it stands for. */
  readonly filters: string;
  readonly dropped: Params;
}

/** Params without one of them, which a JSON pointer finds in the body; an object that it leaves empty goes with it. */
function without(params: Params, name: string | undefined): Params {
  const drop = (holder: unknown, [key = "", ...rest]: readonly string[]): unknown => {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return holder;
    const { [key]: member, ...others } = holder as Params;
    const left = rest.length === 0 ? undefined : drop(member, rest);
    if (left !== undefined) return { ...others, [key]: left };
    return Object.keys(others).length === 0 ? undefined : others;
  };
  const pointer = name?.startsWith("/") ? `body${name}`.split("/") : undefined;
  const path = pointer?.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) ?? [name ?? ""];
  return (drop(params, path) ?? {}) as Params;
}

/** What a request asks for, apart from the place. */
function askedBy({ params, names, generation }: PageRequest): Pick<Cursor, "dropped" | "filters" | "generation"> {
  const { cursor, limit, dropWithCursor = [] } = names;
  const kept = [cursor, limit, ...dropWithCursor].reduce<Params>(without, params);
  const dropped = Object.fromEntries(Object.entries(params).filter(([key]) => dropWithCursor.includes(key)));
  return { generation, filters: fingerprint(kept), dropped };
}

/** A cursor that is a number is a position, beyond so many for each time that cursors have ended. */
const apart = 2 ** 32;

const idOf = (item: unknown): string => (item === undefined ? "" : fingerprint(item));

function write(cursor: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify(cursor));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The cursor behind a text, if it still counts for what is asked for. */
function read(text: string, asked: ReturnType<typeof askedBy>, parameter: string): Cursor {
  let cursor: Partial<Cursor>;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    cursor = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Cursor>;
  } catch {
    cursor = {};
  }
  if (!Number.isSafeInteger(cursor?.index)) throw new Refusal(400, "is no cursor of this list", parameter);
  if (cursor.generation !== asked.generation) throw new Refusal(400, "is a cursor that has expired", parameter);
  if (cursor.filters !== asked.filters)
    throw new Refusal(400, "is a cursor of a list with other filters, which must be sent again with it", parameter);
  return cursor as Cursor;
}

/** Where a cursor's place is now. */
function placeOf(items: readonly unknown[], { index, behind, before }: Cursor): number {
  if (idOf(items[index - 1]) === behind) return index;
  const ids = items.map(idOf);
  const moved = behind === "" ? -1 : ids.indexOf(behind);
  if (moved >= 0) return moved + 1;
  const next = before === "" ? -1 : ids.indexOf(before);
  return next >= 0 ? next : Math.min(index, items.length);
}

/** A cursor in the body, or the last item: `next` leads on, `previous` back. */
export const cursorPages: ServePage = (select, request) => {
  const { params, names, pages } = request;
  const given = param({ params }, names.cursor) ?? "";
  const isOpaque = !pages.itemCursor && !pages.numericCursor;
  let { size } = request;
  let asked = askedBy(request);
  let start = 0;
  let items: readonly unknown[];
  if (given === "" || names.cursor === undefined) items = select(params);
  else if (isOpaque) {
    const cursor = read(String(given), asked, names.cursor);
    asked = cursor;
    items = select({ ...(names.dropWithCursor ?? []).reduce<Params>(without, params), ...cursor.dropped });
    start = placeOf(items, cursor);
    if (cursor.to === "previous") {
      size = Math.min(size, start);
      start -= size;
    }
  } else {
    items = select(params);
    const behind = pages.itemCursor && items.findIndex((item) => String(at(item, pages.itemCursor!)) === String(given));
    if (behind === undefined && Number(given) >= 0 && Math.floor(Number(given) / apart) !== request.generation)
      throw new Refusal(400, "is a cursor that has expired", names.cursor);
    start = behind === undefined ? Number(given) % apart : behind + 1;
    if (!Number.isSafeInteger(start) || start < 0 || behind === -1)
      throw new Refusal(400, "is no cursor of this list", names.cursor);
  }
  const data = items.slice(start, start + size);
  const end = start + data.length;
  const cursorAt = (index: number, to: Cursor["to"]): unknown => {
    if (pages.numericCursor) return request.generation * apart + (to === "next" ? index : Math.max(0, index - size));
    const { generation, filters, dropped } = asked;
    return write({
      to,
      index,
      behind: idOf(items[index - 1]),
      before: idOf(items[index]),
      generation,
      filters,
      dropped,
    });
  };
  const hasMore = end < items.length;
  const fields: ServedPage["fields"] = [
    [pages.next, hasMore ? cursorAt(end, "next") : null],
    [pages.previous, start > 0 && data.length > 0 ? cursorAt(start, "previous") : null],
    [pages.hasMore, hasMore],
  ];
  return { data, fields };
};

/** A whole number among the params; its own check has refused any other. */
function numberOf({ params }: PageRequest, name: string | undefined, otherwise: number): number {
  const value = Number(param({ params }, name) ?? otherwise);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Refusal(400, "must be a whole number of at least 0", name);
}

/** The position of the first item. */
export const offsetPages: ServePage = (select, request) => {
  const { params, names, pages, size } = request;
  const items = select(params);
  const start = numberOf(request, names.offset, 0);
  const data = items.slice(start, start + size);
  const fields: ServedPage["fields"] = [
    [pages.total, items.length],
    [pages.hasMore, start + data.length < items.length],
  ];
  return { data, fields };
};

/** The number of the page. */
export const numberedPages: ServePage = (select, request) => {
  const { params, names, pages, size } = request;
  const items = select(params);
  const first = names.firstPage ?? 1;
  const index = numberOf(request, names.page, first) - first;
  if (index < 0) throw new Refusal(400, `must be at least ${first}`, names.page);
  const data = items.slice(index * size, (index + 1) * size);
  const fields: ServedPage["fields"] = [
    [pages.totalPages, Math.ceil(items.length / size)],
    [pages.hasMore, (index + 1) * size < items.length],
  ];
  return { data, fields };
};

/** The parameter that the URLs of {@link urlPages} carry; the provider's own has no name that the document tells. */
const place = "fake_page";

/** A URL to follow: in the body where `next` has a place, else in the `Link` header. It has the filters in it. */
export const urlPages: ServePage = (select, request) => {
  const { params, pages, size, generation } = request;
  const items = select(params);
  const url = new URL(request.url);
  const token = url.searchParams.get(place);
  const asked = { generation, filters: "", dropped: {} };
  const start = token === null ? 0 : placeOf(items, read(token, asked, place));
  const data = items.slice(start, start + size);
  const end = start + data.length;
  let next: string | null = null;
  if (end < items.length) {
    const [behind, before] = [idOf(items[end - 1]), idOf(items[end])];
    url.searchParams.set(place, write({ to: "next", index: end, behind, before, ...asked }));
    next = url.href;
  }
  return { data, fields: [[pages.next, next]], ...(!pages.next && next !== null && { next }) };
};
