import { expect, onTestFinished, test } from 'vitest';
import { DONE, expectEveryDayOnce, halfCompacted, SETTINGS, watched } from './half-compacted.ts';
import { openTestLake } from './lake.ts';

test('readers see every day once at any moment of a run', async () => {
  const lake = await openTestLake();
  onTestFinished(() => lake.close());
  await halfCompacted(lake);
  const ports = watched(lake, () => expectEveryDayOnce(lake));
  await lake.run({}, { ports, settings: SETTINGS });
  expect(await lake.seen()).toEqual(DONE);
});
