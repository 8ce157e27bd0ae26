import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { linesOfObject, objectKeys, readText, writeText } from '../../../lambdas/reprocess/object-lines.ts';

const PAGE = 2;

/** As the SDK gives it: a stream that can also be taken as a text. */
function bodyOf(bytes: Buffer): Readable {
  return Object.assign(Readable.from([bytes]), { transformToString: async () => bytes.toString() });
}

/** A bucket in memory that lists two keys a page. */
function bucket(objects: Readonly<Record<string, Buffer | string>>) {
  const asked: unknown[] = [];
  const content = new Map(Object.entries(objects));
  const send = async (command: unknown) => {
    if (command instanceof ListObjectsV2Command) {
      asked.push(command.input);
      const { Prefix = '', StartAfter = '', ContinuationToken = '' } = command.input;
      const after = ContinuationToken || StartAfter;
      const keys = [...content.keys()].filter((key) => key.startsWith(Prefix) && key > after).toSorted();
      const isLast = keys.length <= PAGE;
      const page = keys.slice(0, PAGE);
      return { Contents: page.map((Key) => ({ Key })), NextContinuationToken: isLast ? undefined : page.at(-1) };
    }
    if (command instanceof PutObjectCommand)
      return void content.set(command.input.Key ?? '', String(command.input.Body));
    if (!(command instanceof GetObjectCommand)) throw new Error('No other call is made.');
    const found = content.get(command.input.Key ?? '');
    if (found !== undefined) return { Body: bodyOf(Buffer.from(found)) };
    throw Object.assign(new Error('none'), { name: 'NoSuchKey' });
  };
  const client: S3Client = Object.assign(Object.create(new S3Client({ region: 'eu-west-1' })), { send });
  return { client, asked };
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const linesIn = async (client: S3Client, key: string) => (await all(linesOfObject(client, 'b', key))).map(String);

describe('keys', () => {
  const { client, asked } = bucket({ 'a/1': '', 'a/2': '', 'a/3': '', 'a/4': '', 'b/1': '', 'a/folder/': '' });

  test('are listed page by page, without what only stands for a folder', async () => {
    expect(await all(objectKeys(client, { bucket: 'b', prefix: 'a/' }))).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(asked.length).toBeGreaterThan(1);
  });

  test('begin with the one that is given, and not before', async () => {
    expect(await all(objectKeys(client, { bucket: 'b', prefix: 'a/', from: 'a/2' }))).toEqual(['a/2', 'a/3', 'a/4']);
  });

  test('begin behind a folder that is given', async () => {
    expect(await all(objectKeys(client, { bucket: 'b', prefix: 'a/', from: 'a/30/' }))).toEqual(['a/4']);
  });
});

describe('an object', () => {
  const whole = gzipSync(`one\ntwo\n${'x'.repeat(100_000)}\n`);
  const { client } = bucket({
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
  ])('%s that cannot be read is told as %s', async (key, reason) => {
    await expect(linesIn(client, key)).rejects.toMatchObject({ name: 'ObjectFault', reason });
  });

  test('that may not be read is an error of the deployment, and told as it is', async () => {
    const denied = { send: async () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' })) };
    const other: S3Client = Object.assign(Object.create(client), denied);
    await expect(linesIn(other, 'raw.gz')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(readText(other, 'b', 'k')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

test('a small text is written and read, and null where there is none', async () => {
  const { client } = bucket({});
  expect(await readText(client, 'b', 'k')).toBeNull();
  await writeText(client, 'b', 'k', '{"lines":1}');
  expect(await readText(client, 'b', 'k')).toBe('{"lines":1}');
});
