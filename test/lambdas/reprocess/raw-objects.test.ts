import { expect, test } from 'vitest';
import { bucketOf } from '../../../lambdas/aws/objects.ts';
import { keysFrom, rawKeys } from '../../../lambdas/reprocess/raw-objects.ts';
import { all, memoryBucket } from '../aws/bucket.ts';

const { client } = memoryBucket({ 'a/1': '', 'a/2': '', 'a/3': '', 'a/4': '', 'b/1': '', 'a/folder/': '' });
const { objects } = bucketOf(client, 'b');

test('keys begin with the one that is given, and not before', async () => {
  expect(await all(keysFrom(objects, 'a/', 'a/2'))).toEqual(['a/2', 'a/3', 'a/4']);
});

test('keys begin behind a folder that is given', async () => {
  expect(await all(keysFrom(objects, 'a/', 'a/30/'))).toEqual(['a/4']);
});

test('the source backup is listed by the hours of a window, and what is not one of its objects is left out', async () => {
  const hours = ['08', '09', '10', '11', '12'].map((hour) => `raw/dt=2026-11-20/hour=${hour}/a.gz`);
  const keys = [...hours, 'raw/dt=2026-11-20/other'];
  const backup = bucketOf(memoryBucket(Object.fromEntries(keys.map((key) => [key, '']))).client, 'b');
  const window = { sinceMs: Date.UTC(2026, 10, 20, 9, 30), untilMs: Date.UTC(2026, 10, 20, 11, 30) };
  expect(await all(rawKeys(backup.objects, 'raw/', window))).toEqual(hours.slice(1, 4));
  expect(await all(rawKeys(backup.objects, 'raw/', window, hours[2]))).toEqual(hours.slice(2, 4));
});
