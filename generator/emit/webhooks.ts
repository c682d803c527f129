/** `src/webhooks.ts`: what the vendor sends, as types for those who receive it. */
import type { Model, Webhook } from "../model/model.js";
import { comment, docBlocks } from "./docs.js";
import { docText, oneLine } from "./escape.js";
import { Imports } from "./imports.js";
import { declareType } from "./schemas.js";
import { referencedNames } from "./types.js";

/** Undefined when nothing that is sent has a body. */
export function emitWebhooks({ webhooks }: Model): string | undefined {
  const typed = webhooks.filter((one) => one.type !== undefined);
  if (typed.length === 0) return undefined;
  const imports = new Imports();
  for (const name of referencedNames(typed.flatMap((one) => one.type ?? []))) imports.type("./schemas.js", name);
  return [imports.print(), ...typed.map(emitWebhook)].join("\n");
}

export function webhookTypeNames({ webhooks }: Model): string[] {
  return webhooks.flatMap((one) => (one.type ? [one.name] : []));
}

function emitWebhook({ name, wireName, kind, method, type, doc }: Webhook): string {
  if (!type) return "";
  const text = `The body of the ${kind} \`${docText(oneLine(wireName))}\` (${method}).`;
  return `${comment([text, ...docBlocks(doc)])}${declareType(name, type)}`;
}
