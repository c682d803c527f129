/** What the self-tests share: plain fetch, and servers that are closed after each test. */
import { afterEach } from "vitest";

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export async function get<Body>(url: string, init: RequestInit = {}): Promise<Answer<Body>> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Some answers are no JSON.
  }
  return { status: response.status, headers: response.headers, text, body: body as Body };
}

export function queryOf(params: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  const text = pairs
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return text === "" ? "" : `?${text}`;
}

/** Wraps a start function: what it starts is closed when the test ends. */
export function closing<Options, Server extends { close(): Promise<void> }>(
  start: (options: Options) => Promise<Server>,
): (options: Options) => Promise<Server> {
  const open: Server[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (options) => {
    const server = await start(options);
    open.push(server);
    return server;
  };
}
