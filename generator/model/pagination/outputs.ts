/** What of a response could belong to paging: the list of items, and the fields around it. */
import type { Doc, Type } from "../model.js";
import { formatField, type Path } from "./declared.js";
import type { Fields } from "./fields.js";
import { plain, rankOf } from "./signs.js";

export interface Output {
  readonly name: string;
  readonly path: Path;
  readonly type: Type;
  readonly doc: Doc;
}

export interface Items {
  readonly path: Path;
  readonly type: Type;
  readonly uncertain: readonly string[];
}

const depth = 3;
/** Specs nest without end, and one response has thousands of fields. */
const most = 400;

/** The fields outside of lists, the outer ones first. */
export function outputsOf(fields: Fields, result: Type): Output[] {
  const found: Output[] = [];
  let level: { path: Path; type: Type }[] = [{ path: [], type: result }];
  for (let at = 0; at < depth; at++) {
    const deeper: { path: Path; type: Type }[] = [];
    for (const { path: parent, type: outer } of level) {
      for (const [name, { type, doc }] of fields.of(outer)) {
        const path = [...parent, name];
        if (found.length >= most) return found;
        // HAL: the link is an object with its URL in `href`.
        const isLink = parent.length > 0 && name.toLowerCase() === "href";
        found.push({ name: isLink ? String(parent.at(-1)) : name, path, type, doc });
        deeper.push({ path, type });
      }
    }
    level = deeper;
  }
  return found;
}

/** Whether a body may be one page of a list, as far as its outermost fields tell. */
export function maySayNext(fields: Fields, result: Type): boolean {
  return [...fields.of(result).keys()].some((name) => /next|links|paging|pagination|^meta|page/i.test(name));
}

/** Whether the schema says, by format, example or words, that it is a URL. */
export function isUrl({ path, doc: { notes, examples, description = "" } }: Output): boolean {
  return (
    notes.some((note) => /^format ur[il]/.test(note)) ||
    examples.some((one) => typeof one === "string" && /^(?:https?:\/)?\//.test(one)) ||
    /(?:url|uri|link|href)$/i.test(String(path.at(-1))) ||
    /^_?links$/i.test(String(path.at(-2) ?? "")) ||
    /\bURL\b|\bURI\b|\blink\b|\bhref\b/i.test(description)
  );
}

/** Whether its name or its description speaks of what comes after. */
export function leadsOn({ path, doc }: Output): boolean {
  return /next|end|after|last/i.test(path.join(".")) || /next|subsequent|following/i.test(doc.description ?? "");
}

/** The list that the items of a page are in; undefined when there is none, or no telling which. */
export function itemsIn(fields: Fields, result: Type, outputs: readonly Output[], path: string): Items | undefined {
  if (fields.fits(result, ["array"])) return { path: [], type: result, uncertain: [] };
  const segments = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  const resource = plain(segments.at(-1) ?? "");
  const lists = outputs.filter(
    ({ name, type }) => !/^(?:errors|warnings|messages)$/i.test(name) && fields.fits(type, ["array"]),
  );
  const rank = ({ name, path: at }: Output): number => {
    const own = plain(name) === resource ? -1 : (rankOf("items", name) ?? 100);
    return own + (at.length - 1) * 50;
  };
  const [first, second] = lists.sort((a, b) => rank(a) - rank(b));
  if (!first) return undefined;
  const others = lists.filter((one) => one !== first && one.path.length === first.path.length);
  if (second && rank(second) === rank(first)) return undefined;
  const uncertain =
    others.length === 0 || rank(first) < 0
      ? []
      : [
          `that the items are in \`${formatField(first.path)}\`, not in ${others
            .slice(0, 3)
            .map((one) => `\`${formatField(one.path)}\``)
            .join(" or ")}`,
        ];
  return { path: first.path, type: first.type, uncertain };
}
