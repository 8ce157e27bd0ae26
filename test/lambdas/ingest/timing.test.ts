import { expect, test } from 'vitest';
import { machineTiming } from '../../../lambdas/ingest/timing.ts';

test('a jittered pause is half to all of its length, and not always the same', () => {
  const pauses = Array.from({ length: 100 }, () => machineTiming.jittered(1_000));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1_000);
  expect(new Set(pauses).size).toBeGreaterThan(1);
});

test('a signal aborts after its time, not before', async () => {
  const signal = machineTiming.abortAfter(40);
  await machineTiming.sleep(10);
  expect(signal.aborted).toBe(false);
  await machineTiming.sleep(80);
  expect(signal.aborted).toBe(true);
});
