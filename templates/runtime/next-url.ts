import { PaginationError } from "./errors.js";
import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
import { find, itemsOf } from "./page.js";

/** Pages linked by a URL in the body. The list ends when it is missing, null, false or empty. */
export function byUrl<Item, Body>(
  answer: Answer<Body>,
  at: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
): Step<Page<Item, Body>> {
  return stepTo(find(paging.next, answer.body), answer, at, paging, progress);
}

/**
 * Goes on to a URL that the server gave. Only its query is used, and only if it leads to the same host and to a path that ends
 * like this one: a server may not know the beginning, or call it by another name (GitHub's `/repositories/1/issues` goes on
 * `/repos/octocat/Spoon-Knife/issues`). Wherever else it points, no request and no credential goes there.
 */
export function stepTo<Item, Body>(
  url: unknown,
  answer: Answer<Body>,
  { params }: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
): Step<Page<Item, Body>> {
  const { body, raw } = answer;
  const data = itemsOf(body, paging, progress);
  const { safe = String } = progress;
  let target: URL | undefined;
  if (url !== undefined && url !== null && url !== "" && url !== false) {
    const here = new URL((raw ?? answer.response).url);
    target = find((base) => new URL(`${url}`, base), here);
    // A proxy that ends TLS makes servers write http: into their links; as nothing is sent there, that does no harm.
    if (target?.host !== here.host || !here.pathname.endsWith(/\/[^/]*\/?$/.exec(target.pathname)![0])) {
      const place = target ? target.host + target.pathname : JSON.stringify(url);
      throw new PaginationError(`the next page is at ${place}, which is not ${here.host}${here.pathname}`, progress);
    }
  }
  const page = Object.freeze({
    data,
    nextCursor: target ? safe(target.href) : null,
    body,
    get response() {
      return answer.response;
    },
  });
  return { page, next: target ? { params, query: target.search.slice(1) } : null, previous: null };
}
