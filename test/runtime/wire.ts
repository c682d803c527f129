/** A server of bytes, for what no HTTP library would send. */
import { type AddressInfo, type Socket, createServer } from "node:net";
import { afterEach } from "vitest";

export interface Wire {
  readonly url: string;
  /** The head of each request, as it came. */
  readonly requests: readonly string[];
  /** How many connections there are that were used: the client may have opened more. */
  readonly open: () => number;
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** `answer` is called once the head of a request is there; its body may still be on its way. */
export async function wire(answer: (socket: Socket, index: number, head: string) => void): Promise<Wire> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const used = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket) && used.delete(socket));
    socket.on("error", () => undefined);
    let pending = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      pending += chunk;
      for (let end = pending.indexOf("\r\n\r\n"); end >= 0; end = pending.indexOf("\r\n\r\n")) {
        const head = pending.slice(0, end);
        pending = pending.slice(end + 4);
        // The body of a request that is not cut off is no request.
        if (!/^[A-Z]+ \//.test(head)) continue;
        requests.push(head);
        used.add(socket);
        answer(socket, requests.length - 1, head);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, open: () => used.size };
}

/** A whole answer. */
export function bytes(
  body: string,
  { status = "200 OK", headers = "", length = Buffer.byteLength(body) } = {},
): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${headers}\r\n${body}`;
}
