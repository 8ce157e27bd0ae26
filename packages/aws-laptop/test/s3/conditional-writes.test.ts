import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../src/s3/object-store.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

/** "How to prevent object overwrites with conditional writes", Amazon S3 User Guide. */
const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const template = smallTemplate({
  Resources: {
    Open: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'open' } },
    ...roleWith('Owner', [allow('s3:*', '*')]),
    ...roleWith('Writer', [allow('s3:PutObject', 'arn:aws:s3:::open/*')]),
  },
});
const A = { Bucket: 'open', Key: 'a' };

async function setUp() {
  const store = createObjectStore({ template, rootDir: temporaryFolder() });
  const endpoint = await serveForTest(template, [store.service]);
  const clientOf = (role: string) => new S3Client(settingsFor(endpoint, role));
  const s3 = clientOf('Owner');
  const put = (Body: string, condition: { IfMatch?: string; IfNoneMatch?: string } = {}, client = s3) =>
    client.send(new PutObjectCommand({ ...A, Body, ...condition }));
  const read = async () => {
    const { Body, ETag = '' } = await s3.send(new GetObjectCommand(A));
    return { text: await Body?.transformToString(), etag: ETag };
  };
  return { clientOf, s3, put, read };
}

describe('If-Match', () => {
  test('replaces the object that has the ETag, and answers the new one', async () => {
    const { put, read } = await setUp();
    const { ETag = '' } = await put('first');
    const second = await put('second', { IfMatch: ETag });
    expect(await read()).toEqual({ text: 'second', etag: second.ETag });
  });

  test('takes an ETag without its quotes', async () => {
    const { put, read } = await setUp();
    const { ETag = '' } = await put('first');
    await put('second', { IfMatch: ETag.replaceAll('"', '') });
    expect((await read()).text).toBe('second');
  });

  test('of another object is 412 PreconditionFailed, and writes nothing', async () => {
    const { put, read } = await setUp();
    const { ETag = '' } = await put('first');
    await put('second');
    await expect(put('third', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect((await read()).text).toBe('second');
  });

  test('where there is no object is 404 NoSuchKey, also after it was deleted', async () => {
    const { s3, put } = await setUp();
    const absent = { name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } };
    await expect(put('x', { IfMatch: '"0123"' })).rejects.toMatchObject(absent);
    const { ETag = '' } = await put('first');
    await s3.send(new DeleteObjectCommand(A));
    await expect(put('x', { IfMatch: ETag })).rejects.toMatchObject(absent);
  });

  test('needs s3:GetObject beside s3:PutObject; If-None-Match does not', async () => {
    const { clientOf, put } = await setUp();
    const writer = clientOf('Writer');
    const { ETag = '' } = await put('first', { IfNoneMatch: '*' }, writer);
    await expect(put('second', { IfMatch: ETag }, writer)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('of writers at the same moment', () => {
  const many = Array.from({ length: 20 }, (_, n) => `writer ${n}`);
  const fates = async (writes: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(writes);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : []));
    return { won: settled.length - refused.length, refused: new Set(refused) };
  };

  test('who ask that there be no object, one writes', async () => {
    const { put } = await setUp();
    const all = many.map((text) => put(text, { IfNoneMatch: '*' }));
    expect(await fates(all)).toEqual({ won: 1, refused: new Set(['PreconditionFailed']) });
  });

  test('who replace the same object, one writes', async () => {
    const { put } = await setUp();
    const { ETag = '' } = await put('first');
    const all = many.map((text) => put(text, { IfMatch: ETag }));
    expect(await fates(all)).toEqual({ won: 1, refused: new Set(['PreconditionFailed']) });
  });
});
