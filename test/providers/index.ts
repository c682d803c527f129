/** Fake servers of the three providers, each on a socket of its own. */
export { startCloseServer } from "./close-server.js";
export type { CloseKnobs, CloseOptions, CloseServer } from "./close-server.js";
export { closeDate, CLOSE_BURST, CLOSE_EXPIRED, CLOSE_NOW } from "./close-events.js";
export type { CloseEvent } from "./close-events.js";
export { CLOSE_COMBINATIONS } from "./close-query.js";
export { startOpalServer } from "./opal-server.js";
export type { OpalKnobs, OpalOptions, OpalServer } from "./opal-server.js";
export { OPAL_NOW } from "./opal-events.js";
export type { OpalEvent } from "./opal-events.js";
export { startThisDataServer } from "./thisdata-server.js";
export type { ThisDataKnobs, ThisDataOptions, ThisDataServer } from "./thisdata-server.js";
export { THISDATA_NOW } from "./thisdata-events.js";
export type { ThisDataEvent } from "./thisdata-events.js";
export type { FakeServer, LoggedRequest, Mode, Violation } from "./fake-http.js";
export type { Fault, FaultPlan } from "./faults.js";
