import { encode } from "./query.js";
/** Credentials in the query of a URL. */
export const inQuery = (names) => {
	const spelled = names.flatMap((name) => [name, encodeURIComponent(name)].map((one) => one.replace(/[^\w%]/g, "\\$&")));
	const isOurs = (pair) => names.some((name) => pair.startsWith(`${name}=`) || pair.startsWith(`${encode(name)}=`));
	return {
		pattern: new RegExp(`([?&;](?:${spelled.join("|")})=)([^&#;\\s"'<>]*)`, "gi"),
		put(url, pairs) {
			const [address = "", ...rest] = url.split("?");
			const others = rest.join("?").split("&");
			const all = [...others.filter((pair) => pair && !isOurs(pair)), ...pairs].join("&");
			return all ? `${address}?${all}` : address;
		}
	};
};
//# sourceMappingURL=query-key.js.map
