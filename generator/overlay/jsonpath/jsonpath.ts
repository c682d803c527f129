/** JSONPath, RFC 9535: all that the rest of the stage uses. */
export { childrenOf, holds, rootNode, select, selectPrefix, TooManyNodes, valueOf } from "./evaluate.js";
export { formatKey, formatPath, formatPrefix, formatRest, normalizedPath, pathOf, quote } from "./format.js";
export { dialectHelp, lengthSuspicions } from "./dialects.js";
export { loosened, selects } from "./selects.js";
export { parseQuery } from "./parse.js";
export type { Parsed } from "./parse.js";
export type { SyntaxProblem } from "./hints.js";
export type { Condition, Node, Operand, Path, Query, Selector } from "./query.js";
