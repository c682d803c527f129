import { SdkError } from "./errors.js";
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.js";

/** `console`, pino, and whatever else has these. */
export interface LogTarget {
  debug(...line: unknown[]): void;
  info(...line: unknown[]): void;
  warn(...line: unknown[]): void;
  error(...line: unknown[]): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

/** Options of {@link logTo}. */
export interface LogOptions {
  /**
   * What is logged: `debug` says when an attempt begins, `info` adds how it ended, `warn` only what failed, `error` only what
   * failed for good and is not the caller's fault. Defaults to `info`.
   */
  readonly level?: LogLevel | undefined;
  /** Hands over an object with the facts before each line, as pino and bunyan want it. Defaults to false. */
  readonly fields?: boolean | undefined;
  /** The names of query parameters whose values are hidden. Defaults to those that are called like cursors or credentials. */
  readonly mask?: RegExp | undefined;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Names of parameters that say where a list goes on, or who asks. */
const usual =
  /cursor|token|key|secret|auth|pass|sign|session|code|credential|^(?:after|before|starting_after|ending_before|since_id|max_id|next|previous|state)$|page\[(?:after|before)\]/i;

/**
 * Hooks that log a line for each attempt: method, URL, status, time, operation, and whether there will be another. No
 * credential, no cursor and nothing of a body is in it, also not of an error's. What the target throws is dropped.
 */
export function logTo(target: LogTarget, { level = "info", fields = false, mask = usual }: LogOptions = {}): Hooks {
  const say = (at: LogLevel, line: string, facts: object): void => {
    if (levels.indexOf(at) < levels.indexOf(level)) return;
    // A log that is closed already, or whose disk is full, ends nothing else.
    (async () => (fields ? target[at](facts, line) : target[at](line)))().catch(() => undefined);
  };
  const retries = new WeakMap<RequestEvent, RetryEvent>();
  const told = (response: ResponseEvent): void => {
    const { request, status, error } = response;
    const retry = retries.get(request);
    retries.delete(request);
    const { name, code, isStop } = reasonOf(error);
    const reason = isStop ? "stopped by the caller" : [name, code].filter(Boolean).join(" ");
    // What is no success in spite of its status says why.
    const outcome = [status, status === undefined || status < 400 ? reason : ""].filter(Boolean).join(" ");
    const next = retry ? `, again ${retry.delayMs > 0 ? `in ${duration(retry.delayMs)}` : "at once"}` : "";
    const line = `${head(request, mask)} ${outcome} in ${duration(response.durationMs)}${next} (${about(request)})`;
    const isCallers = status !== undefined && status >= 400 && status < 500;
    const at = error === undefined || isStop ? "info" : retry || isCallers ? "warn" : "error";
    const durationMs = Math.round(response.durationMs);
    const facts = { ...factsOf(request, mask), status, durationMs, error: name, code, retryInMs: retry?.delayMs };
    say(at, line, facts);
  };
  return {
    onRequest(request) {
      say("debug", `${head(request, mask)} … (${about(request)})`, factsOf(request, mask));
    },
    onResponse(response) {
      // The retry of a failure is announced right after it: both are one line.
      if (response.error === undefined) told(response);
      else queueMicrotask(() => told(response));
    },
    onRetry(retry) {
      retries.set(retry.request, retry);
    },
  };
}

function head({ method, url }: RequestEvent, mask: RegExp): string {
  return `${method} ${masked(url, mask)}`;
}

function about({ operation, attempt }: RequestEvent): string {
  return attempt === 1 ? operation : `${operation}, attempt ${attempt}`;
}

function factsOf({ operation, method, url, attempt }: RequestEvent, mask: RegExp): object {
  return { operation, method, url: masked(url, mask), attempt };
}

/** The URL with `***` for the values of some parameters. */
function masked(url: string, mask: RegExp): string {
  const names = new RegExp(mask.source, mask.flags.replace(/[gy]/g, ""));
  return url.replace(/([?&;])([^=&;#]*)=([^&;#]*)/g, (pair, before: string, name: string) =>
    names.test(plain(name)) ? `${before}${name}=***` : pair,
  );
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface Reason {
  readonly name?: string;
  readonly code?: string;
  readonly isStop?: boolean;
}

/** What kind of error it is, and the code of what broke a connection. Its message is left out: it may quote the server. */
function reasonOf(error: unknown): Reason {
  if (error === undefined) return {};
  const { name, cause } = Object(error) as Readonly<Record<string, unknown>>;
  const isOwn = error instanceof SdkError;
  if (!(error instanceof Error) || (!isOwn && /^(?:Abort|Timeout)Error$/.test(`${name}`))) return { isStop: true };
  const { code } = Object(isOwn ? cause : {}) as Readonly<Record<string, unknown>>;
  return { name: word(name) ?? "Error", ...(word(code) && { code: word(code)! }) };
}

const word = (value: unknown): string | undefined =>
  typeof value === "string" && /^\w{1,40}$/.test(value) ? value : undefined;

/** `87 ms`, `1.2 s` */
function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
