/** The known name that a wrong one was most likely meant to be; undefined when none is near. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(Math.max(2, Math.floor(wrong.length / 3)), Math.floor(wrong.length / 2)) + 1;
  for (const name of known) {
    const cost = likeness(wrong.toLowerCase(), name.toLowerCase()) ?? distance(wrong, name, least);
    if (cost < least) {
      best = name;
      least = cost;
    }
  }
  return best;
}

/** 0 for the same but for case, 1 where one is a part of the other. */
function likeness(a: string, b: string): number | undefined {
  if (a === b) return 0;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.includes(short) ? 1 : undefined;
}

/** The Levenshtein distance, given up once it must reach the limit. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution);
    }
    row = next;
    if (Math.min(...row) >= limit) return limit;
  }
  return row[b.length] ?? limit;
}

/** Help with a wrong name: what it was most likely meant to be, and what there is. */
export function suggestion(wrong: string, known: readonly string[], list: string): string {
  const near = nearest(wrong, known);
  const all = known.length > 0 ? `${list} ${known.map((name) => `\`${name}\``).join(", ")}.` : "There are none.";
  return near === undefined ? all : `Did you mean \`${near}\`? ${all}`;
}
