import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
import { countOf, itemsOf, moreOf, param, withParam } from "./page.js";

/**
 * Pages addressed by number. The list ends when `hasMore` is false; where that is missing, at `totalPages`; where that is
 * missing too, with an empty page.
 */
export function byPage<Item, Body>(
  { body, response }: Answer<Body>,
  at: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
): Step<Page<Item, Body>> {
  const data = itemsOf(body, paging, progress);
  const first = paging.firstPage ?? 1;
  const following = Number(param(at, paging.page) ?? first) + 1;
  const total = countOf(paging.totalPages, body, data);
  const goesOn = moreOf(body, paging, progress) ?? (total === undefined ? data.length > 0 : following < first + total);
  const page = Object.freeze({ data, nextCursor: goesOn ? String(following) : null, body, response });
  const next = goesOn ? { params: withParam(at.params, paging.page!, following) } : null;
  return { page, next, previous: null };
}
