/** A short text that stands for a long one: FNV-1a over its code units, from both ends. */
export function hash(text) {
	const half = (units) => {
		let hash = 2166136261;
		for (const unit of units) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
		return (hash >>> 0).toString(36);
	};
	const units = text.split("");
	return `${half(units)}.${half(units.reverse())}`;
}
/** A short text that stands for a value: the same for the same JSON, whatever the order of its keys. */
export function fingerprint(value) {
	const text = JSON.stringify(value, (_, member) => {
		if (typeof member === "bigint") return String(member);
		if (typeof member !== "object" || !member || Array.isArray(member)) return member;
		return Object.fromEntries(Object.entries(member).sort(([a], [b]) => a < b ? -1 : 1));
	});
	return hash(text ?? "");
}
//# sourceMappingURL=fingerprint.js.map
