import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../src/s3/object-store.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const template = smallTemplate({
  Resources: {
    Open: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'open' } },
    ...roleWith('Owner', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
  },
});
const where = { Bucket: 'open', Key: 'a' };
const HOUR_MS = 3_600_000;

async function setUp() {
  const store = createObjectStore({ template, rootDir: temporaryFolder() });
  const s3 = new S3Client(settingsFor(await serveForTest(template, [store.service]), 'Owner'));
  const { ETag = '' } = await s3.send(new PutObjectCommand({ ...where, Body: 'body' }));
  const { LastModified = new Date(0) } = await s3.send(new HeadObjectCommand(where));
  return { s3, ETag, LastModified };
}

type Condition = Pick<
  ConstructorParameters<typeof GetObjectCommand>[0],
  'IfMatch' | 'IfNoneMatch' | 'IfModifiedSince' | 'IfUnmodifiedSince'
>;
type Case = readonly [what: string, condition: (etag: string, modified: Date) => Condition, status: number];

const before = (date: Date) => new Date(date.getTime() - HOUR_MS);
const OTHER = '"0123"';

// "GetObject", Amazon S3 API Reference, names each pair; the rest is RFC 9110, section 13.
const CASES: readonly Case[] = [
  ['the ETag matches', (IfMatch) => ({ IfMatch }), 200],
  ['the ETag matches without its quotes', (etag) => ({ IfMatch: etag.replaceAll('"', '') }), 200],
  ['any ETag matches', () => ({ IfMatch: '*' }), 200],
  ['one of the ETags matches', (etag) => ({ IfMatch: `${OTHER}, ${etag}` }), 200],
  ['the ETag is another', () => ({ IfMatch: OTHER }), 412],
  ['the ETag must differ and does', () => ({ IfNoneMatch: OTHER }), 200],
  ['the ETag must differ and does not', (IfNoneMatch) => ({ IfNoneMatch }), 304],
  ['it changed since', (_, modified) => ({ IfModifiedSince: before(modified) }), 200],
  ['it did not change since', (_, IfModifiedSince) => ({ IfModifiedSince }), 304],
  ['it did not change since, as asked', (_, IfUnmodifiedSince) => ({ IfUnmodifiedSince }), 200],
  ['it changed since, not as asked', (_, modified) => ({ IfUnmodifiedSince: before(modified) }), 412],
  [
    'the ETag matches, though it changed since',
    (IfMatch, modified) => ({ IfMatch, IfUnmodifiedSince: before(modified) }),
    200,
  ],
  [
    'the ETag is the known one, though it changed since',
    (IfNoneMatch, modified) => ({ IfNoneMatch, IfModifiedSince: before(modified) }),
    304,
  ],
  [
    'the ETag is not the known one, though it did not change since',
    (_, IfModifiedSince) => ({ IfNoneMatch: OTHER, IfModifiedSince }),
    200,
  ],
];

describe.each(CASES)('where %s', (_what, conditionOf, status) => {
  test(`GetObject and HeadObject answer ${status}`, async () => {
    const { s3, ETag, LastModified } = await setUp();
    const asked = { ...where, ...conditionOf(ETag, LastModified) };
    const statusOf = (sent: Promise<{ readonly $metadata: { readonly httpStatusCode?: number | undefined } }>) =>
      sent.then(
        ({ $metadata }) => $metadata.httpStatusCode,
        (error) => Object(error).$metadata?.httpStatusCode,
      );
    expect(await statusOf(s3.send(new GetObjectCommand(asked)))).toBe(status);
    expect(await statusOf(s3.send(new HeadObjectCommand(asked)))).toBe(status);
  });
});

test('a condition that fails is PreconditionFailed, by name', async () => {
  const { s3 } = await setUp();
  const read = new GetObjectCommand({ ...where, IfMatch: OTHER });
  await expect(s3.send(read)).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('a range of an object that is still the same is read with its ETag', async () => {
  const { s3, ETag } = await setUp();
  const read = await s3.send(new GetObjectCommand({ ...where, IfMatch: ETag, Range: 'bytes=1-2' }));
  expect([await read.Body?.transformToString(), read.ContentRange]).toEqual(['od', 'bytes 1-2/4']);
  const head = await s3.send(new HeadObjectCommand({ ...where, Range: 'bytes=1-2' }));
  expect([head.ContentLength, head.$metadata.httpStatusCode]).toEqual([2, 206]);
});

test.each(['folder/', 'a//b'])('under the key %j, which no object can have here, there is none', async (Key) => {
  const { s3 } = await setUp();
  await expect(s3.send(new GetObjectCommand({ Bucket: 'open', Key }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new HeadObjectCommand({ Bucket: 'open', Key }))).rejects.toMatchObject({ name: 'NotFound' });
});
