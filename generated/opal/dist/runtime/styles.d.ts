/**
* OpenAPI's ways to write a parameter that is no plain value (OpenAPI 3.1 section 4.8.12.3 and appendices C to E; RFC 6570). Each is a
* function that a parameter's descriptor refers to, so that a bundle holds only those in use.
*/
import type { Style } from "./content.js";
/** `form`, exploded (the default of query and cookie) of a list or an object: `color=blue&color=black`, `R=100&G=200`. */
export declare const form: Style;
/** `simple` (the default of path and header) of a list or an object: `blue,black`, `R,100,G,200`. */
export declare const simple: Style;
/** `form`, not exploded: `color=blue,black`. */
export declare const formJoined: Style;
/** `spaceDelimited`: `color=blue%20black`. */
export declare const spaceDelimited: Style;
/** `pipeDelimited`: `color=blue%7Cblack`. */
export declare const pipeDelimited: Style;
/**
* `deepObject`: `color%5BR%5D=100`. Where OpenAPI leaves it open: an inner object nests on, and the items of a list are
* numbered, so that those of a list of objects stay apart.
*/
export declare const deepObject: Style;
/** `simple`, exploded (path, header): `R=100,G=200`. */
export declare const simpleExploded: Style;
/** `label` (path): `.blue,black`. */
export declare const label: Style;
/** `label`, exploded (path): `.blue.black`, `.R=100.G=200`. */
export declare const labelExploded: Style;
/** `matrix` (path): `;color=blue,black`. */
export declare const matrix: Style;
/** `matrix`, exploded (path): `;color=blue;color=black`, `;R=100;G=200`. */
export declare const matrixExploded: Style;
/** `cookie` of OpenAPI 3.2, exploded: `color=blue; color=black`. */
export declare const cookieExploded: Style;
/** The whole query string as a form (`in: querystring`), written as the body of a form is. */
export declare const wholeQuery: Style;
/** A parameter with `content: application/json`, in path or header: the JSON itself. */
export declare const json: Style;
/** A parameter with `content: application/json`, in query or cookie: `color=%7B%22R%22%3A100%7D`. */
export declare const jsonPair: Style;
/** `allowReserved`: leaves the reserved characters that cannot end the value, and what is encoded already (RFC 6570, 3.2.3). */
export declare function reserved(text: string): string;
/** The text as it is in OpenAPI 3.2's style `cookie`; one that would be more than one cookie is refused. */
export declare function cookieText(text: string): string;
//# sourceMappingURL=styles.d.ts.map
