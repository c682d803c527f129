/** `text/event-stream`: what a schema says about the events. */
import { isObject, type Json } from "../load/document.js";
import type { ResponseContent, StreamEvent } from "./model.js";
import type { Schemas } from "./schemas/schemas.js";
import type { Node, ObjectNode, Source } from "./source.js";

type Events = Pick<ResponseContent, "reader" | "type" | "events">;

/**
 * OpenAPI 3.2 describes an event by its fields (`data`, `event`, `id`), and the JSON in `data` by `contentSchema`. Before it,
 * people described the JSON in `data` itself.
 */
export function eventsOf(source: Source, schemas: Schemas, schema: Node | undefined): Events {
  if (!schema || !isObject(schema.value)) return text([]);
  const variants = variantsOf(source, schema as ObjectNode);
  const described = variants.map((node) => fieldsOf(source, node));
  if (!described.some((one) => one)) {
    const type = schemas.type(schema, "response");
    const bare = schemas.expand(type);
    if (bare.kind === "string" || bare.kind === "unknown") return text([]);
    return { reader: "jsonEvents", type, events: [] };
  }
  const events = described.map((fields): StreamEvent => {
    const data = fields?.data && source.resolve(fields.data);
    const content = data && source.get(data, "contentSchema");
    const names = namesOf(fields?.event);
    const type = content
      ? schemas.type(content, "response")
      : data && !isText(data)
        ? schemas.type(data, "response")
        : undefined;
    return { names, ...(type && { data: type }) };
  });
  const json = events.filter((event) => event.data !== undefined);
  if (json.length === 0) return text(events);
  // What is known of an event without a schema for its data is that it has one.
  const isMixed = described.some((fields, index) => fields?.data && events[index]?.data === undefined);
  return { reader: isMixed ? "mixedEvents" : "jsonEvents", type: { kind: "unknown" }, events };
}

function text(events: readonly StreamEvent[]): Events {
  return { reader: "events", type: { kind: "string" }, events };
}

/** The alternatives of a schema, those of its parts included. */
function variantsOf(source: Source, schema: ObjectNode, depth = 0): ObjectNode[] {
  const node = source.resolve(schema);
  if (!node) return [];
  const key = ["oneOf", "anyOf"].find((one) => Array.isArray(node.value[one]));
  if (key === undefined || depth > 8) return [node];
  const found = source.list(node, key).filter((one): one is ObjectNode => isObject(one.value));
  // Alternatives of one field beside the fields themselves say nothing about the event's shape.
  return isObject(node.value["properties"]) &&
    found.every((one) => one.value["$ref"] === undefined && !fieldsOf(source, one)?.data)
    ? [node]
    : found.flatMap((one) => variantsOf(source, one, depth + 1));
}

interface Fields {
  readonly data?: ObjectNode;
  readonly event?: Json;
}

/** The fields of an event; undefined for a schema that is not about one. */
function fieldsOf(source: Source, node: ObjectNode): Fields | undefined {
  const properties = isObject(node.value["properties"]) ? source.get(node, "properties") : undefined;
  if (!properties || !isObject(properties.value)) return undefined;
  const names = Object.keys(properties.value);
  if (!names.includes("data") || !names.every((name) => ["data", "event", "id", "retry"].includes(name)))
    return undefined;
  const data = source.get(properties as ObjectNode, "data");
  return {
    ...(data && isObject(data.value) && { data: data as ObjectNode }),
    ...(properties.value["event"] !== undefined && { event: properties.value["event"] }),
  };
}

function isText({ value }: ObjectNode): boolean {
  return value["type"] === "string" || value["type"] === undefined;
}

function namesOf(event: Json | undefined): string[] {
  if (!isObject(event)) return [];
  const values = event["const"] === undefined ? event["enum"] : [event["const"]];
  return Array.isArray(values) && values.every((one) => typeof one === "string") ? (values as string[]) : [];
}
