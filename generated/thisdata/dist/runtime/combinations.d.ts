import type { Params, Rule } from "./operation.js";
/**
* Only certain sets of parameters may be present together: those of `rule.parameters` that are present must be exactly one
* of the sets in `rule.allowed`. A parameter that is undefined is absent; an empty one is refused, because a server may
* take it for absent.
*/
export declare function combinations(params: Params, rule: Rule): string | undefined;
//# sourceMappingURL=combinations.d.ts.map
