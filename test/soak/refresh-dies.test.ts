import { type Rng, seeded } from 'simulator';
import { expect, onTestFinished, test } from 'vitest';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import type { LeasePorts } from '../../lambdas/aws/lease.ts';
import {
  type Attempt,
  attempt,
  type Death,
  inParts,
  landMessages,
  leaseOf,
  readWhile,
  seen,
} from '../lambdas/refresh/dying.ts';
import { openRefreshLake, type RefreshLake } from '../lambdas/refresh/lake.ts';
import { HOUR_MS, MINUTE_MS } from '../lambdas/refresh/world.ts';
import { shuffled } from '../reference/deliveries.ts';
import { campaign } from './campaign.ts';

/** It ends what hangs, and nothing else: each run is a matter of seconds, on a busy machine of a minute. */
const HANGS_MS = 6 * 3_600_000;

/** Between two runs, at least until the lease of a process that died has expired. */
const PAUSES_MS = [17 * MINUTE_MS, 50 * MINUTE_MS, 13 * HOUR_MS];

interface Campaign {
  readonly lake: RefreshLake;
  readonly lease: LeasePorts;
  readonly random: Rng;
  landed: number;
}

/** Refreshes while somebody reads; each answer is of one generation, and none goes back. */
async function refreshed({ lake, lease, landed }: Campaign, how: Attempt) {
  const before = await seen(lake);
  const { done, found } = await readWhile(lake, () => attempt(lake, lease, how));
  const all = [before, ...found, await seen(lake)];
  expect(all).toEqual(all.toSorted((one, other) => one - other));
  expect(all.every((count) => count === before || count === landed)).toBe(true);
  return done;
}

/** How a run is made: in one part or three, in one invocation or several. */
function wayOf({ lake, random }: Campaign): Omit<Attempt, 'death'> {
  const late = random.chance(0.5) ? 0.03 : 0;
  const way = { isLate: () => random.chance(late) };
  return random.chance(0.5) ? way : { ...way, request: inParts(lake, 3) };
}

async function runAfterDeath(campaign: Campaign, death: Death): Promise<boolean> {
  const { lake, random } = campaign;
  const count = random.between(1, 3);
  await landMessages(lake, campaign.landed, count);
  campaign.landed += count;
  const died = await refreshed(campaign, { ...wayOf(campaign), death });
  // Lambda tries an invocation again. It may find its work half done and fail, but it breaks nothing.
  if (died.request !== undefined && random.chance(0.3)) {
    lake.clock.nowMs += MINUTE_MS;
    await refreshed(campaign, { request: died.request });
  }
  lake.clock.nowMs += PAUSES_MS[random.between(0, PAUSES_MS.length - 1)] ?? 0;
  const { answer, error } = await refreshed(campaign, wayOf(campaign));
  expect(error).toBeUndefined();
  expect(answer).toMatchObject({ events: campaign.landed });
  expect(await seen(lake)).toBe(campaign.landed);
  lake.clock.nowMs += MINUTE_MS;
  return died.error !== undefined;
}

/** Generations that have files or partitions, by table. */
async function leftIn(lake: RefreshLake): Promise<ReadonlySet<string>> {
  const partitions = await Promise.all(REFRESHED_TABLES.map(({ name }) => lake.partitions(name)));
  const files = lake.keys('refreshed/').flatMap((key) => /generation=([^/]+)\//.exec(key)?.[1] ?? []);
  return new Set([...files, ...partitions.flat().map((name) => name.split('/')[0] ?? '')]);
}

test(
  'a refresh that dies before or after whichever call shows one whole generation, and the next run a new one',
  async () => {
    const { runs, seed } = campaign('refresh dies', 200);
    const lake = await openRefreshLake();
    onTestFinished(() => lake.close());
    const state: Campaign = { lake, lease: leaseOf(lake), random: seeded(seed), landed: 1 };
    await landMessages(lake, 0, 1);
    const { calls } = await refreshed(state, { request: inParts(lake, 3) });
    const deaths = Array.from({ length: calls }, (_, call) => [
      { call, side: 'before' as const },
      { call, side: 'after' as const },
    ]);
    const inTurn = shuffled(state.random, deaths.flat());
    let died = 0;
    for (let run = 0; run < runs; run += 1) {
      const death = inTurn[run % inTurn.length];
      if (death === undefined) throw new Error('A refresh has calls.');
      died += (await runAfterDeath(state, death).catch((cause: unknown) => {
        throw new Error(`seed ${seed}, run ${run}, death ${death.side} call ${death.call}: ${String(cause)}`, {
          cause,
        });
      }))
        ? 1
        : 0;
    }
    // The last calls are made by few runs: those in several parts and invocations.
    expect(died).toBeGreaterThan(runs / 2);
    for (const pauseMs of [13 * HOUR_MS, HOUR_MS, HOUR_MS]) {
      lake.clock.nowMs += pauseMs;
      await refreshed(state, {});
    }
    expect(await leftIn(lake), 'the current generation and the one before').toHaveProperty('size', 2);
  },
  HANGS_MS,
);
