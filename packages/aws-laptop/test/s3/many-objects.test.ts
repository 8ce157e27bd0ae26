import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../src/s3/object-store.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const template = smallTemplate({
  Resources: {
    Open: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'open' } },
    Another: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'another' } },
    ...roleWith('Owner', [allow('s3:*', '*')]),
    ...roleWith('Cleaner', [allow('s3:DeleteObject', 'arn:aws:s3:::open/old/*')]),
  },
});

async function setUp(...keys: readonly string[]) {
  const store = createObjectStore({ template, rootDir: temporaryFolder() });
  const endpoint = await serveForTest(template, [store.service]);
  const clientOf = (role: string) => new S3Client(settingsFor(endpoint, role));
  const s3 = clientOf('Owner');
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'open', Key, Body: 'body' }));
  const left = async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'open' }));
    return Contents.map(({ Key }) => Key);
  };
  return { s3, clientOf, left };
}

const deletionOf = (keys: readonly string[], more: { readonly Quiet?: boolean } = {}, Bucket = 'open') =>
  new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })), ...more } });

describe('DeleteObjects', () => {
  test('deletes each key, whatever it is spelt with, and one that is not there', async () => {
    const keys = ['a&b<c>"d\'', 'é + %/x', 'kept'];
    const { s3, left } = await setUp(...keys);
    const { Deleted, Errors } = await s3.send(deletionOf([...keys.slice(0, 2), 'none']));
    expect(Deleted?.map(({ Key }) => Key)).toEqual([...keys.slice(0, 2), 'none']);
    expect(Errors).toBeUndefined();
    expect(await left()).toEqual(['kept']);
  });

  test('is allowed for each key by itself', async () => {
    const { clientOf, left } = await setUp('old/a', 'new/a');
    const { Deleted, Errors } = await clientOf('Cleaner').send(deletionOf(['old/a', 'new/a']));
    expect(Deleted).toEqual([{ Key: 'old/a' }]);
    expect(Errors).toMatchObject([{ Key: 'new/a', Code: 'AccessDenied' }]);
    expect(await left()).toEqual(['new/a']);
  });

  test('names what failed alone when it is quiet', async () => {
    const { clientOf } = await setUp('old/a', 'new/a');
    const { Deleted, Errors } = await clientOf('Cleaner').send(deletionOf(['old/a', 'new/a'], { Quiet: true }));
    expect([Deleted, Errors?.length]).toEqual([undefined, 1]);
  });

  test('of a version, of too many or in no bucket is refused', async () => {
    const { s3 } = await setUp();
    const ofVersion = { Bucket: 'open', Delete: { Objects: [{ Key: 'a', VersionId: '1' }] } };
    await expect(s3.send(new DeleteObjectsCommand(ofVersion))).rejects.toMatchObject({ name: 'NotImplemented' });
    const many = Array.from({ length: 1_001 }, (_, index) => `k${index}`);
    await expect(s3.send(deletionOf(many))).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(s3.send(deletionOf(['a'], {}, 'nobodys'))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

test('the buckets of the template are listed, to whom may list them', async () => {
  const { s3, clientOf } = await setUp();
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toEqual(['another', 'open']);
  expect(Buckets[0]?.CreationDate).toBeInstanceOf(Date);
  await expect(clientOf('Cleaner').send(new ListBucketsCommand({}))).rejects.toThrow('s3:ListAllMyBuckets');
});
