import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf } from '../../../lambdas/aws/objects.ts';
import { replayPorts } from '../../../lambdas/reprocess/aws.ts';
import { failedKeys, failedLines } from '../../../lambdas/reprocess/failed-objects.ts';
import { linesOfObject } from '../../../lambdas/reprocess/object-lines.ts';
import { all } from '../aws/bucket.ts';

/** The two buckets as the function reads them. */
function storesOf(client: S3Client) {
  const storeOf = (name: string) => {
    const bucket = bucketOf(client, name);
    return { ...bucket, lines: (key: string) => linesOfObject(bucket.open, key) };
  };
  return { arrivals: storeOf('lake'), sealed: storeOf('sealed'), prefix: 'failed/' };
}

/** Two buckets in memory, a few keys a page; `between` happens before every call. */
function twoBuckets(lake: readonly string[], sealed: readonly string[], page: number, between: () => void = () => {}) {
  const stores = new Map([
    ['lake', new Set(lake)],
    ['sealed', new Set(sealed)],
  ]);
  const send = async (command: unknown) => {
    between();
    if (command instanceof ListObjectsV2Command) {
      const { Bucket = '', Prefix = '', StartAfter = '', ContinuationToken = '' } = command.input;
      const after = ContinuationToken || StartAfter;
      const keys = [...(stores.get(Bucket) ?? [])].filter((key) => key.startsWith(Prefix) && key > after).toSorted();
      const listed = keys.slice(0, page);
      return {
        Contents: listed.map((Key) => ({ Key })),
        NextContinuationToken: keys.length > page ? listed.at(-1) : undefined,
      };
    }
    if (!(command instanceof GetObjectCommand)) throw new Error('No other call is made.');
    const { Bucket = '', Key = '' } = command.input;
    if (stores.get(Bucket)?.has(Key)) return { Body: Readable.from([Buffer.from(`${Bucket} ${Key}\n`)]) };
    throw Object.assign(new Error('none'), { name: 'NoSuchKey' });
  };
  const client: S3Client = Object.assign(Object.create(new S3Client({ region: 'eu-west-1' })), { send });
  const move = (key: string) => {
    stores.get('sealed')?.add(key);
    stores.get('lake')?.delete(key);
  };
  return { client, move };
}

const keysOf = (numbers: readonly number[]) => numbers.map((n) => `failed/t/${String(n).padStart(3, '0')}`);

describe('failed objects', () => {
  test('of both places are listed in the order of their keys, each once', async () => {
    const { client } = twoBuckets(keysOf([1, 3, 5, 6]), [...keysOf([2, 3, 7]), 'raw/a'], 2);
    expect(await all(failedKeys(storesOf(client)))).toEqual(keysOf([1, 2, 3, 5, 6, 7]));
  });

  test('are listed from a key on, itself included', async () => {
    const { client } = twoBuckets(keysOf([1, 5]), keysOf([2, 3, 7]), 2);
    expect(await all(failedKeys(storesOf(client), keysOf([3])[0]))).toEqual(keysOf([3, 5, 7]));
  });

  test('that move while they are listed are all found, each once, whenever they move', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 });
    const moves = fc.infiniteStream(fc.nat({ max: 3 }));
    await fc.assert(
      fc.asyncProperty(numbers, numbers, fc.integer({ min: 1, max: 4 }), moves, async (lake, sealed, page, draw) => {
        const left = keysOf(lake.toSorted((a, b) => a - b));
        const { client, move } = twoBuckets(left, keysOf(sealed), page, () => {
          for (let n = draw.next().value; n > 0; n -= 1) {
            const [key] = left.splice((n * 7) % Math.max(1, left.length), 1);
            if (key !== undefined) move(key);
          }
        });
        const expected = [...new Set([...keysOf(lake), ...keysOf(sealed)])].toSorted();
        expect(await all(failedKeys(storesOf(client)))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('are read where they lie by now: one that has moved from the sealed bucket', async () => {
    const { client, move } = twoBuckets(['failed/a'], ['failed/b'], 9);
    const lines = async (key: string) => (await all(failedLines(storesOf(client), key))).map(String);
    expect([await lines('failed/a'), await lines('failed/b')]).toEqual([['lake failed/a'], ['sealed failed/b']]);
    move('failed/a');
    expect(await lines('failed/a')).toEqual(['sealed failed/a']);
    await expect(lines('failed/none')).rejects.toMatchObject({ name: 'ObjectFault', reason: 'object_gone' });
  });
});

test('the function lists and reads failed records in both buckets, and what was received in the sealed one', async () => {
  const { client } = twoBuckets(['failed/a'], ['failed/b', 'raw/dt=2026-11-20/hour=10/a'], 9);
  const environment = {
    RAW_BUCKET: 'sealed',
    RAW_PREFIX: 'raw/',
    FAILED_BUCKET: 'lake',
    FAILED_PREFIX: 'failed/',
    REPLAYS_PREFIX: 'replays/',
    STREAM_NAME: 's',
    RECORDS_PER_RUN: 10,
  };
  const context = Object.assign(Object.create(null), { getRemainingTimeInMillis: () => 60_000 });
  const clients = Object.assign(Object.create(null), { s3: client });
  const ports = replayPorts(environment, clients, context);
  const keys = await all(ports.failedObjects());
  expect(keys).toEqual(['failed/a', 'failed/b']);
  const read = await Promise.all([...keys, 'raw/dt=2026-11-20/hour=10/a'].map((key) => all(ports.lines(key))));
  expect(read.flat().map(String)).toEqual(['lake failed/a', 'sealed failed/b', 'sealed raw/dt=2026-11-20/hour=10/a']);
});
