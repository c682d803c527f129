/**
 * Gives every operation one of its candidates: the first that nobody else wants. Operations that want the same name all
 * go on to longer ones, so that none depends on which of them comes first, and a name changes only with its operation or
 * with one that wants the same name.
 */
import { candidates, dottedName, type Candidate, type Ladder } from "./candidates.js";
import type { OperationFacts } from "./paths.js";
import { camelCase, fileName } from "./names.js";

export interface Wanted extends OperationFacts {
  /** An overlay set the operationId. */
  readonly isCorrected: boolean;
}

export interface Choice extends Candidate {
  /** Another operation wanted the name that this one would have had. */
  readonly wasTaken: boolean;
}

/** Who yields to whom: a derived name to one in dots, and that one to an overlay's. */
type Rank = 0 | 1 | 2;

interface Contender {
  readonly ladder: Ladder;
  readonly rank: Rank;
  step: number;
  /** The function that it would be, in small letters. */
  key: string;
}

export function chooseNames(operations: readonly Wanted[]): Choice[] {
  const contenders = operations.map((one): Contender => {
    const rank = dottedName(one.operationId) === undefined ? 0 : one.isCorrected ? 2 : 1;
    const ladder = candidates(one);
    return { ladder, rank, step: 0, key: functionKey(ladder.at(0)) };
  });
  for (;;) {
    const yielding = new Set([...sameName(contenders), ...namesOfResources(contenders)]);
    const moved = [...yielding].filter(canYield);
    if (moved.length === 0) break;
    for (const one of moved) one.key = functionKey(one.ladder.at(++one.step));
  }
  const spelling = spellings(contenders);
  return contenders.map((one) => {
    const { resource, name } = current(one);
    return { resource: spelling(resource), name, wasTaken: name !== one.ladder.at(0).name };
  });
}

const current = ({ ladder, step }: Contender): Candidate => ladder.at(step);
const rankOf = ({ rank, step }: Contender): Rank => (step > 0 ? 0 : rank);
const canYield = (one: Contender): boolean => rankOf(one) < 2 && one.step < one.ladder.length - 1;

/** Names are compared as a file system does, and as functions: `a.bC` and `aB.c` are both `aBC`. */
const functionKey = ({ resource, name }: Candidate): string => camelCase([...resource, name].join(" ")).toLowerCase();

/** Those who have to leave a name to others: all who want it, but for one who may insist. */
function sameName(contenders: readonly Contender[]): Contender[] {
  const owners = new Map<string, Contender[]>();
  for (const one of contenders) add(owners, one.key, one);
  return [...owners].flatMap(([key, group]) => {
    // The descriptor of `list` is the constant `listOperation`.
    const descriptors = owners.get(`${key}operation`) ?? [];
    const leaving = descriptors.length > 0 ? (descriptors.some(canYield) ? descriptors : group) : [];
    return group.length > 1 ? [...losers(group), ...leaving] : leaving;
  });
}

function add(groups: Map<string, Contender[]>, key: string, one: Contender): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

/** All, but for those who insist, as long as the others have somewhere to go. */
function losers(group: readonly Contender[]): readonly Contender[] {
  const best = group.reduce((most, one) => Math.max(most, rankOf(one)), 0);
  const yielding = group.filter((one) => rankOf(one) < best);
  return yielding.some(canYield) ? yielding : group;
}

/** A method that is called like a resource beside it leaves the name to the resource, unless the method insists. */
function namesOfResources(contenders: readonly Contender[]): Contender[] {
  const insides = new Map<string, Contender[]>();
  for (const one of contenders) {
    const { resource } = current(one);
    for (let depth = 2; depth <= resource.length; depth++) {
      add(insides, pathKey(resource.slice(0, depth)), one);
    }
  }
  if (insides.size === 0) return [];
  return contenders.flatMap((one) => {
    const { resource, name } = current(one);
    const inside = insides.get(pathKey([...resource, name]));
    if (!inside) return [];
    return canYield(one) ? [one] : inside;
  });
}

const pathKey = (path: readonly string[]): string => path.join(".").toLowerCase();

/** Resources that would be one file are one resource: in the spelling of who insists, else in the first one by code units. */
function spellings(contenders: readonly Contender[]): (resource: readonly string[]) => readonly string[] {
  const chosen = new Map<string, { readonly resource: readonly string[]; readonly rank: Rank }>();
  const keyOf = (resource: readonly string[]): string => fileName(resource).toLowerCase();
  for (const one of contenders) {
    const rank = rankOf(one);
    const { resource: whole } = current(one);
    for (let depth = 1; depth <= whole.length; depth++) {
      const resource = whole.slice(0, depth);
      const key = keyOf(resource);
      const other = chosen.get(key);
      const isBetter =
        !other || rank > other.rank || (rank === other.rank && resource.join(".") < other.resource.join("."));
      if (isBetter) chosen.set(key, { resource, rank });
    }
  }
  const spell = (resource: readonly string[]): readonly string[] => {
    if (resource.length === 0) return [];
    const best = chosen.get(keyOf(resource))?.resource ?? resource;
    return [...spell(best.slice(0, -1)), ...best.slice(-1)];
  };
  return spell;
}
