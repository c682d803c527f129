import { CursorBothWays } from "@specmend/cursor-both-ways";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log }) => {
  const page = (n: number, next: string | null, previous: string | null): object => ({ body: { entries: [{ n }], links: { next, previous } } });
  const api = new CursorBothWays({ fetch: fetch(page(1, "b", null), page(2, "c", "a"), page(2, null, "b"), page(1, "b", null)) });

  const first = await api.entries.list();
  const previous: string | null = first.previousCursor;
  log("first", first.data, first.nextCursor, previous);
  for await (const { data, previousCursor } of api.entries.list({ after: "c" }).previousPages()) {
    log("back", data, previousCursor);
  }
};

export default use;
