/** What an operation is called with, and what is answered: several turns that differ in all that may vary. */
import type { Endpoint, Media, Place, Specification } from "./document.js";
import { isForm, kindOf, writable } from "./read-body.js";
import { Sampler, Unsampled, type Wish } from "./sample.js";
import type { IsValid } from "./valid.js";
import { isDefined } from "./wire.js";

/** One side of the document: how to make its values, and whether they are right. */
export interface Side {
  readonly specification: Specification;
  readonly isValid: IsValid;
}

export interface Sampled {
  readonly value: unknown;
  /** The validator agrees, so that its type must take it. */
  readonly isValid: boolean;
  readonly isExample: boolean;
}

export interface Answer {
  readonly status: number;
  readonly media: Media | undefined;
}

export interface Input {
  readonly values: ReadonlyMap<Place, unknown>;
  readonly body: { readonly media: Media; readonly value: unknown } | undefined;
  readonly isValid: boolean;
}

const delimited = new Set(["spaceDelimited", "pipeDelimited", "cookie"]);

/** A value of a schema: an example of the document's where it has a right one and its turn has come, else a sample. */
export function sampleOf(
  { specification, isValid }: Side,
  schema: unknown,
  examples: readonly unknown[],
  wish: Wish,
): Sampled {
  const example = wish.turn % 2 === 1 ? examples.find((one) => isValid(schema, one)) : undefined;
  if (example !== undefined) return { value: example, isValid: true, isExample: true };
  const value = new Sampler(specification, wish).value(schema);
  return { value, isValid: isValid(schema, value), isExample: false };
}

/** What to call an operation with in this turn. Throws `Unsampled` when something that it needs has no value. */
export function inputOf(side: Side, { parameters, body }: Endpoint, turn: number): Input {
  const wish: Wish = { turn, isFull: turn > 0 };
  const values = new Map<Place, unknown>();
  let isRight = true;
  for (const place of parameters) {
    if (!place.required && !wish.isFull) continue;
    const isPlain = place.in === "header" || place.in === "cookie" || delimited.has(place.style);
    try {
      const { value, isValid } = sampleOf(side, place.schema, place.examples, { ...wish, isPlain, name: place.name });
      if (value === null || !isDefined(place, value) || !isValid) throw new Unsampled(`nothing for ${place.name}`);
      values.set(place, value);
    } catch (error) {
      if (!(error instanceof Unsampled) || place.required) throw error;
    }
  }
  const media = body && body.contents[turn % Math.max(body.contents.length, 1)];
  if (!body || !media || (!body.required && turn === 0)) return { values, body: undefined, isValid: isRight };
  if (["form", "multipart"].includes(kindOf(media.type)) && !isForm(side.specification, media))
    throw new Unsampled("a form that is no object");
  const isRaw = kindOf(media.type) === "raw";
  const found = isRaw
    ? { value: new Blob([`bytes \u0000 ${turn}`]), isValid: true }
    : sampleOf(side, media.schema, media.examples, {
        ...wish,
        isNullable: turn === 2 && kindOf(media.type) === "json",
      });
  const value = writable(media, found.value);
  isRight &&= found.isValid && (value === found.value || side.isValid(media.schema, value));
  return { values, body: { media, value }, isValid: isRight };
}

/** Every documented success, one after the other. */
export function successesOf({ replies, method }: Endpoint): Answer[] {
  const documented = replies.filter(({ status }) => status.startsWith("2"));
  const found = documented.length > 0 ? documented : replies.filter(({ status }) => status === "default");
  const answers = found.flatMap(({ status, contents }): Answer[] => {
    const code = /^\d+$/.test(status) ? Number(status) : status === "default" ? 200 : 203;
    const isEmpty = contents.length === 0 || method === "HEAD" || code === 204 || code === 205;
    return isEmpty ? [{ status: code, media: undefined }] : contents.map((media) => ({ status: code, media }));
  });
  return answers.length > 0 ? answers : [{ status: 200, media: undefined }];
}

/** Every documented error. */
export function errorsOf({ replies, method }: Endpoint): Answer[] {
  const hasSuccess = replies.some(({ status }) => status.startsWith("2"));
  return replies.flatMap(({ status, contents }): Answer[] => {
    if (!/^(?:[45](?:\d\d|XX)|default)$/i.test(status) || (status === "default" && !hasSuccess)) return [];
    const ranges: Readonly<Record<string, number>> = { "4XX": 418, "5XX": 599, default: 499 };
    const code = ranges[status] ?? ranges[status.toUpperCase()] ?? Number(status);
    return [{ status: code, media: method === "HEAD" ? undefined : contents[0] }];
  });
}
