/** The feed beside a list: a rule, a function and a method. */
import type { Feed, Operation } from "../model/model.js";
import { printFields } from "./code.js";
import { comment } from "./docs.js";
import { printReader } from "./descriptor.js";
import { propertyKey, stringLiteral } from "./escape.js";
import type { Imports } from "./imports.js";

export interface FeedTexts {
  /** The type of an item. */
  readonly item: string;
  /** Filters have to be given. */
  readonly needsParams: boolean;
}

export function feedUses({ feed }: Operation, imports: Imports): void {
  if (!feed) return;
  imports.value("../runtime/feed.js", "feed");
  for (const type of ["FeedOptions", "FeedRule", "ItemFeed"]) imports.type("../runtime/feed.js", type);
}

export function emitFeedType({ id, typeName, pagination, feed }: Operation): string {
  if (!feed || !pagination) return "";
  const { cursor, offset, page } = pagination;
  const own = [cursor, offset, page, feed.since].flatMap((key) =>
    key === undefined || key.startsWith("/") ? [] : [`readonly ${propertyKey(key)}?: undefined;`],
  );
  const lead = comment([`The filters of a feed of \`${id}\`, which says itself where to begin.`]);
  const type = own.length === 0 ? "" : ` & {\n${own.join("\n")}\n}`;
  return `${lead}export type ${typeName}FeedParams = ${typeName}Params${type};\n`;
}

export function emitFeed(operation: Operation, texts: FeedTexts): string {
  const { feed, functionName, id } = operation;
  if (!feed) return "";
  const { options, result } = signature(operation, texts);
  const what = `\`${id.replace(/[^.]+$/, feed.name)}\` as a function, for bundles that hold only what they call.`;
  return [
    `const ${feed.functionName}Rule: FeedRule<${texts.item}> = ${rule(feed)};\n`,
    `${comment([what])}export function ${feed.functionName}(client: Client, ${options}): ${result} {`,
    `  return feed(client, ${functionName}Operation, ${feed.functionName}Rule, options);`,
    "}\n",
  ].join("\n");
}

export function emitFeedMethod(operation: Operation, texts: FeedTexts): string {
  const { feed, functionName, name } = operation;
  if (!feed) return "";
  const { options, result } = signature(operation, texts);
  const lines = [
    `What is new in \`${name}\` since a moment or a checkpoint, oldest first, each thing once. Reads the latest ${duration(feed.overlapMs)} again each time, as that is how late things may turn up.`,
    "@remarks\n`since` is a `Date`, a text or what `checkpoint()` gave; `poll` makes it endless. Nothing is sent before it is iterated.",
  ];
  return [
    `${comment(lines)}${propertyKey(feed.name)}(${options}): ${result} {`,
    `  return ${functionName}Feed(this.#client, options);`,
    "}\n",
  ].join("\n");
}

function signature({ typeName }: Operation, { item, needsParams }: FeedTexts): { options: string; result: string } {
  const type = `FeedOptions<${typeName}FeedParams>`;
  const options = needsParams
    ? `options: ${type} & { readonly params: ${typeName}FeedParams }`
    : `options: ${type} = {}`;
  return { options, result: `ItemFeed<${item}>` };
}

function rule({ id, timestamp, order, since, overlapMs, unitMs }: Feed): string {
  return printFields([
    ["id", printReader(id, "item")],
    ["timestamp", printReader(timestamp, "item")],
    ["order", stringLiteral(order)],
    ["since", since === undefined ? undefined : stringLiteral(since)],
    ["overlapMs", String(overlapMs)],
    ["unitMs", unitMs === undefined ? undefined : String(unitMs)],
  ]);
}

function duration(ms: number): string {
  const minutes = ms / 60_000;
  return Number.isInteger(minutes) && minutes > 0 ? `${minutes} minutes` : `${ms / 1000} seconds`;
}
