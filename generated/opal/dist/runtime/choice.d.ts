import type { BodyWriter } from "./operation.js";
/** A body of one of several media types: the one that `contentType` of the params names, else the default. */
export declare const chosenBody: BodyWriter;
//# sourceMappingURL=choice.d.ts.map
