/** `src/index.ts`: every public name, by name. */
import type { Model, Resource } from "../model/model.js";
import { operationTypeNames } from "./resources.js";
import { webhookTypeNames } from "./webhooks.js";

const errors = ["ApiError", "ConnectionError", "InvalidRequestError", "PaginationError", "SdkError", "TimeoutError"];

export function emitIndex(model: Model, hasErrors: boolean): string {
  const lines = [`export { ${model.className}, createClient, type ${model.className}Options } from "./client.js";`];
  if (hasErrors) lines.push('export { isApiError, type OperationErrors } from "./errors.js";');
  const visit = (resource: Resource): void => {
    const values = [resource.className, ...resource.operations.map((one) => one.functionName)];
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
    'export { PagedList } from "./runtime/pagination.js";',
    'export type { Credential } from "./runtime/auth.js";',
    'export type { Client, ClientOptions, Middleware, MiddlewareRequest } from "./runtime/client.js";',
    'export type { OffsetPage, Page, RequestOptions, TwoWayPage } from "./runtime/operation.js";',
    'export type { Exactly } from "./runtime/types.js";',
  );
  return `${lines.join("\n")}\n`;
}
