import { type Send, bearer, isSource, names } from "./auth.js";
import { ApiError, SdkError } from "./errors.js";
import { failure, fetchOnce, late, readAnswer } from "./exchange.js";
import type { Call } from "./operation.js";
import { base64 } from "./redact.js";
import { type Sent, unsigned } from "./signature.js";
import { within } from "./time.js";

/** How a client proves who it is to the token endpoint: in a header, or in the body. */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post";

/** An access token, or the request for it that everybody waits for. */
interface Grant {
  readonly scopes: readonly string[];
  readonly token: Promise<string>;
  /** When to ask for a new one, in milliseconds since the epoch. */
  renewAt: number;
}

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4). A token is fetched when it is first needed, kept for all calls that need its
 * scopes, and renewed before it ends, or once when the server refuses it; who needs one meanwhile waits for the same
 * request. A token that the caller supplies is used instead.
 */
export function clientCredentials(authentication: ClientAuthentication = "client_secret_basic"): Send {
  let grants: Grant[] = [];
  const send: Send = async (scheme, read, asked): Promise<Sent> => {
    const { token: source = "", clientId = "", clientSecret = "", tokenUrl = "" } = scheme;
    const own = await read(source);
    if (own) return bearer({ ...scheme, token: own }, read);
    const { operation, scopes, baseUrl, timeoutMs, hide, safe } = asked;
    const [id, secret, address] = await Promise.all([clientId, clientSecret, tokenUrl].map(read));
    const url = endpoint(address!, baseUrl);
    grants = grants.filter((grant) => grant.renewAt > Date.now());
    let grant = grants.find((one) => scopes.every((scope) => one.scopes.includes(scope)));

    const call: Call = {
      operation: { id: operation, method: "POST", path: "", parameters: {} },
      options: {},
      attempt: 1,
      timeoutMs,
      totalTimeoutMs: timeoutMs,
      maxRetries: 0,
      maxRetryDelayMs: Infinity,
      signature: { ...unsigned, advise: () => names(clientId, clientSecret) },
      safe,
      safeQuery: String,
      add: hide,
      url,
    };
    const fetchToken = async (signal: AbortSignal): Promise<string> => {
      const body = new URLSearchParams({ grant_type: "client_credentials" });
      if (scopes.length > 0) body.set("scope", scopes.join(" "));
      const headers = new Headers({ accept: "application/json" });
      headers.set("content-type", "application/x-www-form-urlencoded");
      hide(secret!);
      if (authentication === "client_secret_post") {
        body.set("client_id", id!);
        body.set("client_secret", secret!);
      } else {
        const pair = base64(`${formEncode(id!)}:${formEncode(secret!)}`);
        hide(pair);
        headers.set("authorization", `Basic ${pair}`);
      }
      const started = Date.now();
      const sending = { method: "POST", url, headers, body: body.toString(), signal };
      const response = await fetchOnce(call, sending, asked.fetch);
      const answer = await readAnswer<Partial<Record<string, unknown>> | undefined>(call, response, signal).catch(
        (error: unknown) => {
          // Whatever else came with a success may hold a token that nobody knows yet: it is not shown.
          if (!response.ok || !(error instanceof ApiError)) throw error;
        },
      );
      const { access_token: token, expires_in: lifetime } = answer?.body ?? {};
      if (typeof token !== "string" || !/^[!-~]+$/.test(token)) {
        throw failure(call, response, " has no usable `access_token`");
      }
      const seconds = lifetime == null ? NaN : Number(lifetime);
      // A server that does not say how long it lasts refuses it when it has ended.
      if (seconds >= 0) grant!.renewAt = started + 1000 * (seconds - Math.min(60, seconds / 4));
      return token;
    };

    if (!grant) {
      // No caller's signal stops what others wait for.
      const token = Promise.resolve().then(() => within(timeoutMs, undefined, late(call, "timeoutMs"), fetchToken));
      grant = { scopes, token, renewAt: Infinity };
      grants.push(grant);
    }
    const current = grant;
    const renew = (): void => {
      grants = grants.filter((one) => one !== current);
    };
    try {
      const token = await current.token;
      return { header: ["authorization", `Bearer ${token}`], secrets: [token, secret!], renew };
    } catch (error) {
      renew();
      throw ownCopy(error, operation);
    }
  };
  // A token, or what it takes to get one.
  const ways: Send["ways"] = ({ token, clientId, clientSecret }) =>
    [[token], [clientId, clientSecret]].map((way) => way.filter(isSource));
  return Object.assign(send, { ways });
}

/** The URL of the token endpoint. One that cannot be used is not shown: there may be a password in it. */
function endpoint(address: string, baseUrl: string): string {
  const url = URL.canParse(address, `${baseUrl}/`) ? new URL(address, `${baseUrl}/`) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  throw new SdkError("The URL of the token endpoint must be an http or https URL without user name and password.");
}

/** An error of one's own for each of those who waited: a walk writes into it how far it came. */
function ownCopy(error: unknown, operation: string): unknown {
  if (!(error instanceof SdkError)) return error;
  const Kind = error.constructor as new (message: string, details: object, cause: unknown) => SdkError;
  return new Kind(error.message, { ...error, operation }, error.cause);
}

/** RFC 6749, 2.3.1: both are written as in a form before they are joined. */
const formEncode = (text: string): string => new URLSearchParams({ "": text }).toString().slice(1);
