/** Checks of a request that all three fakes share. */
import type { Judge, LoggedRequest } from "./fake-http.js";
import { parseQuery, type QueryPair } from "./query.js";

/** The pairs of the query, after a look at the form of the whole request. */
export function readPairs(request: LoggedRequest, judge: Judge): readonly QueryPair[] {
  if (request.body !== "") judge.deviate("body", "a GET request with a body");
  const { pairs, malformed } = parseQuery(request.query);
  if (malformed !== null) judge.deviate("encoding", `broken percent-encoding: ${malformed}`);
  for (const { name, rawValue } of pairs) {
    if (rawValue.includes("=")) judge.deviate("encoding", `${name}: an equals sign must be percent-encoded`, name);
  }
  return pairs;
}

/**
 * Parameters that take one value each. An empty value counts as absent. Unknown and repeated names are deviations;
 * where they are tolerated, unknown ones are ignored and `keep` says which of several values wins.
 */
export function readSingles(
  pairs: readonly QueryPair[],
  known: ReadonlySet<string>,
  judge: Judge,
  keep: "first" | "last",
): Map<string, string> {
  const seen = new Set<string>();
  const values = new Map<string, string>();
  for (const { name, value } of pairs) {
    if (!known.has(name)) {
      judge.deviate("unknown-parameter", `unknown parameter ${name}`, name);
      continue;
    }
    if (seen.has(name)) {
      judge.deviate("repeated-parameter", `${name} is given more than once`, name);
      if (keep === "first") continue;
    }
    seen.add(name);
    if (value === "") values.delete(name);
    else values.set(name, value);
  }
  return values;
}
