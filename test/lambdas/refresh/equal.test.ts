import { afterAll, beforeAll, expect, test } from 'vitest';
import { readsOf } from '../../../domain/sql/view-order.ts';
import { VIEW_FILES } from '../../athena-sql/lake.ts';
import { landAll } from '../../reference/story-lake.ts';
import { badDays, emptied, refreshOnce, TABLE_NAMES } from './interleaved.ts';
import { openRefreshLake, type RefreshLake } from './lake.ts';
import { difference, differingTwins, unordered } from './twins.ts';

/**
 * Tables of each kind that have a live twin here: `npm run soak -- --only refresh` compares all relations, on days that are
 * compacted and replayed meanwhile. To plan what is computed from the events takes DuckDB seconds for each.
 */
const TWINS = ['int_window_events', 'agg_watermark', 'int_messages', 'dim_contact', 'fact_message_status'];

let lake: RefreshLake;
beforeAll(async () => {
  const needed = new Set<string>();
  const need = (name: string) => {
    const file = VIEW_FILES.find((view) => view.name === name);
    if (file === undefined || needed.has(name)) return;
    needed.add(name);
    for (const read of readsOf(file, VIEW_FILES)) need(read.name);
  };
  for (const name of TWINS) need(name);
  lake = await openRefreshLake(({ name }) => needed.has(name.replace('live_', '')));
});
afterAll(() => lake.close());

test('tables in one part, in three, and computed from the events have the same rows', async () => {
  await emptied(lake);
  await landAll(lake, 'events/', badDays(5, 20));
  await refreshOnce(lake, 1);
  const inOne = new Map<string, readonly string[]>();
  for (const name of TABLE_NAMES) inOne.set(name, await unordered(lake, name));
  await refreshOnce(lake, 3);
  for (const name of TABLE_NAMES)
    expect(difference(inOne.get(name) ?? [], await unordered(lake, name)), name).toEqual([]);
  const { differing, rows } = await differingTwins(lake, TWINS);
  expect(differing).toEqual({});
  expect(rows).toBeGreaterThan(100);
  expect(await lake.partitions('int_messages')).toHaveLength(4);
});
