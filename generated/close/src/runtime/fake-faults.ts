/** What goes wrong on demand: a script for each operation, a step for each request. */

/** Which requests of an operation something happens to. */
export interface FaultTiming {
  /** How many requests; 1 unless said, `Infinity` for all from then on. */
  readonly times?: number | undefined;
  /** How many requests are answered as usual before; none unless said. Counts from the fault that was asked for before. */
  readonly after?: number | undefined;
}

/** An answer that takes the place of the usual one. */
export interface FailureAnswer extends FaultTiming {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text is sent as it is, a `Blob` too; anything else as JSON. `{ error: … }` unless said. */
  readonly body?: unknown;
  /** Milliseconds until it comes. */
  readonly delayMs?: number | undefined;
}

/** A connection that breaks. */
export interface Disconnection extends FaultTiming {
  /** Where the connection breaks: before there is an answer, or in the middle of its body. Before, unless said. */
  readonly at?: "start" | "body" | undefined;
}

/** What happens to one request. */
export interface Fault {
  readonly what: string;
  readonly answer?: FailureAnswer;
  readonly disconnect?: "start" | "body";
  readonly delayMs?: number;
}

interface Step {
  readonly fault: Fault;
  after: number;
  times: number;
  hasBegun: boolean;
}

/** The steps of each operation that are still to come. */
export class Script {
  readonly #steps = new Map<string, Step[]>();

  add(operation: string, fault: Fault, { times = 1, after = 0 }: FaultTiming): void {
    for (const [name, count] of Object.entries({ times, after })) {
      if (!(count >= 0) || (count % 1 && count !== Infinity))
        throw new TypeError(`\`${name}\` must be a whole number, but is ${count}.`);
    }
    this.#steps.set(operation, [...(this.#steps.get(operation) ?? []), { fault, after, times, hasBegun: false }]);
  }

  /** What is to happen to the request that has just come. */
  next(operation: string): Fault | undefined {
    const steps = this.#steps.get(operation) ?? [];
    const step = steps.find(({ times }) => times > 0);
    if (!step) return undefined;
    if (step.after > 0) {
      step.after--;
      return undefined;
    }
    step.times--;
    step.hasBegun = true;
    return step.fault;
  }

  /** What did not happen yet, in words. What is to happen for ever is done once it has begun. */
  pending(): string[] {
    return [...this.#steps].flatMap(([operation, steps]) =>
      steps
        .filter(({ times, hasBegun }) => times > 0 && !(times === Infinity && hasBegun))
        .map(({ fault, times, after }) => {
          const when = after > 0 ? `, after ${after} more` : "";
          return `${operation}: ${fault.what}${times > 1 ? `, ${times} times` : ""}${when}`;
        }),
    );
  }
}

/** The error with which `fetch` fails when there is no connection. */
export function brokenConnection(): TypeError {
  const cause = Object.assign(new Error("the fake broke the connection"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

/** The answer, up to the middle of its body: then the connection breaks. */
export async function cutOff(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) return controller.error(brokenConnection());
      isSent = true;
      controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
