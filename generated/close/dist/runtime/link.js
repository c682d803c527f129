import { stepTo } from "./next-url.js";
/** Pages linked by `Link: <url>; rel="next"` (RFC 8288). The list ends when there is no such link. */
export function byLink(answer, at, paging, progress) {
	return stepTo(linkTo("next", answer.response.headers.get("link") ?? ""), answer, at, paging, progress);
}
/** The target of the first link with this relation. A link's first `rel` counts; it may name several. */
function linkTo(relation, header) {
	for (const [, url, parameters = ""] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g)) {
		const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]*))/i.exec(parameters);
		const names = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
		if (names.includes(relation)) return url;
	}
	return undefined;
}
//# sourceMappingURL=link.js.map
