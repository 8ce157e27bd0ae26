/** Compares what people read with the same computed from the events. */

import { viewRows } from '../../reference/story-lake.ts';
import type { Laptop } from '../../support/local-athena.ts';

/** Rows of a relation in no order. */
export async function unordered(laptop: Laptop, relation: string): Promise<readonly string[]> {
  return (await viewRows(laptop, relation)).map((row) => JSON.stringify(row)).toSorted();
}

/** What one has more often than the other, the first few of each. */
export function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of one) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of other) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([row, count]) => `${count > 0 ? '-' : '+'} ${row}`);
}

const SHOWN = 6;

/** Relations whose rows are others than those of their live twin, with the first that differ. `rows` counts all. */
export async function differingTwins(laptop: Laptop, relations: readonly string[]) {
  const differing: Record<string, readonly string[]> = {};
  let rows = 0;
  for (const name of relations) {
    const [kept, live] = [await unordered(laptop, name), await unordered(laptop, `live_${name}`)];
    rows += live.length;
    const found = difference(live, kept);
    if (found.length > 0) differing[name] = found.slice(0, SHOWN);
  }
  return { differing, rows };
}
