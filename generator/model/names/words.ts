/** English, as far as names need it: number, verbs, and which words of an operationId only repeat its resource. */

/** A word without its number: `Companies` and `company` are the same. */
export function stem(word: string): string {
  const small = word.toLowerCase();
  const irregular = irregulars.get(small);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]ies$/.test(small)) return `${small.slice(0, -3)}y`;
  if (/..(?:ss|sh|ch|x|zz|us)es$/.test(small)) return small.slice(0, -2);
  return /[^sui]s$/.test(small) && small.length > 2 ? small.slice(0, -1) : small;
}

/** What the rules get wrong: a plural and its singular, or a word that only looks like a plural. */
const irregulars: ReadonlyMap<string, string> = new Map(
  `aliases:alias apis:api caches:cache children:child cookies:cookie cpus:cpu emojis:emoji gpus:gpu menus:menu movies:movie
  people:person skus:sku
  alias atlas aws canvas dns gps https ios kms news pos series sms tls`
    .split(/\s+/)
    .map((entry) => {
      const [many = "", one = many] = entry.split(":");
      return [many, one];
    }),
);

/** Plurals that are one thing: the settings of an account are no list. */
const singleThings = new Set(
  "analytics credentials details limits metrics preferences settings statistics stats totals".split(" "),
);

/** Whether a word names many things. */
export function isPlural(word: string): boolean {
  return stem(word) !== word.toLowerCase() && !singleThings.has(word.toLowerCase());
}

/** The word for one of them, in its own letters. */
export function singular(word: string): string {
  const one = stem(word);
  let same = 0;
  while (same < one.length && one[same] === word[same]?.toLowerCase()) same++;
  return word.slice(0, same) + one.slice(same);
}

const verbs = new Set(
  `accept activate add apply approve archive assign attach authorize batch bulk cancel capture change check clear clone
  close complete confirm copy count create deactivate del delete deny destroy detach disable download edit enable execute
  export fetch find finalize generate get import install invite is join kick leave link list lock login logout mark merge modify
  move open patch ping post preview publish put query read rebuild refresh register reject remove rename render replace
  request reset resolve restart restore resume retrieve revert revoke rotate run save search send set show start stop submit
  suspend sync test transfer trigger unarchive unassign uninstall unlink unlock unpublish unsubscribe update upload upsert
  validate verify void`.split(/\s+/),
);

export function isVerb(word: string): boolean {
  return verbs.has(word.toLowerCase());
}

const reading = new Set("check count download export find get has is list preview search validate verify".split(" "));
/** Of these, the ones that are no noun when they stand alone. */
const readingAlone = new Set(["download", "export", "find", "preview", "search"]);

/** Whether a path segment of a GET says what is done: `search`, `findByTags`, not `exports`. */
export function isReading([first = "", second]: readonly string[]): boolean {
  return (second === undefined ? readingAlone : reading).has(first.toLowerCase());
}

/** Whether a path segment says what is done: `cancel`, `mark_read`, not `import_jobs`. */
export function isDoing(segment: readonly string[]): boolean {
  return isVerb(segment[0] ?? "") && (segment.length === 1 || !isPlural(segment.at(-1) ?? ""));
}

const articles = new Set(["a", "an", "the"]);
const quantities = new Set(["all", "every"]);
const prepositions = new Set("as at between by for from in into of on onto per to under via with without".split(" "));

export function isPreposition(word: string | undefined): boolean {
  return word !== undefined && prepositions.has(word.toLowerCase());
}

/** What is left of an operationId without its resource. */
export interface Stripped {
  readonly words: readonly string[];
  /** How many of them the verb was about, where it was about the resource itself: `listUsers`, `getUser`. */
  readonly object?: "many" | "one";
}

/**
 * Takes the resource's words out of an operationId's, where they say nothing that `resource.` does not say already: before
 * everything (`users_list`), after the verb (`listUsers`, `getUserTokens`, not `removeUsersAlbum`), and as the last
 * complement (`addMemberToGroup`). A head noun alone is enough: `listMethods` of the payment methods.
 */
export function stripResource(words: readonly string[], resource: readonly string[]): Stripped {
  // Nobody repeats more words than these.
  const stems = resource.slice(-8).map(stem);
  const forms = stems.map((_, from) => stems.slice(from));
  const at = (place: number): readonly string[] | undefined =>
    forms.find((form) => form.every((one, index) => stem(rest[place + index] ?? "") === one));
  let rest = words;
  const first = at(0);
  // `listUsers` of an allow list lists.
  const isOwn = first && (first.length > 1 || forms.length === 1 || !isVerb(rest[0] ?? ""));
  if (isOwn && first.length < rest.length) rest = rest.slice(first.length);
  else if (isAbbreviation(rest, forms[0]?.[0] ?? "")) rest = rest.slice(1);

  let object: Stripped["object"];
  let noun = 1;
  while (articles.has(rest[noun]?.toLowerCase() ?? "")) noun++;
  const kept = quantities.has(rest[noun]?.toLowerCase() ?? "") ? 1 : 0;
  const form = at(noun + kept);
  if (form) {
    const end = noun + kept + form.length;
    const isMany = isPlural(rest[end - 1] ?? "");
    if (!isMany || end === rest.length || isPreposition(rest[end])) {
      object = isMany ? "many" : "one";
      rest = [...rest.slice(0, 1), ...rest.slice(noun, noun + kept), ...rest.slice(end)];
    }
  }
  const tail = forms.find((one) => {
    const from = rest.length - one.length;
    const complement = rest[from - 1]?.toLowerCase();
    return from > 2 && isPreposition(complement) && complement !== "by" && at(from) === one;
  });
  if (tail) rest = rest.slice(0, rest.length - tail.length - 1);
  return { words: rest, ...(object && { object }) };
}

/** `repoCreateBranch` of the repository. */
function isAbbreviation([first = "", second = ""]: readonly string[], resource: string): boolean {
  const small = first.toLowerCase();
  return small.length > 2 && resource.startsWith(small) && !isVerb(first) && isVerb(second);
}

const roles = new Set(["api", "apis", "controller", "endpoint", "endpoints"]);

/** `Users API`, `users-controller` and `UserService` are about users. */
export function withoutRole(words: readonly string[], isOneName: boolean): readonly string[] {
  const last = words.at(-1)?.toLowerCase() ?? "";
  const isRole = roles.has(last) || (isOneName && last === "service");
  return isRole && words.length > 1 ? words.slice(0, -1) : words;
}
