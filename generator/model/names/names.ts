/** How names are made: identifiers from whatever a spec calls things, the same at every run. */

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** The words of a name: `events_list`, `eventsList`, `events-list` and `Events list` have the same two. */
export function words(name: string): string[] {
  return (
    name
      .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
      // The `s` of `URLs` belongs to them.
      .replaceAll(/(\p{Lu})(\p{Lu}(?!s(?:\p{Lu}|[^\p{L}]|$))\p{Ll})/gu, "$1 $2")
      .split(/[^\p{ID_Continue}]+|_+/u)
      .filter((word) => word !== "")
  );
}

/** `EventsList` */
export function pascalCase(name: string): string {
  return capitalize(leading(words(name).map(capitalize).join("")));
}

/** `eventsList` */
export function camelCase(name: string): string {
  const [first = "", ...rest] = words(name);
  return leading((isAcronym(first) ? first.toLowerCase() : uncapitalize(first)) + rest.map(capitalize).join(""));
}

/** `EVENTS_LIST` */
export function constantCase(name: string): string {
  return words(name)
    .map((word) => word.toUpperCase())
    .join("_");
}

/** The wire name where it is an identifier, else the nearest one: `verbs[]` → `verbs`, `X-Request-Id` → `xRequestId`. */
export function friendlyKey(wireName: string): string {
  if (isIdentifier(wireName)) return wireName;
  const bracketed = wireName.replaceAll(/\[([^[\]]*)\]/g, (_, inner: string) => (inner ? `_${inner}` : ""));
  if (isIdentifier(bracketed)) return bracketed;
  return camelCase(wireName) || "value";
}

const numbers = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A name that an identifier may begin with: `2fa` → `twoFa`. */
function leading(name: string): string {
  const [digits = ""] = /^\d+/.exec(name) ?? [];
  const number = digits === String(Number(digits)) ? numbers[Number(digits)] : undefined;
  if (number !== undefined) return number + capitalize(name.slice(digits.length));
  return /^[^\p{ID_Start}$_]/u.test(name) ? `_${name}` : name;
}

function capitalize(word: string): string {
  const [first = ""] = word;
  return first.toUpperCase() + word.slice(first.length);
}

function uncapitalize(word: string): string {
  const [first = ""] = word;
  return first.toLowerCase() + word.slice(first.length);
}

function isAcronym(word: string): boolean {
  return word.length > 1 && (word === word.toUpperCase() || /^\p{Lu}{2,}s$/u.test(word));
}

/** Names that generated files use themselves, so that no schema may take them. */
export const takenTypeNames: ReadonlySet<string> = new Set(
  `Array ArrayBuffer AsyncIterable Blob Boolean FormData Number Object Promise ReadableStream Readonly Record String Symbol Uint8Array
  ApiError ApiPromise BodyBytes BodyPart Client ClientErrorStatus ClientOptions ConnectionError Credential DocumentedError DocumentedHeaders ErrorStatus Exactly
  FeedCheckpoint FeedEntry FeedOptions FeedRule InvalidRequestError ItemFeed ItemStream ListWalk Middleware MiddlewareRequest MultipartBody
  Fake FakeItems FakeOptions FakeResult ListOperation OffsetPage Operation OperationErrors Page PagedList PaginationError
  RequestOptions SdkError ServerAddress ServerErrorStatus ServerSentEvent SuccessStatus TimeoutError TwoWayPage
  CallMiddleware Hooks MiddlewareCall NumberedPage RequestEvent ResponseEvent RetryEvent LogLevel LogOptions LogTarget RateLimiterOptions
  WalkCheckpoint WalkOptions WithResponse`.split(/\s+/),
);

/** Words that cannot name a type at all. */
const reservedTypeNames: ReadonlySet<string> = new Set(
  `any bigint boolean never null number object string symbol undefined unknown void
  await break case catch class const continue debugger default delete do else enum
  export extends false finally for function if implements import in instanceof interface
  let new package private protected public return static super switch this throw true
  try typeof var while with yield`.split(/\s+/),
);

const marks: Readonly<Record<string, string>> = {
  " ": "Space",
  "+": "Plus",
  "-": "Dash",
  ".": "Dot",
  "/": "Slash",
  ":": "Colon",
  _: "Underscore",
};

/** `Foo-Bar` → `FooDashBar`, for what would be called like `Foo_Bar`. */
export function spelledName(name: string): string {
  return pascalCase(name.replaceAll(/[ +\-./:_]/g, (mark) => ` ${marks[mark] ?? ""} `));
}

/** A name for a schema's type that nothing else in the package has. */
export function schemaName(wanted: string, taken: ReadonlySet<string>): string {
  return takenTypeNames.has(wanted) || reservedTypeNames.has(wanted) || taken.has(wanted) ? `${wanted}Model` : wanted;
}

/** Functions of the runtime and of the package itself that an operation's function could be called like: all have two words or more. */
const takenFunctionNames: ReadonlySet<string> = new Set(
  `createClient isApiError logTo rateLimiter
  apiKey clientCredentials byCursor byLink byOffset byPage byUrl byType isDocumented bodyPart callFor linkedList
  chosenBody formBody jsonBody jsonEvents jsonLines jsonLinesBody jsonSequence mixedEvents multipartBody oneOf ownServerUrl serverAddress serverOf rawBody secretsIn
  formJoined jsonPair labelExploded matrixExploded pipeDelimited simpleExploded spaceDelimited deepObject
  cookieExploded cookieText wholeQuery`.split(/\s+/),
);

export function functionName(name: string): string {
  return takenFunctionNames.has(name) ? `${name}_` : name;
}

/** What every object has already. */
export const objectMembers: ReadonlySet<string> = new Set(
  `__proto__ constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf`.split(" "),
);

/** Members that would change what an object is (a `then` makes it awaitable), or look as if they did. */
const dangerousMembers: ReadonlySet<string> = new Set([
  ...objectMembers,
  ..."catch finally prototype then toJSON".split(" "),
]);

export function memberName(name: string): string {
  return dangerousMembers.has(name) ? `${name}_` : name;
}

/** What Windows takes for a device, whatever the extension. */
const deviceNames = /^(?:aux|con|nul|prn|(?:com|lpt)\d)$/i;

/** The file of a resource, without extension: `billingInvoices`. */
export function fileName(resource: readonly string[]): string {
  const name = camelCase(resource.join(" "));
  return deviceNames.test(name) ? `${name}Resource` : name;
}

/** Words that cannot name a variable, and names that the examples of a README use themselves. */
const takenVariables: ReadonlySet<string> = new Set(
  [...reservedTypeNames].concat(
    "AbortSignal ApiError arguments async console createClient error eval first isApiError item of page rest some".split(
      " ",
    ),
  ),
);

/** The variable that holds a client in an example: `close`. */
export function variableName(name: string, className: string): string {
  const wanted = isIdentifier(name) ? name : camelCase(name);
  return takenVariables.has(wanted) || wanted === className ? `${wanted}Api` : wanted;
}
