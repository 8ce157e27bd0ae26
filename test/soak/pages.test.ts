import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkNumbers } from '../pages/numbers.ts';
import { startServed } from '../pages/stack.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { campaign } from './campaign.ts';

const FILTERS = 200;
const { runs, seed } = campaign('numbers of the pages', FILTERS);

/** CI runs a tenth of it by `npm run check:pages`, on a stack that it has for Chromium anyway. */
test.skipIf(runs < FILTERS)('each number of the pages is what the statement beside it answers', async () => {
  const folder = temporaryFolder();
  try {
    await using stack = await startServed(join(folder, 'lake'));
    const { findings, numbers } = await checkNumbers(stack, seed, runs);
    expect(findings).toEqual([]);
    expect(numbers).toBeGreaterThan(runs * 50);
  } finally {
    remove(folder);
  }
});
