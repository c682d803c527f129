/** A node:http server on 127.0.0.1 that logs what it is asked and can be told to fail. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { deliver, type Reply } from "./deliver.js";
import { createFaultQueue, type Fault, type FaultPlan, type RateLimitFault } from "./faults.js";
import type { Clock } from "./clock.js";
import { decodeSegment } from "./query.js";

export type { Reply } from "./deliver.js";

/** strict: whatever a careful client would not do is refused. lenient: as forgiving as the live server. */
export type Mode = "strict" | "lenient";

export interface LoggedRequest {
  readonly index: number;
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  readonly path: string;
  /** What follows the question mark, exactly as sent. */
  readonly query: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** `performance.now()` at arrival: for the pauses between two attempts. */
  readonly receivedAt: number;
  /** The status that was answered; null while there is none, and for a connection that was cut before it. */
  readonly status: number | null;
  /** The client hung up before the answer was complete. */
  readonly abandoned: boolean;
}

/** Something a careful client would not have done. */
export interface Violation {
  readonly rule: string;
  readonly detail: string;
  readonly refused: boolean;
  readonly request: LoggedRequest;
}

/** An answer other than 200, thrown by a provider. */
export class Refusal extends Error {
  readonly status: number;
  readonly rule: string;
  /** The parameter at fault. */
  readonly field: string | null;

  constructor(status: number, rule: string, message: string, field: string | null = null) {
    super(message);
    this.status = status;
    this.rule = rule;
    this.field = field;
  }
}

export interface Judge {
  /** strict: refuses the request with 400. lenient: notes it and goes on. */
  deviate(rule: string, detail: string, field?: string): void;
}

/** What the three servers do differently. */
export interface Provider {
  readonly itemsField: string;
  readonly strict: () => boolean;
  /** Called for every request, first of all; may answer it (rate limits). */
  readonly begin?: () => Reply | null;
  readonly answer: (request: LoggedRequest, fault: Fault, judge: Judge) => Reply;
  readonly error: (refusal: Refusal) => Reply;
  readonly rateLimited: (fault: RateLimitFault) => Reply;
  /** The last word on every reply (headers). */
  readonly finish?: (reply: Reply) => Reply;
}

export interface FakeServer {
  /** With the version prefix, without a slash at the end. */
  readonly baseUrl: string;
  readonly origin: string;
  readonly requests: readonly LoggedRequest[];
  readonly violations: readonly Violation[];
  readonly faults: FaultPlan;
  readonly clock: Clock;
  openConnections(): Promise<number>;
  /** Empties the log, the violations and the planned faults; events and knobs stay. */
  reset(): void;
  close(): Promise<void>;
}

type Entry = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

const HTML = "<!doctype html><title>Just a moment</title><body><h1>Please wait…</h1></body>";

export async function startFakeServer(provider: Provider, clock: Clock, prefix: string): Promise<FakeServer> {
  const requests: Entry[] = [];
  const violations: Violation[] = [];
  const faults = createFaultQueue();

  const compute = (request: LoggedRequest, fault: Fault): Reply => {
    const judge: Judge = {
      deviate(rule, detail, field) {
        if (provider.strict()) throw new Refusal(400, rule, detail, field ?? null);
        violations.push({ rule, detail, refused: false, request });
      },
    };
    try {
      return spoil(provider, fault, planned(provider, request, fault) ?? provider.answer(request, fault, judge));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      violations.push({ rule: error.rule, detail: error.message, refused: true, request });
      return provider.error(error);
    }
  };

  const server = createServer((incoming, response) => {
    const entry = logEntry(incoming, requests.length);
    requests.push(entry);
    let cut = false;
    response.on("close", () => {
      entry.abandoned = !response.writableFinished && !cut;
    });
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("error", () => response.destroy());
    incoming.on("end", () => {
      entry.body = Buffer.concat(chunks).toString("utf8");
      const fault = faults.take(entry.index);
      let reply: Reply;
      try {
        reply = provider.begin?.() ?? compute(entry, fault);
      } catch (error) {
        // A fault of the fake itself must not look like one of the client.
        reply = { status: 599, json: { fake: String(error instanceof Error ? error.stack : error) } };
      }
      reply = provider.finish?.(reply) ?? reply;
      const onStatus = (status: number): void => {
        entry.status = status;
      };
      const onCut = (): void => {
        cut = true;
      };
      void deliver(response, reply, fault, onStatus, onCut);
    });
  });

  // Idle connections stay, so that no pooled one is closed under a client that is about to use it.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    baseUrl: origin + prefix,
    requests,
    violations,
    faults,
    clock,
    openConnections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    reset() {
      requests.length = 0;
      violations.length = 0;
      faults.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function logEntry(incoming: IncomingMessage, index: number): Entry {
  const target = incoming.url ?? "";
  const at = target.indexOf("?");
  return {
    index,
    method: incoming.method ?? "",
    target,
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? "" : target.slice(at + 1),
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: "",
    receivedAt: performance.now(),
    status: null,
    abandoned: false,
  };
}

/** Answers that need no look at the events. */
function planned(provider: Provider, request: LoggedRequest, fault: Fault): Reply | null {
  switch (fault.kind) {
    case "status": {
      const plain = provider.error(new Refusal(fault.status, "planned", `planned fault ${String(fault.status)}`));
      const type = fault.contentType === undefined ? {} : { "content-type": fault.contentType };
      const headers = { ...plain.headers, ...type, ...fault.headers };
      if (!("body" in fault)) return { ...plain, headers };
      if (typeof fault.body === "string") return { status: fault.status, headers, text: fault.body };
      return { status: fault.status, headers, json: fault.body };
    }
    case "rate-limit":
      return provider.rateLimited(fault);
    case "html":
      return {
        status: fault.status ?? 200,
        headers: { "content-type": fault.contentType ?? "text/html; charset=utf-8" },
        text: HTML,
      };
    case "echo-credentials": {
      const echo = credentials(request);
      const plain = provider.error(new Refusal(fault.status ?? 400, "planned", `refused: ${echo}`));
      return { ...plain, headers: { ...plain.headers, "x-echo": echo.replaceAll(/[^ -~]/g, "?") } };
    }
    default:
      return null;
  }
}

/** Everything secret about a request, also in the forms into which a server might take it apart. */
function credentials(request: LoggedRequest): string {
  const header = request.headers.authorization ?? "";
  const [scheme = "", token = ""] = header.split(" ");
  const basic = scheme.toLowerCase() === "basic" ? Buffer.from(token, "base64").toString("utf8") : "";
  return [request.target, decodeSegment(request.target), header, token, basic]
    .filter((text) => text !== "")
    .join(" | ");
}

/** Faults that spoil an answer which is right so far. */
function spoil(provider: Provider, fault: Fault, reply: Reply): Reply {
  const { json, ...rest } = reply;
  switch (fault.kind) {
    case "missing-items": {
      const { [provider.itemsField]: _gone, ...body } = json as Record<string, unknown>;
      return { ...rest, json: "value" in fault ? { ...body, [provider.itemsField]: fault.value } : body };
    }
    case "edit":
      return { ...rest, json: fault.change(structuredClone(json)) };
    case "broken-json": {
      const text = JSON.stringify(json);
      return { ...rest, text: text.slice(0, Math.floor(text.length / 2)) };
    }
    case "empty-body":
      return { ...rest, text: "" };
    default:
      return reply;
  }
}

export function methodNotAllowed(method: string): Refusal {
  return new Refusal(405, "method", `${method} is not supported here`);
}
