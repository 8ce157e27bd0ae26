import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { endChildren, readLake } from '../../../bin/start/children.ts';
import { remove, temporaryFolder } from '../../support/laptop.ts';

test('a start that ends ends its commands, and starts no other', async () => {
  const folder = temporaryFolder();
  const long = ['simulate', '--messages', '9999999', '--seed', '1', '--out', join(folder, 'out')];
  const posting = expect(readLake(folder, ...long)).rejects.toThrow('aborted');
  await sleep(200);
  endChildren();
  await posting;
  await expect(readLake(folder, ...long)).rejects.toThrow('aborted');
  remove(folder);
});
