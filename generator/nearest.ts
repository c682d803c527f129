/** "Did you mean …?" */

/** How many names are looked at: nobody has meant the ten thousandth, and each costs as much as its letters squared. */
const mostCandidates = 5000;

/** The names nearest to one, nearest first, and only those a slip of the pen could explain. */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  const most = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 3));
  const ranked: { readonly candidate: string; readonly rank: number }[] = [];
  let looked = 0;
  for (const candidate of new Set(candidates)) {
    if (candidate === name) continue;
    if (++looked > mostCandidates) break;
    const other = candidate.toLowerCase();
    const distance = Math.abs(other.length - wanted.length) > most ? Infinity : distanceOf(wanted, other, most);
    if (distance <= most) ranked.push({ candidate, rank: distance });
    // A plural, a version or a prefix more or less is further than a slip, and still the likeliest explanation.
    else if (isPart(bare(wanted), bare(other)))
      ranked.push({ candidate, rank: most + Math.abs(other.length - wanted.length) });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((one) => one.candidate);
}

function bare(text: string): string {
  return text.replaceAll(/[^a-z0-9]/g, "");
}

function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.length <= short.length * 2 && long.includes(short);
}

/** `a`, `b` or `c`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Levenshtein's distance, with two letters exchanged counting as one slip; anything beyond `most` is as far as can be. */
function distanceOf(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const exchanged = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = exchanged ? (beforeLast[column - 2] as number) + 1 : Infinity;
      current.push(
        Math.min(substituted, swapped, (previous[column] as number) + 1, (current[column - 1] as number) + 1),
      );
    }
    if (Math.min(...current) > most && Math.min(...previous) > most) return Infinity;
    beforeLast = previous;
    previous = current;
  }
  return previous[b.length] as number;
}

/** Help with a wrong name: what it was most likely meant to be, and what there is. */
export function suggestion(wrong: string, known: readonly string[], list: string): string {
  const [near] = nearest(wrong, known, 1);
  const all = known.length > 0 ? `${list} ${known.map((name) => `\`${name}\``).join(", ")}.` : "There are none.";
  return near === undefined ? all : `Did you mean \`${near}\`? ${all}`;
}
