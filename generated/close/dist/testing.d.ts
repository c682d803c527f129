import { type EventsListParams } from "./resources/events.js";
import type { Fake, FakeItems, FakeOptions } from "./runtime/fake-types.js";
import type { Event } from "./schemas.js";
export type { Disconnection, FailureAnswer, FaultTiming } from "./runtime/fake-faults.js";
export type { Fake, FakeAnswer, FakeItems, FakeOptions, FakeRequest, FakeResult } from "./runtime/fake-types.js";
/** What the fake of the Close API has, by operation. It is read at each request, so that a test may add to it. */
export interface CloseFakeData {
	/** `GET /event/`: every item there is */
	readonly "events.list"?: FakeItems<Event, EventsListParams> | undefined;
}
/**
* The Close API in memory, for tests without a network: pass its `fetch` to the client.
*
* Lists are filtered as far as it is known what a filter does, and paged; parameters that the client refuses are
* refused here too, and so is a request without credentials. What has no data is a 501 that says what to supply.
*/
export declare function fakeClose(data?: CloseFakeData, options?: FakeOptions): Fake<keyof CloseFakeData>;
//# sourceMappingURL=testing.d.ts.map
