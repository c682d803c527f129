/** The names that an operation may have, best first. Each depends on the operation alone. */
import { camelCase, isIdentifier, memberName, words } from "./names.js";
import {
  namesInResource,
  namesOfPath,
  readPath,
  verbOf,
  type OperationFacts,
  type PathFacts,
  type Ways,
} from "./paths.js";
import { isPlural, isPreposition, isVerb, stripResource, withoutRole, type Stripped } from "./words.js";

export interface Candidate {
  /** `["billing", "invoices"]` */
  readonly resource: readonly string[];
  readonly name: string;
}

/** Longer names are no use to anybody, and too long for a file. In bytes. */
const longestPart = 60;
const longestName = 120;
const deepestDots = 8;
/** Longer texts have no names in them. */
const longestText = 1000;

/** The names that an operation may have, each made when it is asked for. */
export interface Ladder {
  readonly length: number;
  readonly at: (step: number) => Candidate;
}

export function candidates(facts: OperationFacts): Ladder {
  const explicit = dottedName(facts.operationId);
  const path = readPath(facts.path);
  const { resource, names } = waysOf(facts, path, explicit);
  const owners = resource.map((one) => memberName(cut(one))).filter((one) => one !== "");
  const home = owners.length > 0 ? owners : ["api"];
  const made: Candidate[] = explicit ? [explicit] : [];
  const before = made.length;
  return {
    length: before + names.length,
    at: (step) => (made[step] ??= { resource: home, name: methodName(names[step - before]?.() ?? [], facts.method) }),
  };
}

function methodName(parts: readonly string[], method: string): string {
  const name = camelCase(parts.join(" "));
  return memberName((Buffer.byteLength(name) > longestName ? cut(parts) : name) || method);
}

/** `operationId: resource.method`: somebody chose both. */
export function dottedName(operationId: string | undefined): Candidate | undefined {
  if (operationId === undefined || operationId.length > longestName || !operationId.includes(".")) return undefined;
  const segments = operationId.split(".").map(camelCase);
  if (segments.length > deepestDots || !segments.every(isIdentifier)) return undefined;
  const own = segments.map(memberName);
  return { resource: own.slice(0, -1), name: own.at(-1) ?? "" };
}

interface Names {
  /** The words of each resource on the way. */
  readonly resource: readonly (readonly string[])[];
  readonly names: Ways;
}

function waysOf(facts: OperationFacts, path: PathFacts, explicit: Candidate | undefined): Names {
  const { tag } = facts;
  const id = explicit ? undefined : ownWords(facts);
  if (explicit) return inResource(explicit.resource.map(words), []);
  const ofTag = tag === undefined ? [] : tagWords(tag);
  const space = id && (namespace(id) ?? snakeNamespace(id));
  if (space) {
    const resource = [withoutRole(words(space.resource), true)];
    const rest = words(space.rest);
    return inResource(resource, space.isStripped ? idNames(rest, resource.flat()) : [() => rest]);
  }
  if (ofTag.length > 0) return inResource(ofTag, id === undefined ? [] : idNames(words(id), ofTag.flat()));
  const [first] = path.fixed;
  if (id !== undefined) return inResource(first ? [first] : [], idNames(words(id), first ?? []));
  return namesOfPath(facts, path);

  function inResource(resource: Names["resource"], names: Ways): Names {
    return { resource, names: [...names, ...namesInResource(facts, path, resource.flat())] };
  }

  function idNames(whole: readonly string[], resource: readonly string[]): Ways {
    const { words: rest, object } = stripResource(whole, resource);
    const [only = ""] = rest;
    const isNoun = whole.length === 1 && isPlural(only) && !isVerb(only);
    const short = isNoun ? [verbOf(facts, path)] : simplified(rest, object);
    return [() => short, () => rest, ...(numbered(facts.operationId ?? "") ? [] : [() => whole])];
  }

  /** `getById` of one is `get`; a bare HTTP method says what it does. */
  function simplified(rest: readonly string[], object: Stripped["object"]): readonly string[] {
    const [verb = "", ...others] = rest;
    const plain = verb.toLowerCase();
    const byId = /^by u?u?id$/i.test(others.join(" ")) && path.isItem;
    if (byId && plain !== "get") return [verb];
    // `getRepositoriesByOwner` and `getRepositoryByName` are no two of a kind.
    if (plain === "get" && object === "many" && isPreposition(others[0])) return ["list", ...others];
    if (others.length > 0 && !byId) return rest;
    if (plain === "get") {
      if (object === undefined) return [verbOf({ ...facts, method: "get" }, path)];
      return [object === "many" ? "list" : "get"];
    }
    return ["post", "put", "patch"].includes(plain) ? [verbOf({ ...facts, method: plain }, path)] : rest;
  }
}

/** The operationId where it says more than method and path do; without what frameworks put at its end. */
function ownWords({ operationId, method, path }: OperationFacts): string | undefined {
  if (operationId === undefined || operationId.length > longestText) return undefined;
  const ending = `${path.replaceAll(/\W/g, "_")}_${method}`;
  const id = operationId.endsWith(ending) ? operationId.slice(0, -ending.length) : operationId;
  const own = id.replace(/_\d+$/, "");
  const said = letters(own);
  const isEcho = (text: string): boolean => said === method + letters(text);
  const segments = path.slice(0, longestText).split("/");
  const echoes = said.startsWith(method) && segments.some((_, from) => isEcho(segments.slice(from).join("")));
  return echoes || words(own).length === 0 ? undefined : own;
}

/** springdoc and others number what they would otherwise call the same. */
const numbered = (operationId: string): boolean => /_\d+$/.test(operationId);

const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** `issues/list-for-repo`, `Users_List`, `UsersController_findAll`: the operationId names the resource itself. */
function namespace(id: string): { resource: string; rest: string; isStripped: boolean } | undefined {
  const [, before = "", mark, after = ""] = /^([\p{L}\p{N}_-]+)(\/)(.*\p{L}.*)$/u.exec(id) ?? [];
  if (mark !== undefined) return { resource: before, rest: after, isStripped: false };
  const [, owner, rest = ""] = /^(\p{Lu}[\p{L}\p{N}]*\p{Ll}[\p{L}\p{N}]*)_+(\p{L}.*)$/su.exec(id) ?? [];
  if (owner === undefined || isVerb(words(owner)[0] ?? "")) return undefined;
  return { resource: owner, rest, isStripped: true };
}

/** `volumes_list` (tagged "Block Storage"): things, and what is done with them. */
function snakeNamespace(id: string): ReturnType<typeof namespace> {
  const [, owner = "", rest = ""] = /^(\p{Ll}[\p{L}\p{N}]*)_+(\p{L}.*)$/su.exec(id) ?? [];
  const things = words(owner);
  const isNamed = isPlural(things.at(-1) ?? "") && !isVerb(things[0] ?? "") && isVerb(words(rest)[0] ?? "");
  return isNamed ? { resource: owner, rest, isStripped: true } : undefined;
}

/** `admin.teams.settings` is a path of resources; any other tag is one. */
function tagWords(tag: string): (readonly string[])[] {
  const segments = tag.slice(0, longestText).split(".");
  const isPath = segments.length <= deepestDots && segments.every((one) => /^\p{L}[\p{L}\p{N}_-]*$/u.test(one));
  return (isPath ? segments : [tag.slice(0, longestText)])
    .map((one) => withoutRole(words(one), !/\s/.test(one)))
    .filter((one) => one.length > 0);
}

/** A name of as many of these words as one name may have. */
function cut(parts: readonly string[]): string {
  let name = "";
  for (const part of parts) {
    const longer = camelCase(`${name} ${part}`);
    if (Buffer.byteLength(longer) > longestPart) break;
    name = longer;
  }
  if (name !== "" || parts.length === 0) return name;
  for (const char of camelCase(parts[0] ?? "")) {
    if (Buffer.byteLength(name + char) > longestPart) break;
    name += char;
  }
  return name;
}
