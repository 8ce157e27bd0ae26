import { gzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { bucketOf } from '../../../lambdas/aws/objects.ts';
import { linesOfObject } from '../../../lambdas/reprocess/object-lines.ts';
import { all, memoryBucket } from '../aws/bucket.ts';

const linesIn = async (client: S3Client, key: string) =>
  (await all(linesOfObject(bucketOf(client, 'b').open, key))).map(String);

describe('an object', () => {
  const whole = gzipSync(`one\ntwo\n${'x'.repeat(100_000)}\n`);
  const { client } = memoryBucket({
    'raw.gz': whole,
    'two.gz': Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]),
    plain: 'one\ntwo\n',
    'broken.gz': 'no gzip',
    'cut.gz': whole.subarray(0, whole.length - 20),
  });

  test('is unpacked when it is packed, in however many members', async () => {
    expect((await linesIn(client, 'raw.gz')).slice(0, 2)).toEqual(['one', 'two']);
    expect(await linesIn(client, 'two.gz')).toEqual(['one', 'two']);
    expect(await linesIn(client, 'plain')).toEqual(['one', 'two']);
  });

  test.each([
    ['broken.gz', 'object_unreadable'],
    ['cut.gz', 'object_unreadable'],
    ['gone.gz', 'object_gone'],
  ])('%s that cannot be read is reported as %s', async (key, reason) => {
    await expect(linesIn(client, key)).rejects.toMatchObject({ name: 'ObjectFault', reason });
  });

  test('that may not be read is an error of the deployment, and reported unchanged', async () => {
    const denied = { send: async () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' })) };
    const other: S3Client = Object.assign(Object.create(client), denied);
    await expect(linesIn(other, 'raw.gz')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(bucketOf(other, 'b').readText('k')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
