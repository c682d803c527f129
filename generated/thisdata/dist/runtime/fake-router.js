import { reserved } from "./styles.js";
/** Finds operations by method and path, wherever the client was told that the API is. */
export class Router {
	#routes;
	constructor(operations, baseUrl) {
		this.#routes = operations.map((one) => routeOf(one, one.operation.baseUrl ?? baseUrl)).sort((a, b) => b.literal - a.literal);
	}
	find({ method, url: { pathname } }) {
		const fitting = (isAtBase) => this.#routes.flatMap(({ one, pattern, names, base }) => {
			if (one.operation.method !== method || isAtBase && !pathname.startsWith(base)) return [];
			const match = pattern.exec(isAtBase ? pathname.slice(base.length) : pathname);
			if (!match || isAtBase && match.index > 0) return [];
			return [{
				one,
				segments: new Map(names.map((name, at) => [name, match[at + 1] ?? ""]))
			}];
		});
		return fitting(true)[0] ?? fitting(false)[0];
	}
}
/** What stands for a path parameter while the rest of the template goes through a URL parser. */
const mark = "specmend0";
function routeOf(one, baseUrl) {
	const { path, parameters } = one.operation;
	const names = [];
	const template = path.replace(/\{([^{}]+)\}/g, (_, name) => {
		names.push(name);
		return mark;
	});
	const { pathname } = new URL(`http://api${template}`);
	const byName = new Map(Object.entries(parameters).map(([key, rule]) => [rule.name ?? key, rule]));
	const values = names.map((name) => byName.get(name)?.encode === reserved ? "(.+)" : "([^/]+)");
	const pieces = pathname.split(mark).map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
	const pattern = new RegExp(`${pieces.map((text, at) => (at === 0 ? "" : values[at - 1]) + text).join("")}$`);
	const base = baseUrl === undefined ? "" : new URL(baseUrl).pathname.replace(/\/+$/, "");
	return {
		one,
		pattern,
		names,
		base,
		literal: pathname.length - mark.length * names.length
	};
}
//# sourceMappingURL=fake-router.js.map
