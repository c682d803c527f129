import type { Answer, NumberedPage, Paging, Position, Progress, Step } from "./operation.js";
import { countOf, itemsOf, moreOf, moved } from "./page.js";
import { remember } from "./repeats.js";

/**
 * Pages addressed by number. The list ends when `hasMore` is false; where that is missing, at `totalPages`; where that is
 * missing too, with an empty page. How many items there are (`total`) ends nothing.
 */
export function byPage<Item, Body>(
  answer: Answer<Body>,
  at: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
): Step<NumberedPage<Item, Body>> {
  const { body } = answer;
  const data = itemsOf(body, paging, progress);
  const before = remember(data, at, progress);
  const first = paging.firstPage ?? 1;
  const following = Number(at.place ?? first) + 1;
  const total = countOf(paging.total, body, data) ?? null;
  const totalPages = countOf(paging.totalPages, body, data) ?? null;
  const goesOn =
    moreOf(body, paging, progress) ?? (totalPages === null ? data.length > 0 : following < first + totalPages);
  const nextCursor = goesOn ? String(following) : null;
  const page = Object.freeze({
    data,
    nextCursor,
    total,
    totalPages,
    body,
    get response() {
      return answer.response;
    },
  });
  const next = goesOn ? { ...moved(at.params, paging, following), before } : null;
  return { page, next, previous: null };
}
