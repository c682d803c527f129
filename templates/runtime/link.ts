import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
import { stepTo } from "./next-url.js";

/** Pages linked by `Link: <url>; rel="next"` (RFC 8288). The list ends when there is no such link. */
export function byLink<Item, Body>(
  answer: Answer<Body>,
  at: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
): Step<Page<Item, Body>> {
  const { headers } = answer.raw ?? answer.response;
  return stepTo(linkTo("next", headers.get("link")), answer, at, paging, progress);
}

/** The target of the first link with this relation. A link's first `rel` counts; it may name several. */
function linkTo(relation: string, header: string | null): string | undefined {
  for (const [, url, parameters = ""] of header?.matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g,
  ) ?? []) {
    // Not what another parameter quotes.
    const rel = /^(?:[^"]|"(?:[^"\\]|\\.)*")*?;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]*))/i.exec(parameters);
    const names = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
    if (names.includes(relation)) return url;
  }
  return undefined;
}
