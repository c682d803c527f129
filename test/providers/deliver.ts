/** Puts a reply on the wire, as well or as badly as the fault says. */
import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.js";

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body: JSON, or text as it is. Neither: no body. */
  readonly json?: unknown;
  readonly text?: string;
}

export async function deliver(
  response: ServerResponse,
  reply: Reply,
  fault: Fault,
  onStatus: (status: number) => void,
  onCut: () => void,
): Promise<void> {
  const cut = (reset: boolean | undefined): void => {
    onCut();
    if (reset === true) response.socket?.resetAndDestroy();
    else response.socket?.destroy();
  };
  if (fault.kind === "cut-before-headers") return cut(fault.reset);
  if (fault.kind === "slow-headers") await pause(response, fault.milliseconds);
  if (response.destroyed) return;

  const body = Buffer.from(reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json)), "utf8");
  const chunked = fault.kind === "cut-in-body" && fault.framing === "chunked";
  onStatus(reply.status);
  response.writeHead(reply.status, {
    "content-type": "application/json",
    ...reply.headers,
    ...(chunked ? {} : { "content-length": String(body.length) }),
  });

  const half = Math.floor(body.length / 2);
  if (fault.kind === "cut-in-body") {
    response.write(body.subarray(0, half), () => cut(fault.reset));
  } else if (fault.kind === "slow-body" && fault.milliseconds === Infinity) {
    response.write(body.subarray(0, half));
  } else if (fault.kind === "slow-body") {
    const pieces = Math.max(2, fault.pieces ?? 4);
    const size = Math.ceil(body.length / pieces);
    response.flushHeaders();
    for (let piece = 0; piece < pieces; piece += 1) {
      await pause(response, fault.milliseconds / pieces);
      if (response.destroyed) return;
      response.write(body.subarray(piece * size, (piece + 1) * size));
    }
    response.end();
  } else {
    response.end(body);
  }
}

/** Waits, but not longer than the connection lives. */
function pause(response: ServerResponse, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : null;
    response.once("close", () => {
      if (timer) clearTimeout(timer);
      resolve();
    });
  });
}
