import type { Client } from "./client.js";
import { PaginationError, SdkError } from "./errors.js";
import { hash } from "./fingerprint.js";
import type { ListOperation, Page, Paging, Params, Position, Progress, RequestOptions, Step } from "./operation.js";
import { dropWithCursor, param } from "./page.js";
import { mapDeep } from "./deep.js";

/** What a list is made of: everything that walks it starts here. */
export interface Source<Item, P> {
  readonly start: Position;
  readonly progress: Progress;
  readonly paging: Paging<Item, never>;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /**
   * Fetches the page at a position; `wanted` is how many more items there is use for, `signal` takes the place of the
   * caller's.
   */
  readonly fetch: (at: Position, wanted: number, progress: Progress, signal?: AbortSignal) => Promise<Step<P>>;
}

/** A page, where it was found, and what comes after and before it. */
export interface Found<P> extends Step<P> {
  readonly at: Position;
}

/** Goes from page to page, and never to one twice. */
export async function* steps<Item, P extends Page<Item>>(
  source: Source<Item, P>,
  direction: "next" | "previous",
  wanted: () => number = () => Infinity,
): AsyncGenerator<Found<P>, void, undefined> {
  const { cursor: name, offset, page } = source.paging;
  const seen = new Set<string>();
  let { progress } = source;
  let { cursor } = progress;
  let empty = 0;
  for (let at: Position | null = source.start; at;) {
    const place = at.query ?? param(at, name ?? offset ?? page);
    // A walk may be long, and so may its cursors.
    const key = place === undefined ? "" : hash(String(place));
    if (seen.has(key))
      throw new PaginationError(
        `the server leads back to ${JSON.stringify(cursor)}, where this walk has been`,
        progress,
      );
    seen.add(key);
    progress = { ...progress, cursor };
    const step: Step<P & { readonly previousCursor?: string | null }> = await source.fetch(at, wanted(), progress);
    empty = step.page.data.length === 0 ? empty + 1 : 0;
    if (empty > 10_000) throw new PaginationError("the server sends empty pages without end", progress);
    progress = { ...progress, pages: progress.pages + 1 };
    cursor = (direction === "next" ? step.page.nextCursor : step.page.previousCursor) ?? null;
    yield { ...step, at };
    at = step[direction];
  }
}

/**
 * A list that is fetched on demand.
 *
 * - `await list` fetches the first page.
 * - `for await (const item of list)` walks every item, fetching pages as needed.
 * - `for await (const page of list.pages())` walks page by page.
 *
 * Nothing is sent until one of these starts, and each one starts over. Only the server ends a list: an empty or a short
 * page does not.
 *
 * @throws PaginationError if the list cannot be walked on without losing or repeating items; ApiError, ConnectionError,
 * TimeoutError and InvalidRequestError as any call
 */
export class PagedList<Item, P extends Page<Item> = Page<Item>> implements AsyncIterable<Item>, PromiseLike<P> {
  readonly #source: Source<Item, P>;

  /** Made by {@link list}. */
  constructor(source: Source<Item, P>) {
    this.#source = source;
  }

  /** @internal */
  static sourceOf<Item, P extends Page<Item>>(list: PagedList<Item, P>): Source<Item, P> {
    return list.#source;
  }

  /** Makes `await list` fetch the first page. */
  then<A = P, B = never>(
    onFulfilled?: ((page: P) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const { start, progress, fetch } = this.#source;
    return fetch(start, Infinity, progress)
      .then(({ page }) => page)
      .then(onFulfilled, onRejected);
  }

  /** Every page, from the list's own cursor on. */
  async *pages(): AsyncGenerator<P, void, undefined> {
    for await (const { page } of steps(this.#source, "next")) yield page;
  }

  /** Every page, from the list's own cursor backwards; the items on a page keep their order. */
  async *previousPages(
    this: PagedList<Item, P & { readonly previousCursor: string | null }>,
  ): AsyncGenerator<P, void, undefined> {
    for await (const { page } of steps(this.#source, "previous")) yield page;
  }

  /** Every item. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  /**
   * The items in an array: all of them, or the first `limit`. The limit also makes the last page no larger than needed,
   * where that is possible; a limit of 0 sends nothing.
   */
  async toArray({ limit = Infinity }: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    if (!(limit >= 0) || limit % 1)
      throw new SdkError(`\`limit\` must be a whole number or Infinity, but is ${limit}.`);
    const items: Item[] = [];
    if (limit === 0) return items;
    for await (const { page } of steps(this.#source, "next", () => limit - items.length)) {
      for (const item of page.data) if (items.length < limit) items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }

  /** The first item, or `undefined` if there is none; empty pages before it are passed over. */
  async first(): Promise<Item | undefined> {
    return (await this.toArray({ limit: 1 }))[0];
  }
}

/** Prepares a list; nothing is sent. The params are copied now, and never changed. */
export function list<T extends object, Item, Body, P extends Page<Item, Body>>(
  client: Client,
  operation: ListOperation<T, Item, Body, P>,
  params: T,
  options?: RequestOptions,
): PagedList<Item, P> {
  const { id, pagination } = operation;
  const { cursor, offset, page, resize, walk } = pagination;
  const copy = (typeof params === "object" ? mapDeep({ ...params }, String) : params) as Params;
  const given = param({ params: copy }, cursor ?? offset ?? page);
  const start = { params: given || given === 0 ? dropWithCursor(copy, pagination) : copy };
  // What one page brings to hide is hidden in what the next one says.
  const redactor = client.scope();
  const fixed = { ...options, headers: { ...options?.headers }, redactor };
  return new PagedList<Item, P>({
    start,
    progress: {
      safe: redactor.safe,
      operation: id,
      cursor: given === undefined ? null : String(given),
      pages: 0,
    },
    paging: pagination,
    signal: fixed.signal,
    fetch: async (at, wanted, progress, signal = fixed.signal) => {
      const isStart = at === start;
      const sized = resize?.(at, wanted, operation, isStart && given === undefined) ?? at;
      try {
        const answer = await client.send(operation, sized.params, { ...fixed, signal }, isStart ? undefined : at);
        return walk(answer, page === undefined ? at : sized, pagination, progress);
      } catch (error) {
        const { cursor: place, pages } = progress;
        if (error instanceof SdkError) Object.assign(error, { cursor: place && redactor.safe(place), pages });
        throw error;
      }
    },
  });
}
