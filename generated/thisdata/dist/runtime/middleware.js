/** Runs `last` within layers, the first of which is the outermost. */
export function layered(layers, last) {
	// Most clients have none, and pay nothing for it.
	if (layers === undefined) return last;
	return [layers].flat().reduceRight((next, layer) => async (request) => layer(request, next), async (request) => last(request));
}
//# sourceMappingURL=middleware.js.map
