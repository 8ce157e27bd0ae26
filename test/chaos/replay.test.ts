import { expect, test } from 'vitest';
import { runCampaign, shortestFailure } from './campaign.ts';
import { MUTANTS } from './mutants.ts';
import { failureInWords } from './report.ts';
import { runSchedule } from './schedule.ts';

const LEASELESS = MUTANTS.find(({ name }) => name === 'no lease: a claim is held for ever');
const MUTATION = LEASELESS?.mutation ?? expect.unreachable();

async function shortest() {
  const { failures } = await runCampaign({ seed: 1, schedules: 200, mutation: MUTATION });
  return { failures, failure: (await shortestFailure(failures, MUTATION)) ?? expect.unreachable() };
}

test('a seed gives the same schedule every time, step by step', async () => {
  for (const seed of [3, 5, 62]) {
    const first = await runSchedule({ seed, isTraced: true });
    expect(first.trace.length).toBeGreaterThan(5);
    expect((await runSchedule({ seed, isTraced: true })).trace).toEqual(first.trace);
  }
});

test('seeds that are neighbours give schedules of their own', async () => {
  const traces = await Promise.all([1, 2, 3, 4].map((seed) => runSchedule({ seed, isTraced: true })));
  expect(new Set(traces.map(({ trace }) => trace.join())).size).toBe(4);
});

test('of all failing schedules the shortest is shown, without the faults that it does not need', async () => {
  const { failures, failure } = await shortest();
  const fewest = Math.min(...failures.map(({ struck }) => struck.length));
  expect(failure.keep.length).toBeLessThanOrEqual(fewest);
  for (const left of failure.keep) {
    const keep = failure.keep.filter((fault) => fault !== left);
    expect((await runSchedule({ seed: failure.seed, keep, mutation: MUTATION })).violations).toEqual([]);
  }
});

test('what it prints can be read, and run again as it was', async () => {
  const { failure } = await shortest();
  const text = failureInWords(failure, failure.keep);
  expect(text).toContain('stuck: a delivery is not acknowledged though the faults have stopped');
  expect(text).toMatch(/^ +\+0\.\d{3} s {2}run 1 +takes delivery [ABC] \(wamid\.\d/m);
  expect(text).toMatch(/wamid\.\d meets a fault, /);
  const [, seed, keep] = /--seed (\d+) --schedules 1 --keep ([\d,]+|none)$/.exec(text) ?? [];
  const again = { seed: Number(seed), keep: (keep ?? '').split(',').map(Number), mutation: MUTATION, isTraced: true };
  expect((await runSchedule(again)).trace).toEqual(failure.trace);
});
