/** As many slips of the finger as still mean the same name. */
const MAX_EDITS = 3;
const MAX_SUGGESTIONS = 5;
/** A shorter word is part of too many names. */
const MIN_PART = 4;

/** ` Did you mean "…"?` with the names nearest to a word, or nothing where none is near. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const near = nearest(word, names).map((name) => `"${name}"`);
  if (near.length === 0) return '';
  return ` Did you mean ${new Intl.ListFormat('en-US', { type: 'disjunction' }).format(near)}?`;
}

/** The names with the fewest edits; where none is near, those that contain the word. */
export function nearest(word: string, names: Iterable<string>): readonly string[] {
  const wanted = word.toLowerCase();
  const most = Math.min(MAX_EDITS, Math.floor(wanted.length / 3));
  const byEdits = Map.groupBy(new Set(names), (name) => edits(wanted, name.toLowerCase()));
  const fewest = Math.min(...byEdits.keys());
  const near = fewest <= most ? byEdits.get(fewest) : [...byEdits.values()].flat().filter(contains(wanted));
  return (near ?? []).slice(0, MAX_SUGGESTIONS);
}

function contains(word: string): (name: string) => boolean {
  return (name) => word.length >= MIN_PART && name.toLowerCase().includes(word);
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (from: readonly number[], index: number) => from[index] ?? Number.POSITIVE_INFINITY;
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
