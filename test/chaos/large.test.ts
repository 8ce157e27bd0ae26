import { describe, expect, test } from 'vitest';
import { SLICE_LIMITS } from '../../lambdas/ingest/slices.ts';
import { CALM } from './fault-profile.ts';
import { TIME_LIMIT_MS } from './functions.ts';
import type { Delivery } from './vendor.ts';
import { START_MS } from './virtual-time.ts';
import { World } from './world.ts';

interface Attempt {
  readonly isAcknowledged: boolean;
  /** On the stream when it ended. */
  readonly stored: number;
  readonly durationMs: number;
}

/** Attempts to deliver so many messages in one POST, one after the other, until one is acknowledged. */
async function deliver(items: number, sliceItems: number): Promise<{ world: World; attempts: readonly Attempt[] }> {
  const world = new World({ seed: 1, keep: new Set(), mutation: {}, faultProfile: CALM, sliceItems, isTraced: false });
  const itemIds = Array.from({ length: items }, (_, n) => `wamid.${n}`);
  const delivery: Delivery = { name: 'large', itemIds, way: 'http', firstMs: 0, duplicateMs: null };
  const attempts: Attempt[] = [];
  while (attempts.length < 30 && !attempts.at(-1)?.isAcknowledged) {
    const startMs = world.time.nowMs;
    let endMs = startMs;
    const answer = world.invoke(delivery, `request-${attempts.length}`).finally(() => {
      endMs = world.time.nowMs;
    });
    await world.time.run();
    attempts.push({ isAcknowledged: await answer, stored: world.checker.copies.size, durationMs: endMs - startMs });
  }
  return { world, attempts };
}

describe('one POST of', () => {
  test('10,000 messages is stored within the time of one run', async () => {
    const { world, attempts } = await deliver(10_000, SLICE_LIMITS.items);
    expect(attempts).toMatchObject([{ isAcknowledged: true, stored: 10_000 }]);
    expect(world.time.nowMs).toBeLessThan(START_MS + 2 * TIME_LIMIT_MS);
  });

  test('more than a run can store gets further with each attempt, in time, and is stored once', async () => {
    // Slices of 20 take about as long as those of 1,000, for the models' calls take as long whatever they carry.
    const { world, attempts } = await deliver(4_000, 20);
    const stored = attempts.map((attempt) => attempt.stored);
    expect(attempts.length).toBeGreaterThan(1);
    expect(attempts.at(-1)).toMatchObject({ isAcknowledged: true, stored: 4_000 });
    expect(new Set(stored).size).toBeGreaterThanOrEqual(stored.length - 1);
    for (const { durationMs } of attempts) expect(durationMs).toBeLessThan(TIME_LIMIT_MS);
    world.checker.close();
    expect(world.checker.violations).toEqual([]);
  });
});
