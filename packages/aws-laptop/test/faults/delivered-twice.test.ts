import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsError, type ObjectStore } from '../../src/aws.ts';
import { startHarness } from '../firehose/harness.ts';
import { contents, memoryStore, plain, temporaryFolder } from '../firehose/support.ts';

const deliversTwice = () => true;

let dataDir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder: dataDir, remove } = await temporaryFolder());
});
afterEach(() => remove());

const journal = () => readdirSync(join(dataDir, 'journal', 'events'));

test('a batch that is delivered twice stands in two objects, and its journal is gone', async () => {
  const { put, firehose, store } = await startHarness({ dataDir, destination: plain, deliversTwice });
  await put([Buffer.from('a'), Buffer.from('b')]);
  await firehose.close();
  expect(contents(store, 'shop/out/')).toEqual(['ab', 'ab']);
  expect(journal()).toEqual([]);
});

test('the journal is kept until the batch itself is delivered, not its copy', async () => {
  const written = memoryStore();
  let puts = 0;
  const store: ObjectStore = {
    folderOf: written.folderOf,
    async put(...object) {
      puts += 1;
      if (puts === 2) throw new AwsError('InternalError', 'We encountered an internal error.', 500);
      await written.put(...object);
    },
  };
  const { put, firehose } = await startHarness({ dataDir, destination: plain, deliversTwice, store });
  await put([Buffer.from('a'), Buffer.from('b')]);
  await expect(firehose.flush()).rejects.toThrow('internal error');
  expect([contents(written, 'shop/out/'), journal().length]).toEqual([['ab'], 1]);
  await firehose.close();
  expect(journal()).toEqual([]);
});
