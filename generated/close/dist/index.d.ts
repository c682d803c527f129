export { Close, createClient, type CloseOptions } from "./client.js";
export { isApiError, type OperationErrors } from "./errors.js";
export { Events, eventsList, eventsListFeed, type EventsListParams, type EventsListFilters, type EventsListFilterValues, type EventsListPage, type EventsListFeedParams, type EventsListError } from "./resources/events.js";
export type { EventObjectType, EventAction, EventMeta, Event, EventList, BadRequest, ErrorBody } from "./schemas.js";
export { ApiError, ConnectionError, InvalidRequestError, PaginationError, SdkError, TimeoutError, type DocumentedError } from "./runtime/errors.js";
export { PagedList } from "./runtime/pagination.js";
export { walk, type ListWalk, type WalkCheckpoint, type WalkOptions } from "./runtime/walk.js";
export type { FeedCheckpoint, FeedEntry, FeedOptions, ItemFeed } from "./runtime/feed.js";
export type { Credential } from "./runtime/auth.js";
export type { Client, ClientOptions } from "./runtime/client.js";
export { type Hooks, type RequestEvent, type ResponseEvent, type RetryEvent, watch } from "./runtime/hooks.js";
export { rateLimiter, type RateLimiterOptions } from "./runtime/limiter.js";
export { logTo, type LogLevel, type LogOptions, type LogTarget } from "./runtime/logger.js";
export type { CallMiddleware, Middleware, MiddlewareCall, MiddlewareRequest } from "./runtime/middleware.js";
export type { NumberedPage, OffsetPage, Page, RequestOptions, TwoWayPage } from "./runtime/operation.js";
export type { DocumentedHeaders, Exactly, ServerAddress, WithResponse } from "./runtime/types.js";
//# sourceMappingURL=index.d.ts.map
