/** `x-feed`: how to tell what is new in a list that grows. */
import { child, type Pointer } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { Feed, Field, Pagination, Parameter, Type } from "../model.js";
import type { NamedOperation } from "../names/report.js";
import { fieldPath } from "./declared.js";
import type { Fields } from "./fields.js";
import { describe, type ObjectNode, type Source } from "../source.js";

const needed = ["id", "timestamp", "order", "overlap"] as const;
const known: readonly string[] = [...needed, "since", "unit"];
const orders = ["ascending", "descending", "none"] as const;
const units: Readonly<Record<string, number>> = { seconds: 1000, milliseconds: 1 };

export class FeedReader {
  readonly #source: Source;
  readonly #fields: Fields;
  readonly #operations: readonly NamedOperation[];

  constructor(source: Source, fields: Fields, operations: readonly NamedOperation[]) {
    this.#source = source;
    this.#fields = fields;
    this.#operations = operations;
  }

  read(
    operation: NamedOperation,
    parameters: readonly Parameter[],
    pagination: Pagination | undefined,
  ): Feed | undefined {
    const node =
      operation.node.value["x-feed"] === undefined ? undefined : this.#source.object(operation.node, "x-feed");
    if (!node) return undefined;
    const at = (key: string): Pointer => (node.value[key] === undefined ? node.pointer : child(node.pointer, key));
    const stranger = Object.keys(node.value).find((key) => !known.includes(key));
    if (stranger !== undefined)
      return this.#wrong(
        at(stranger),
        `\`x-feed.${stranger}\` is no field.`,
        suggestion(stranger, known, "Its fields are"),
      );
    const missing = needed.filter((key) => node.value[key] === undefined);
    if (missing.length > 0)
      return this.#wrong(node.pointer, `\`x-feed\` needs ${missing.map((key) => `\`${key}\``).join(", ")}.`);
    if (!pagination)
      return this.#wrong(
        node.pointer,
        "A feed reads a list, and the operation has no pages.",
        "Declare `x-pagination`.",
      );

    const order = orders.find((one) => one === node.value["order"]);
    if (!order)
      return this.#wrong(
        at("order"),
        `\`order\` is ${describe(node.value["order"]!)}.`,
        `It is one of ${orders.join(", ")}.`,
      );
    const overlapMs = durationOf(node.value["overlap"]);
    if (overlapMs === undefined)
      return this.#wrong(
        at("overlap"),
        "`overlap` must be an ISO 8601 duration of days or less.",
        "For example `PT5M`.",
      );
    const id = this.#field(node, "id", pagination.itemType);
    const timestamp = this.#field(node, "timestamp", pagination.itemType);
    if (!id || !timestamp) return undefined;
    const unitMs = this.#unit(node, timestamp.type);
    const since = this.#since(node, parameters, order, timestamp.type);
    const names = this.#names(operation, node.pointer);
    if (unitMs === undefined || since === undefined || !names) return undefined;
    return {
      ...names,
      id: id.field,
      timestamp: timestamp.field,
      order,
      overlapMs,
      ...(since !== null && { since }),
      ...(unitMs !== null && { unitMs }),
    };
  }

  #wrong(pointer: Pointer, message: string, help?: string): undefined {
    return void this.#source.error("feed/invalid", pointer, message, help === undefined ? {} : { help });
  }

  #field(node: ObjectNode, key: "id" | "timestamp", item: Type): { field: Field; type: Type } | undefined {
    const text = this.#source.text(node, key);
    if (text === undefined) return undefined;
    const pointer = child(node.pointer, key);
    const found = this.#fields.walk(item, fieldPath(text));
    if ("missing" in found) {
      const place = found.parent.length > 0 ? `\`${found.parent.join(".")}\`` : "An item";
      const help = suggestion(found.missing, found.known, "Its fields are");
      return this.#wrong(pointer, `${place} has no field \`${found.missing}\`.`, help);
    }
    if (found.steps.length > 0 && this.#fields.fits(found.type, ["string", "number"]))
      return { field: { steps: found.steps, text }, type: found.type };
    return this.#wrong(pointer, `\`${key}\` must be text or a number, but \`${text}\` is not.`);
  }

  /** `null` for texts. */
  #unit(node: ObjectNode, timestamp: Type): number | null | undefined {
    const unit = node.value["unit"];
    const isText = this.#fields.fits(timestamp, ["string"]);
    if (isText && unit === undefined) return null;
    if (isText) return this.#wrong(child(node.pointer, "unit"), "`unit` is for timestamps that are numbers.");
    const ms = typeof unit === "string" && Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (ms !== undefined) return ms;
    const message = "A timestamp that is a number needs `unit`: seconds or milliseconds.";
    return this.#wrong(unit === undefined ? node.pointer : child(node.pointer, "unit"), message);
  }

  /** `null` where there is none, and none is needed. */
  #since(
    node: ObjectNode,
    parameters: readonly Parameter[],
    order: Feed["order"],
    timestamp: Type,
  ): string | null | undefined {
    if (node.value["since"] === undefined) {
      if (order === "descending") return null;
      const message = `With the order \`${order}\`, everything would be read again each time: \`since\` is needed.`;
      return this.#wrong(node.pointer, message);
    }
    const text = this.#source.text(node, "since");
    if (text === undefined) return undefined;
    const pointer = child(node.pointer, "since");
    const parameter = parameters.find((one) => one.wireName === text);
    if (!parameter) {
      const names = parameters.map((one) => one.wireName);
      const help = suggestion(text, names, "Its parameters are");
      return this.#wrong(pointer, `The operation has no parameter \`${text}\`.`, help);
    }
    if (parameter.required) return this.#wrong(pointer, `\`${text}\` is required; a feed may begin without it.`);
    const isText = this.#fields.fits(timestamp, ["string"]);
    if (this.#fields.fits(parameter.type, [isText ? "string" : "number"])) return parameter.key;
    return this.#wrong(pointer, `\`${text}\` must be ${isText ? "text" : "a number"}, as the timestamps are.`);
  }

  #names(operation: NamedOperation, pointer: Pointer): { name: string; functionName: string } | undefined {
    const name = operation.name === "list" ? "feed" : `${operation.name}Feed`;
    const path = [...operation.resource, name];
    const functionName = `${operation.functionName}Feed`;
    const other = this.#operations.find(
      (one) =>
        one.functionName === functionName ||
        [...one.resource, one.name].slice(0, path.length).join("\n") === path.join("\n"),
    );
    if (!other) return { name, functionName };
    return this.#wrong(
      pointer,
      `The feed would be called like \`${other.id}\`: \`${path.join(".")}\`, \`${functionName}\`.`,
      "Set another `operationId: resource.method` on one of them with an overlay action.",
    );
  }
}

/** Milliseconds; of ISO 8601's durations those that are always as long. */
function durationOf(value: unknown): number | undefined {
  const parts =
    typeof value === "string"
      ? /^P(?=\d|T\d)(?:(\d{1,4})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/.exec(value)
      : null;
  if (!parts || value === "P" || String(value).endsWith("T")) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
