import type { EventsListError } from "./resources/events.js";
/** The documented errors of each operation. */
export interface OperationErrors {
	"events.list": EventsListError;
}
/**
* Whether an error is one that the vendor documents for an operation, with the body it documents; narrows its
* type to these, by `status`.
*
* False for any other status, and for a body that is not what was documented (a proxy's HTML page, for
* instance).
*/
export declare function isApiError<Id extends keyof OperationErrors>(error: unknown, operation: Id): error is OperationErrors[Id];
//# sourceMappingURL=errors.d.ts.map
