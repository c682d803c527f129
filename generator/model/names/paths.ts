/** What a method and a path say about an operation: its resource, and what it does with it. */
import { words } from "./names.js";
import { isDoing, isPlural, isReading, singular, stem } from "./words.js";

/** What a name can be made from; nothing of any other operation. */
export interface OperationFacts {
  /** In small letters. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly tag?: string;
  /** A success is an array. */
  readonly returnsArray: boolean;
}

export interface PathFacts {
  /** The words of each fixed segment, without those that only lead to the API. */
  readonly fixed: readonly (readonly string[])[];
  /** The names of the parameters. */
  readonly parameters: readonly string[];
  /** It addresses one of many: it ends in a parameter. */
  readonly isItem: boolean;
}

export function readPath(path: string): PathFacts {
  // `/things/{id}:cancel` is a method of a thing, as `/things/{id}/cancel` is.
  const segments = path
    .replaceAll(/:(?=\p{L})/gu, "/")
    .split("/")
    .filter((one) => one !== "");
  const isFixed = (segment: string): boolean => !segment.includes("{");
  const isLead = (segment: string): boolean => /^(?:apis?|rest|v?\d[\w.]*)$/i.test(segment) || !isFixed(segment);
  let start = 0;
  while (start < segments.length && isLead(segments[start] ?? "")) start++;
  const own = segments.slice(start);
  return {
    fixed: own
      .filter(isFixed)
      .map((segment) => words(segment.replace(/\.(?:json|xml)$/i, "")))
      .filter((one) => one.length > 0),
    parameters: Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = ""]) => name),
    isItem: own.length > 0 && !isFixed(own.at(-1) ?? ""),
  };
}

/** The last word that a path ends with. */
const lastWord = ({ fixed }: PathFacts): string => fixed.at(-1)?.at(-1) ?? "";

/** What an HTTP method does to what the path addresses. */
export function verbOf({ method, returnsArray }: OperationFacts, path: PathFacts, noun = lastWord(path)): string {
  switch (method) {
    case "get":
      return !path.isItem && (returnsArray || isPlural(noun)) ? "list" : "get";
    case "post":
      return path.isItem ? "update" : "create";
    case "put":
      return "replace";
    case "patch":
      return "update";
    default:
      return method;
  }
}

/** `POST /charges/{id}/capture`, `GET /pets/findByStatus`: the last segment is what is done. */
function isAction({ method }: OperationFacts, path: PathFacts): boolean {
  const { fixed, isItem } = path;
  const last = fixed.at(-1);
  if (isItem || fixed.length < 2 || last === undefined) return false;
  switch (method) {
    case "get":
      return isReading(last);
    case "post":
      return isDoing(last) || !isPlural(lastWord(path));
    case "put":
    case "patch":
      return isDoing(last);
    default:
      return false;
  }
}

/** The method's words for what these segments name; none of them: for the resource itself. */
function phrase(facts: OperationFacts, path: PathFacts, objects: PathFacts["fixed"]): string[] {
  if (objects.length > 0 && isAction(facts, path)) return objects.flat();
  const verb = verbOf(facts, path);
  const isOne = path.isItem || verb === "create";
  const nouns = objects.flat();
  return [verb, ...nouns.map((word, index) => (isOne && index === nouns.length - 1 ? singular(word) : word))];
}

/** Ways to call a method, the shortest first. */
export type Ways = readonly (() => readonly string[])[];

/** Names of a method whose resource is known: without the path that leads to the resource, then with it. */
export function namesInResource(facts: OperationFacts, path: PathFacts, resource: readonly string[]): Ways {
  const own = (): readonly string[] => {
    const stems = resource.slice(-8).map(stem);
    const runs = new Set(
      stems.flatMap((_, from) => stems.slice(from).map((__, length) => stems.slice(from, from + length + 1).join(""))),
    );
    const last = path.fixed.findLastIndex((segment) => runs.has(segment.map(stem).join("")));
    // The path of the reports may be `/report`.
    if (last >= 0 && last === path.fixed.length - 1) {
      const nouns = [lastWord(path), resource.at(-1) ?? ""];
      return [verbOf(facts, path, nouns.find(isPlural))];
    }
    return phrase(facts, path, path.fixed.slice(last < 0 ? -1 : last + 1));
  };
  return [own, () => [...own(), ...byItem(path)], () => phrase(facts, path, path.fixed), ...wholePath(facts, path)];
}

/** The deepest that paths nest resources. */
const deepest = 3;

/** The resources that a path goes through, and the method's names in the last of them. */
export function namesOfPath(facts: OperationFacts, path: PathFacts): { resource: PathFacts["fixed"]; names: Ways } {
  const isDone = isAction(facts, path);
  const nested = Math.min(deepest, isDone ? path.fixed.length - 1 : path.fixed.length);
  const own = phrase(facts, path, path.fixed.slice(nested));
  const longer = isDone ? [verbOf(facts, path), ...own] : [...own, ...byItem(path)];
  return {
    resource: path.fixed.slice(0, nested),
    names: [() => own, () => longer, ...wholePath(facts, path)],
  };
}

/** What tells one of many from all of them. */
const byItem = ({ parameters, isItem }: PathFacts): string[] =>
  isItem ? by({ parameters: parameters.slice(-1) }) : [];

const by = ({ parameters }: Pick<PathFacts, "parameters">): string[] =>
  parameters.flatMap((name, index) => [index === 0 ? "by" : "and", ...words(name)]);

function wholePath(facts: OperationFacts, path: PathFacts): Ways {
  return [
    () => [...phrase(facts, path, path.fixed), ...by(path)],
    () => [facts.method, ...words(facts.path)],
    () => spelledPath(facts),
  ];
}

const marks: Readonly<Record<string, string>> = { "-": "Dash", ".": "Dot", "/": "Slash", _: "Underscore" };

/** Every character of the path: no other path has this name. */
function spelledPath({ method, path }: OperationFacts): string[] {
  const spelled = path.replaceAll(
    /[^\p{Ll}\p{N}]/gu,
    (mark) =>
      ` ${marks[mark] ?? (/\p{Lu}/u.test(mark) ? `Capital ${mark}` : `u${mark.codePointAt(0)?.toString(16)}`)} `,
  );
  return [method, ...words(spelled)];
}
