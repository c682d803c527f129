const names = (keys) => keys.map((key) => `\`${key}\``).join(" + ") || "none of them";
/**
* Only certain sets of parameters may be present together: those of `rule.parameters` that are present must be exactly one
* of the sets in `rule.allowed`. A parameter that is undefined, empty text or an empty list counts as absent.
*/
export function combinations(params, rule) {
	const given = rule.parameters.filter((key) => {
		const value = params[key];
		return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
	});
	const distance = (set) => given.filter((key) => !set.includes(key)).length + set.filter((key) => !given.includes(key)).length;
	const nearest = [...rule.allowed].sort((a, b) => distance(a) - distance(b));
	if (nearest[0] && distance(nearest[0]) === 0) return undefined;
	return `got ${names(given)}; only these sets may be given, nearest first: ${nearest.map(names).join("; ")}`;
}
//# sourceMappingURL=combinations.js.map
