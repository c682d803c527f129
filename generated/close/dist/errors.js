import { isDocumented } from "./runtime/errors.js";
/**
* Whether an error is one that the vendor documents for an operation, with the body it documents; narrows its
* type to these, by `status`.
*
* False for any other status, and for a body that is not what was documented (a proxy's HTML page, for
* instance).
*/
export function isApiError(error, operation) {
	return isDocumented(error, operation);
}
//# sourceMappingURL=errors.js.map
