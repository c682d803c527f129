import { type Redactor } from "./mask.js";
/** The base64 of a text's UTF-8 bytes. */
export declare function base64(text: string): string;
/** Hides what it is told to hide, and the values in these pairs (`$1` is what comes before them, `$2` the value). */
export declare function redactor(pairs?: RegExp): Redactor;
//# sourceMappingURL=redact.d.ts.map
