import type { Answer, CallOptions, Operation, Params } from "./operation.js";
import type { ClientOptions } from "./options.js";
import type { Authenticator } from "./signature.js";
export type { ClientOptions };
/** What generated code says about the provider. */
export interface ClientDefinition {
	/** The provider's client class, for messages. */
	readonly name: string;
	readonly baseUrl?: ClientOptions["baseUrl"];
	/** Absent where the provider asks for no credentials. */
	readonly security?: Authenticator;
}
/** Sends operations. */
export declare class Client {
	#private;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options: ClientOptions, { name, baseUrl, security }: ClientDefinition);
	/** A text with `***` in place of this client's credentials, for logs. */
	redact(text: string): string;
	/**
	* Sends one operation.
	*
	* @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
	*/
	send<
		P extends object,
		Result
	>(operation: Operation<P, Result, unknown>, params: Params, options?: CallOptions, walked?: {
		readonly query?: string;
	}): Promise<Answer<Result>>;
}
//# sourceMappingURL=client.d.ts.map
