import { expect, onTestFinished, test } from 'vitest';
import { DONE, expectEveryDayOnce, halfCompacted, SETTINGS, watched } from '../lambdas/compact/half-compacted.ts';
import { openTestLake, type TestLake } from '../lambdas/compact/lake.ts';

/** Runs until the call with this number, from 0, which is never made. Answers whether there was one. */
async function diesAt(lake: TestLake, call: number): Promise<boolean> {
  let left = call;
  const ports = watched(lake, async () => {
    left -= 1;
    if (left < 0) throw new Error('the machine is gone');
  });
  return lake.run({}, { ports, settings: SETTINGS }).then(
    () => false,
    () => true,
  );
}

test('a compaction that dies at whichever call leaves every day once, and the next run completes it', async () => {
  const lake = await openTestLake();
  onTestFinished(() => lake.close());
  let call = 0;
  for (let dies = true; dies; call += 1) {
    await halfCompacted(lake);
    dies = await diesAt(lake, call);
    await expectEveryDayOnce(lake);
    await lake.run();
    expect(await lake.seen(), `after dying at call ${call}`).toEqual(DONE);
    expect(await lake.run(), `after dying at call ${call}`).toMatchObject({ days: [], through: '2026-11-19' });
  }
  expect(call).toBeGreaterThan(30);
});
