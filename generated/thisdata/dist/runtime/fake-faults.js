/** The steps of each operation that are still to come. */
export class Script {
	#steps = new Map();
	add(operation, fault, { times = 1, after = 0 }) {
		for (const [name, count] of Object.entries({
			times,
			after
		})) {
			if (!(count >= 0) || count % 1 && count !== Infinity) throw new TypeError(`\`${name}\` must be a whole number, but is ${count}.`);
		}
		this.#steps.set(operation, [...this.#steps.get(operation) ?? [], {
			fault,
			after,
			times,
			hasBegun: false
		}]);
	}
	/** What is to happen to the request that has just come. */
	next(operation) {
		const steps = this.#steps.get(operation) ?? [];
		const step = steps.find(({ times }) => times > 0);
		if (!step) return undefined;
		if (step.after > 0) {
			step.after--;
			return undefined;
		}
		step.times--;
		step.hasBegun = true;
		return step.fault;
	}
	/** What did not happen yet, in words. What is to happen for ever is done once it has begun. */
	pending() {
		return [...this.#steps].flatMap(([operation, steps]) => steps.filter(({ times, hasBegun }) => times > 0 && !(times === Infinity && hasBegun)).map(({ fault, times, after }) => {
			const when = after > 0 ? `, after ${after} more` : "";
			return `${operation}: ${fault.what}${times > 1 ? `, ${times} times` : ""}${when}`;
		}));
	}
}
/** The error with which `fetch` fails when there is no connection. */
export function brokenConnection() {
	const cause = Object.assign(new Error("the fake broke the connection"), { code: "ECONNRESET" });
	return new TypeError("fetch failed", { cause });
}
/** The answer, up to the middle of its body: then the connection breaks. */
export async function cutOff(response) {
	const bytes = new Uint8Array(await response.arrayBuffer());
	let isSent = false;
	const body = new ReadableStream({ pull(controller) {
		if (isSent) return controller.error(brokenConnection());
		isSent = true;
		controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
	} });
	return new Response(body, {
		status: response.status,
		headers: response.headers
	});
}
//# sourceMappingURL=fake-faults.js.map
