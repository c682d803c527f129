import type { QueryPlace } from "./auth.js";
/** Credentials in the query of a URL. */
export declare const inQuery: QueryPlace;
//# sourceMappingURL=query-key.d.ts.map
