/** Which operation a request is for. */
import type { Described, Received } from "./fake-request.js";
import { reserved } from "./styles.js";

interface Route<One> {
  readonly one: One;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** The path of the base URL. */
  readonly base: string;
  /** How much of the path is said: of two that fit, the one that says more is meant. */
  readonly literal: number;
}

export interface Found<One> {
  readonly one: One;
  /** Path parameters by wire names, as they came. */
  readonly segments: ReadonlyMap<string, string>;
}

/** Finds operations by method and path, wherever the client was told that the API is. */
export class Router<One extends { readonly operation: Described }> {
  readonly #routes: readonly Route<One>[];

  constructor(operations: readonly One[], baseUrl: string | undefined) {
    this.#routes = operations
      .map((one) => routeOf(one, one.operation.baseUrl ?? baseUrl))
      .sort((a, b) => b.literal - a.literal);
  }

  find({ method, url: { pathname } }: Received): Found<One> | undefined {
    const fitting = (isAtBase: boolean): Found<One>[] =>
      this.#routes.flatMap(({ one, pattern, names, base }) => {
        if (one.operation.method !== method || (isAtBase && !pathname.startsWith(base))) return [];
        const match = pattern.exec(isAtBase ? pathname.slice(base.length) : pathname);
        if (!match || (isAtBase && match.index > 0)) return [];
        return [{ one, segments: new Map(names.map((name, at) => [name, match[at + 1] ?? ""])) }];
      });
    return fitting(true)[0] ?? fitting(false)[0];
  }
}

/** What stands for a path parameter while the rest of the template goes through a URL parser. */
const mark = "specmend0";

function routeOf<One extends { readonly operation: Described }>(one: One, baseUrl: string | undefined): Route<One> {
  const { path, parameters } = one.operation;
  const names: string[] = [];
  const template = path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    names.push(name);
    return mark;
  });
  const { pathname } = new URL(`http://api${template}`);
  const byName = new Map(Object.entries(parameters).map(([key, rule]) => [rule.name ?? key, rule]));
  const values = names.map((name) => (byName.get(name)?.encode === reserved ? "(.+)" : "([^/]+)"));
  const pieces = pathname.split(mark).map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`${pieces.map((text, at) => (at === 0 ? "" : values[at - 1]) + text).join("")}$`);
  const base = baseUrl === undefined ? "" : new URL(baseUrl).pathname.replace(/\/+$/, "");
  return { one, pattern, names, base, literal: pathname.length - mark.length * names.length };
}
