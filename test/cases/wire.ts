/**
 * What a case's `use.ts` works with: a `fetch` that sends nothing, and a transcript of everything that would have gone
 * over the wire. The transcript is the case's `wire.txt`.
 */

/** An answer of the pretended server: a body for status 200, or all of it. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Wire {
  /** Answers with these in turn; asked once more than that, it fails. Every request is written down. */
  readonly fetch: (...answers: readonly Answer[]) => typeof globalThis.fetch;
  /** Writes a line of one's own into the transcript. */
  readonly log: (...values: readonly unknown[]) => void;
  /** Writes down what a promise came to: its value, or its error's name and message. */
  readonly outcome: (promise: PromiseLike<unknown> | (() => unknown)) => Promise<void>;
}

/** The default export of a `use.ts`. */
export type Use = (wire: Wire) => Promise<void>;

const usualHeaders = new Set(["accept", "user-agent"]);

export class Transcript implements Wire {
  readonly lines: string[] = [];

  readonly fetch = (...answers: readonly Answer[]): typeof globalThis.fetch => {
    let next = 0;
    return async (input, init) => {
      const request = new Request(input, init);
      this.lines.push(`> ${request.method} ${request.url}`);
      // A boundary is another one each time.
      const boundary = /boundary=([^\s;]+)/.exec(request.headers.get("content-type") ?? "")?.[1] ?? "\n\n";
      const shown = (text: string): string => text.replaceAll(boundary, "BOUNDARY").replaceAll("\r\n", "\n>   ");
      for (const [name, value] of request.headers)
        if (!usualHeaders.has(name) || !/^(?:application\/json|\*\/\*|node)$/.test(value)) this.lines.push(`>   ${name}: ${shown(value)}`);
      const sent = await request.text();
      if (sent !== "") this.lines.push(`>   ${shown(sent)}`);
      const answer = answers[next++];
      if (!answer) throw new Error("The transcript has no answer for this request.");
      const { status = 200, headers = {}, body } = answer;
      const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
      this.lines.push(`< ${status}${text === null ? "" : ` ${text}`}`);
      for (const [name, value] of Object.entries(headers)) this.lines.push(`<   ${name}: ${value}`);
      const response = new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
      Object.defineProperty(response, "url", { value: request.url });
      return response;
    };
  };

  readonly log = (...values: readonly unknown[]): void => {
    this.lines.push(values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" "));
  };

  readonly outcome = async (promise: PromiseLike<unknown> | (() => unknown)): Promise<void> => {
    try {
      const value = await (typeof promise === "function" ? promise() : promise);
      this.log("=", value === undefined ? "undefined" : value);
    } catch (error) {
      const { name, message } = error as Error;
      this.lines.push(`! ${name}: ${message}`);
    }
  };
}
