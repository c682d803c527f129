/** The entry of a release in CHANGELOG.md: what it means for callers, and on whose account. */
import type { Correction } from "../overlay/overlay.js";
import { membersOf, partsOf, type Change, type Step } from "./compare.js";
import { markdownCode, markdownText as text } from "../emit/escape.js";
import { describe, type Released } from "./released.js";
import { pathKey, type Surface } from "./surface.js";

/** The next version: as long as the first number is 0, a break raises the second one, as package managers read it. */
export function nextVersion(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const isEarly = major === 0;
  if (step === "major" && !isEarly) return `${major + 1}.0.0`;
  if (step === (isEarly ? "major" : "minor")) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}

export interface Entry {
  readonly version: string;
  readonly before: Released | undefined;
  readonly document: Released["document"];
  readonly surface: Surface;
  readonly changes: readonly Change[];
  readonly corrections: readonly Correction[];
}

export function printEntry(entry: Entry): string {
  const { version, before, document, surface, changes } = entry;
  const now = describe(entry.corrections);
  if (before === undefined) {
    const count = Object.keys(partsOf(partsOf(surface.tree)["calls"] ?? {})).length;
    const corrected = `${plural(now.length, "correction")} of the vendor's document`;
    return `## ${version}\n\nThe first release: ${plural(count, "operation")}, ${corrected}.\n`;
  }
  const fresh = new Set(now.filter((one) => !before.corrections.includes(one)));
  const behind = new Map(changes.map((one) => [one, correctionBehind(one, fresh, surface)]));
  const told = (step: Step): string[] =>
    sentences(changes.filter((one) => one.step === step).map((one) => ({ ...wordsOf(one), reason: behind.get(one) })));
  const explained = new Set(behind.values());
  const parts = [
    ["Breaking", told("major")],
    ["New", told("minor")],
    ["Otherwise changed", told("patch")],
    ["More corrections", [...fresh].filter((one) => !explained.has(one)).map(text)],
    ["Corrections that are no more", before.corrections.filter((one) => !now.includes(one)).map(text)],
  ] as const;
  const lists = parts.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`### ${title}\n\n${list(lines)}\n`]));
  const quiet = lists.length === 0 ? ["Nothing that callers see but documentation.\n"] : [];
  return [`## ${version}\n`, `${aboutDocument(before.document, document)}\n`, ...lists, ...quiet].join("\n");
}

function aboutDocument(before: Released["document"], now: Released["document"]): string {
  if (before.sha256 === now.sha256) return "The vendor's document is the same as before.";
  const versions = before.version === now.version ? now.version : `${before.version} → ${now.version}`;
  return `The vendor's document has changed (version ${text(versions)}): what no correction explains comes from there.`;
}

/** The text of CHANGELOG.md with the entry above the others, or in the place of the one for the same version. */
export function withEntry(changelog: string | undefined, packageName: string, entry: string): string {
  const [title = "", ...entries] = (changelog ?? `# Changes of ${packageName}\n\n`).split(/^(?=## )/m);
  const heading = /^.*\n/.exec(entry)?.[0] ?? "";
  const others = entries.filter((one) => !one.startsWith(heading));
  return [`${title.trimEnd()}\n\n`, entry, ...others.map((one) => `\n${one}`)]
    .join("")
    .replace(/\n{3,}(?=## )/g, "\n\n");
}

const code = (value: string): string => markdownCode(value, false);
const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What is said of a place, about one thing or several. */
interface Words {
  readonly place: string;
  readonly things: readonly string[];
}

/** One line for all that is said of the same place, and explained by the same correction. */
function sentences(all: readonly (Words & { readonly reason: string | undefined })[]): string[] {
  const lines = new Map<string, { readonly reason: string | undefined; readonly place: string; things: string[] }>();
  for (const { place, things, reason } of all) {
    const key = JSON.stringify([place, reason]);
    const line = lines.get(key) ?? { place, reason, things: [] };
    line.things.push(...things);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ place, things, reason }) => {
    const said = things.length === 0 ? place : `${place} ${things.join(", ")}`;
    return `${said}.${reason === undefined ? "" : ` Corrected: ${text(reason)}`}`;
  });
}

function wordsOf(change: Change): Words {
  const { kind, path, step, before = "", now = "" } = change;
  const [top, name = "", part, ...rest] = path;
  const thing = code((path.at(-1) ?? "").replace(/^\./, ""));
  const owner = placeOf(path.slice(0, -1));
  if (kind === "changed") return changedWords(placeOf(path), before, now);
  const isGone = kind === "removed";
  if (part === undefined) {
    const noun = { options: "options", calls: "calls", webhooks: "webhooks" }[top ?? ""] ?? "types";
    return { place: `${isGone ? "Gone" : "New"} ${noun}:`, things: [code(name)] };
  }
  if (top === "calls" && part === "feed") return { place: isGone ? "Gone feeds:" : "New feeds:", things: [code(name)] };
  const isTaken = part === "takes" && rest.length === 1;
  const isError = part === "fails" && rest.length === 1;
  const isDemand = step === "major" && !now.startsWith("optional ");
  const verb = isError ? "documents the error" : !isGone && isDemand ? "needs" : isTaken ? "takes" : "has";
  const whole = isTaken || isError ? code(name) : owner;
  return { place: `${whole}${isGone ? " no longer" : ""} ${verb}`, things: [thing] };
}

const shown = (text: string): string => (text === "" ? "nothing" : code(text));

/** Of a set of values, those that came and went; of anything else, what it was and is. */
function changedWords(place: string, before: string, now: string): Words {
  const [old, fresh] = [membersOf(before), membersOf(now)];
  const isSet = (old.size > 1 || fresh.size > 1) && [...old].some((one) => fresh.has(one));
  if (!isSet || before.startsWith("optional ") !== now.startsWith("optional "))
    return { place: `${place} is ${shown(now)}, was`, things: [shown(before)] };
  const added = [...fresh].filter((one) => !old.has(one)).map(code);
  const removed = [...old].filter((one) => !fresh.has(one)).map(code);
  const [first = "", ...more] = [
    ...(added.length > 0 ? [`can also be ${added.join(", ")}`] : []),
    ...(removed.length > 0 ? [`can no longer be ${removed.join(", ")}`] : []),
  ];
  return { place: `${place} ${first}${more.map((one) => `, and ${one}`).join("")}`, things: [] };
}

/** `Event.id`; `body.name` of `events.create`; the media type of a body goes without saying. */
function placeOf([top, name = "", part = "", ...rest]: readonly string[]): string {
  if (top !== "calls") return code([name, part, ...rest].join(""));
  const shown = rest[0] === "body" ? rest.filter((_, index) => index !== 1) : rest;
  const inside = code(shown.map((one) => (/^[.[]/.test(one) ? one : ` ${one}`)).join(""));
  const words: Readonly<Record<string, string>> = {
    request: "The request",
    together: "What goes together",
    gives: rest.length === 0 ? "The result" : `The result (${inside})`,
  };
  return `${words[part] ?? inside} of ${code(name)}`;
}

/** The new correction that brought a change about, if one did. What is gone has no place any more: what it was in tells. */
function correctionBehind(
  { path, kind }: Change,
  fresh: ReadonlySet<string>,
  { corrections }: Surface,
): string | undefined {
  const name = path.at(-1)?.replace(/^\./, "");
  const at = (length: number): readonly Correction[] => corrections.get(pathKey(path.slice(0, length))) ?? [];
  // What a parameter is checked for is part of it.
  const isParameter = path[2] === "takes" && path[3] !== "body";
  const found =
    kind === "removed"
      ? path.flatMap((_, index) => at(index).filter((one) => removes(one, name)))
      : at(isParameter ? 4 : path.length);
  return found.flatMap((one) => describe([one])).find((one) => fresh.has(one));
}

/** Whether a correction removed a property of this name, or a parameter. */
function removes({ changes }: Correction, name: string | undefined): boolean {
  return changes.some(({ kind, key, from }) => {
    const own = typeof from === "object" && from !== null && "name" in from ? from["name"] : key;
    return kind === "removed" && own === name;
  });
}
