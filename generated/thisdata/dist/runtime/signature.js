/** What says nothing of who sends it. */
export const unsigned = {
	headers: [],
	cookies: [],
	sign: String,
	renew: () => false,
	advise: () => "the credentials in `headers`"
};
//# sourceMappingURL=signature.js.map
