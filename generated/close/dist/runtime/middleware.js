/** Runs `last` within layers, the first of which is the outermost. */
export function layered(layers, last) {
	return [layers ?? []].flat().reduceRight((next, layer) => async (request) => layer(request, next), last);
}
//# sourceMappingURL=middleware.js.map
