/** `src/index.ts`: every public name, by name. */
import type { Model, Operation, Resource } from "../model/model.js";
import { operationTypeNames } from "./resources.js";
import { isStream } from "./results.js";
import { hasServerOption } from "./servers.js";
import { webhookTypeNames } from "./webhooks.js";

const errors = ["ApiError", "ConnectionError", "InvalidRequestError", "PaginationError", "SdkError", "TimeoutError"];

export function emitIndex(model: Model, hasErrors: boolean): string {
  const { className } = model;
  const own = hasServerOption(model) ? `, serverOf, type ${className}Server` : "";
  const lines = [`export { ${className}, createClient${own}, type ${className}Options } from "./client.js";`];
  if (hasErrors) lines.push('export { isApiError, type OperationErrors } from "./errors.js";');
  const visit = (resource: Resource): void => {
    const values = [
      resource.className,
      ...resource.operations.flatMap((one) => [one.functionName, ...(one.feed ? [one.feed.functionName] : [])]),
    ];
    const types = resource.operations.flatMap(operationTypeNames).map((name) => `type ${name}`);
    lines.push(`export { ${[...values, ...types].join(", ")} } from "./resources/${resource.file}.js";`);
    resource.resources.forEach(visit);
  };
  model.resources.forEach(visit);
  if (model.schemas.length > 0)
    lines.push(`export type { ${model.schemas.map((schema) => schema.name).join(", ")} } from "./schemas.js";`);
  const webhooks = webhookTypeNames(model);
  if (webhooks.length > 0) lines.push(`export type { ${webhooks.join(", ")} } from "./webhooks.js";`);
  lines.push(
    `export { ${errors.join(", ")}, type DocumentedError } from "./runtime/errors.js";`,
    ...usedRuntime(model),
    'export type { Client, ClientOptions } from "./runtime/client.js";',
    'export { type Hooks, type RequestEvent, type ResponseEvent, type RetryEvent, watch } from "./runtime/hooks.js";',
    'export { rateLimiter, type RateLimiterOptions } from "./runtime/limiter.js";',
    'export { logTo, type LogLevel, type LogOptions, type LogTarget } from "./runtime/logger.js";',
    'export type { CallMiddleware, Middleware, MiddlewareCall, MiddlewareRequest } from "./runtime/middleware.js";',
    'export type { NumberedPage, OffsetPage, Page, RequestOptions, TwoWayPage } from "./runtime/operation.js";',
    'export type { DocumentedHeaders, Exactly, ServerAddress, WithResponse } from "./runtime/types.js";',
  );
  return `${lines.join("\n")}\n`;
}

/** What callers need of the runtime for what the API has. */
function usedRuntime(model: Model): string[] {
  const visit = (resource: Resource): readonly Operation[] => [
    ...resource.operations,
    ...resource.resources.flatMap(visit),
  ];
  const operations = model.resources.flatMap(visit);
  const bodies = operations.flatMap((one) => one.body?.contents ?? []);
  const readers = operations
    .filter((one) => !one.pagination)
    .flatMap((one) => one.success.responses.flatMap(({ contents }) => contents.map(({ reader }) => reader)));
  return [
    ...(operations.some((one) => one.pagination)
      ? [
          'export { PagedList } from "./runtime/pagination.js";',
          'export { walk, type ListWalk, type WalkCheckpoint, type WalkOptions } from "./runtime/walk.js";',
        ]
      : []),
    ...(operations.some((one) => one.feed)
      ? ['export type { FeedCheckpoint, FeedEntry, FeedOptions, ItemFeed } from "./runtime/feed.js";']
      : []),
    ...(model.schemes.length > 0 ? ['export type { Credential } from "./runtime/auth.js";'] : []),
    ...(operations.some((one) => !one.pagination && !isStream(one))
      ? ['export type { ApiPromise } from "./runtime/call.js";']
      : []),
    ...(bodies.some((one) => one.writer === "multipart")
      ? ['export { bodyPart, type BodyPart } from "./runtime/multipart.js";']
      : []),
    ...(operations.some((one) => !one.pagination && isStream(one))
      ? ['export { ItemStream } from "./runtime/stream.js";']
      : []),
    ...(readers.some((one) => one.endsWith("vents"))
      ? ['export type { ServerSentEvent } from "./runtime/events.js";']
      : []),
    ...(bodies.some((one) => one.writer === "raw" || one.writer === "jsonLines")
      ? ['export type { BodyBytes } from "./runtime/types.js";']
      : []),
  ];
}
