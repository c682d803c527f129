/** One origin for a browser: the page, the packages' files, and the servers behind it. */
import { createReadStream } from "node:fs";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pipeline } from "node:stream";
import type { Servers } from "./servers.js";

export interface Site {
  readonly origin: string;
  /** What the page posts. */
  readonly facts: Promise<unknown>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

export async function serve(folder: string, servers: Servers): Promise<Site> {
  let post: (facts: unknown) => void = () => {};
  const facts = new Promise((resolve) => (post = resolve));
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    if (url === "/servers") response.end(JSON.stringify(behind(servers, origin)));
    else if (url === "/facts") void textOf(request).then((body) => response.end(() => post(JSON.parse(body))));
    else if (url.startsWith("/at/")) forward(request, response);
    else sendFile(join(folder, new URL(url, origin).pathname), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin, facts, close };
}

/** The same servers, by addresses that lead through here: `/at/4711/v1` for port 4711. */
export function behind(servers: Servers, origin: string): Servers {
  const moved = JSON.stringify(servers).replaceAll(/http:\/\/127\.0\.0\.1:(\d+)/g, `${origin}/at/$1`);
  return JSON.parse(moved) as Servers;
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const [, port = "", path = ""] = /^\/at\/(\d+)(.*)$/.exec(incoming.url ?? "") ?? [];
  const { method, headers } = incoming;
  const onward = ask({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, outgoing, () => {});
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

function sendFile(file: string, response: ServerResponse): void {
  response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
  pipeline(createReadStream(file), response, (error) => {
    if (error) response.writeHead(404).end();
  });
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of incoming.setEncoding("utf8")) body += chunk as string;
  return body;
}
