import { expect, onTestFinished, test } from 'vitest';
import { difference, differingLive, unordered } from '../lambdas/refresh/counterparts.ts';
import { badDays, emptied, interleave, RELATIONS, refreshOnce, TABLE_NAMES } from '../lambdas/refresh/interleaved.ts';
import { openRefreshLake, type RefreshLake } from '../lambdas/refresh/lake.ts';
import { shuffled } from '../reference/deliveries.ts';
import { landAll } from '../reference/story-lake.ts';
import { campaign } from './campaign.ts';

/** It ends what hangs, and nothing else: each run is a matter of seconds, on a busy machine of a minute. */
const HANGS_MS = 6 * 3_600_000;

const MESSAGES = 60;

async function rowsOfAll(lake: RefreshLake): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const name of RELATIONS) found.set(name, await unordered(lake, name));
  return found;
}

/** All tables, and half of the views: to plan what is computed from the events takes seconds for each. */
function comparedIn(run: number): readonly string[] {
  const views = RELATIONS.filter((name) => !TABLE_NAMES.includes(name));
  return [...TABLE_NAMES, ...views.filter((_, index) => index % 2 === run % 2)];
}

async function runOf(lake: RefreshLake, seed: number, run: number): Promise<void> {
  const where = `seed ${seed}`;
  await emptied(lake);
  const landed = await interleave(lake, seed, badDays(seed, MESSAGES), async (random) => {
    const { differing } = await differingLive(lake, shuffled(random, TABLE_NAMES).slice(0, 4));
    expect(differing, where).toEqual({});
  });
  const { differing, rows } = await differingLive(lake, comparedIn(run));
  expect(differing, where).toEqual({});
  expect(rows, where).toBeGreaterThan(MESSAGES);
  const interleaved = await rowsOfAll(lake);
  const { nowMs } = lake.clock;
  await emptied(lake);
  await landAll(lake, 'events/', landed);
  await refreshOnce(lake, 1, nowMs);
  const fresh = await rowsOfAll(lake);
  for (const name of RELATIONS) {
    const found = difference(fresh.get(name) ?? [], interleaved.get(name) ?? []);
    expect(found.slice(0, 6), `${where}: ${name}`).toEqual([]);
  }
}

test(
  'at one watermark readers and live views see the same, and by whatever way events came, as if they came at once',
  async () => {
    const { runs, seed } = campaign('refresh equals', 20);
    const lake = await openRefreshLake(() => true);
    onTestFinished(() => lake.close());
    for (let run = 0; run < runs; run += 1) await runOf(lake, seed + run, run);
  },
  HANGS_MS,
);
