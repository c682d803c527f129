/** Every operation of a document, called through its package and answered by a server that reads the document itself. */
import { compareResult, replyOf, type Reply } from "./answers.js";
import { type Endpoint, readText, Specification } from "./document.js";
import { type Use, uncompiled } from "./literals.js";
import { makePackage, type MadePackage, type Named } from "./package.js";
import { type Answer, errorsOf, type Input, inputOf, type Side, successesOf } from "./plan.js";
import { Unsampled } from "./sample.js";
import { type RoundTripServer, serveDocument } from "./server.js";
import { validator } from "./valid.js";

export interface Outcome {
  readonly operations: number;
  /** Calls that were sent and answered. */
  readonly calls: number;
  /** Calls that ended in a documented error. */
  readonly errors: number;
  /** Uses that were type-checked. */
  readonly uses: number;
  /** What client and server, or value and type, do not agree on. */
  readonly disagreements: readonly string[];
  /** Operations that could not be called, with the reason. */
  readonly uncalled: readonly string[];
}

const turns = 3;

function sideOf(file: string, direction: "request" | "response"): Side {
  const specification = new Specification(readText(file), direction);
  return { specification, isValid: validator(specification) };
}

export async function roundTrip(file: string): Promise<Outcome> {
  const asked = sideOf(file, "request");
  const answered = sideOf(file, "response");
  const made = await makePackage(file);
  const endpoints = [...asked.specification.endpoints()];
  const server = await serveDocument(asked.specification, endpoints);
  const run = new Run(made, server, asked, answered);
  try {
    const replies = new Map([...answered.specification.endpoints()].map((one) => [one.pointer, one]));
    for (const endpoint of endpoints) await run.operation(endpoint, replies.get(endpoint.pointer)!);
    const wrongTypes = await uncompiled(made.folder, made.className, run.uses);
    return {
      operations: endpoints.length,
      calls: server.requests,
      errors: run.errors,
      uses: run.uses.length,
      disagreements: [...run.disagreements, ...wrongTypes],
      uncalled: run.uncalled,
    };
  } finally {
    await server.close();
    made.remove();
  }
}

type Method = (params: object, options?: object) => PromiseLike<unknown>;

class Run {
  readonly disagreements: string[] = [];
  readonly uncalled: string[] = [];
  readonly uses: Use[] = [];
  errors = 0;
  readonly #made: MadePackage;
  readonly #server: RoundTripServer;
  readonly #asked: Side;
  readonly #answered: Side;
  readonly #client: object;
  #deviations: string[] = [];

  constructor(made: MadePackage, server: RoundTripServer, asked: Side, answered: Side) {
    this.#made = made;
    this.#server = server;
    this.#asked = asked;
    this.#answered = answered;
    this.#client = made.create(server.url, (message) => this.#deviations.push(message));
  }

  async operation(endpoint: Endpoint, replies: Endpoint): Promise<void> {
    const named = this.#made.operations.get(endpoint.pointer);
    if (!named) return void this.uncalled.push(`${endpoint.method} ${endpoint.path}: not in the package`);
    const successes = successesOf(replies);
    const failures = errorsOf(replies);
    const count = Math.max(turns, successes.length, endpoint.body?.contents.length ?? 0);
    let isCalled = false;
    let why = "";
    for (let turn = 0; turn < count + failures.length; turn++) {
      const failure = turn < count ? undefined : failures[turn - count];
      const answer = failure ?? successes[turn % successes.length]!;
      try {
        const input = inputOf(this.#asked, endpoint, failure ? 0 : turn);
        const wish = { turn, isFull: turn > 0, isNullable: turn === 2 };
        const reply = replyOf(this.#answered, answer, wish);
        const isMany = successes.length > 1 && !failure;
        await this.#call(endpoint, named, input, reply, failure !== undefined, isMany ? answer : undefined);
        isCalled = true;
      } catch (error) {
        if (!(error instanceof Unsampled)) throw error;
        why = error.message;
      }
    }
    if (!isCalled) this.uncalled.push(`${endpoint.method} ${endpoint.path}: ${why}`);
  }

  async #call(
    endpoint: Endpoint,
    named: Named,
    input: Input,
    reply: Reply,
    isFailure: boolean,
    chosen: Answer | undefined,
  ): Promise<void> {
    const params: Record<string, unknown> = {};
    for (const [{ in: place, name }, value] of input.values) {
      const key = named.keys.get(`${place} ${name}`);
      if (key === undefined) return this.#tell(named, endpoint, [`has no parameter ${place} ${name}`]);
      params[key] = value;
    }
    if (input.body) {
      params["body"] = input.body.value;
      const type = input.body.media.type;
      if (named.contentTypes.includes(type)) params["contentType"] = type.replace("*", "x-any");
      else if (named.contentTypes.length > 0) throw new Unsampled(`${type} is not among ${named.contentTypes.join()}`);
    }
    const owner = named.id
      .split(".")
      .slice(0, -1)
      .reduce<object>((node, step) => (node as Record<string, object>)[step]!, this.#client);
    const method = (owner as Record<string, Method>)[named.id.split(".").at(-1)!]!.bind(owner);
    this.#server.expect({ endpoint, ...input, ...reply });
    const before = this.#server.requests;
    this.#deviations = [];
    const problems: string[] = [];
    const options = chosen?.media ? { accept: chosen.media.type } : {};
    try {
      const result = await taken(method(params, options), named.isPaged);
      const problem = isFailure ? "resolved in spite of an error" : await compareResult(result, reply.wanted);
      if (problem !== undefined) problems.push(problem);
    } catch (error) {
      const problem = isFailure ? wrongError(error, reply) : String(error);
      if (problem !== undefined) problems.push(problem);
      else this.errors++;
    }
    if (reply.json?.isValid && !reply.json.isExample) problems.push(...this.#deviations);
    if (this.#server.requests > before) problems.push(...this.#server.problems);
    this.#tell(named, endpoint, problems);
    this.#use(named, params, input, reply, isFailure);
  }

  #use(named: Named, params: object, input: Input, reply: Reply, isFailure: boolean): void {
    if (isFailure) return;
    if (input.isValid) this.uses.push({ id: named.id, params });
    // An example may have no member that its type names, all of which may be missing: TypeScript refuses that ("weak types").
    if (reply.json?.isValid && !reply.json.isExample && !named.isPaged)
      this.uses.push({ id: named.id, result: reply.json.value });
  }

  #tell({ id }: Named, { method, path }: Endpoint, problems: readonly string[]): void {
    this.disagreements.push(...problems.map((problem) => `${id} (${method} ${path}): ${problem.slice(0, 1000)}`));
  }
}

/** What a call gives: the items of a stream, the body of a page, or the result itself. */
async function taken(call: PromiseLike<unknown>, isPaged: boolean): Promise<unknown> {
  if (isPaged) return ((await call) as { body: unknown }).body;
  const result = Symbol.asyncIterator in call ? call : await call;
  if (typeof result !== "object" || result === null || !(Symbol.asyncIterator in result)) return result;
  const items: unknown[] = [];
  for await (const item of result as AsyncIterable<unknown>) items.push(item);
  return items;
}

function wrongError(error: unknown, { status, wanted }: Reply): string | undefined {
  const { name, status: found, body, documented } = error as Record<string, unknown>;
  if (name !== "ApiError" || found !== status) return `${status} became ${String(error)}`;
  if (documented !== true) return `${status} is not known as documented: ${String(error)}`;
  const plain = wanted.kind === "json" ? JSON.stringify(wanted.value) : undefined;
  return plain === undefined || JSON.stringify(body) === plain
    ? undefined
    : `${status} has the body ${JSON.stringify(body)}`;
}
