/** A real HTTP server on loopback that remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

export interface Seen {
  readonly method: string;
  /** Path and query as they were on the wire. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly at: number;
}

export type Respond = (seen: Seen, response: ServerResponse, index: number) => void;

export interface Server {
  readonly url: string;
  readonly seen: Seen[];
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

export async function serve(respond: Respond): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://test");
    const entry: Seen = {
      method: request.method ?? "",
      url: request.url ?? "",
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body,
      at: performance.now(),
    };
    seen.push(entry);
    respond(entry, response, seen.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** A server that gives these answers one after the other, the last one for ever. */
export async function script(...answers: ((response: ServerResponse, seen: Seen) => void)[]): Promise<Server> {
  return serve((seen, response, index) => answers[Math.min(index, answers.length - 1)]!(response, seen));
}
