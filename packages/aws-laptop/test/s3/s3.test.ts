import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { createObjectStore } from '../../src/s3/object-store.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };
const delegated = {
  Effect: 'Allow',
  Action: 'kms:*',
  Resource: '*',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
};
const sealed = {
  ServerSideEncryptionConfiguration: [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } },
  ],
};

const template = smallTemplate({
  Resources: {
    Open: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'open' } },
    Sealed: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'sealed', BucketEncryption: sealed } },
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [delegated] } } },
    ...roleWith('Owner', [allow('s3:*', '*')]),
    ...roleWith('KeyUser', [allow('s3:*', '*'), allow(['kms:GenerateDataKey*', 'kms:Decrypt'], keyArn)]),
    ...roleWith('Sealer', [allow('s3:*', '*'), allow('kms:GenerateDataKey', keyArn)]),
    ...roleWith('Reader', [allow('s3:GetObject', 'arn:aws:s3:::open/raw/*')]),
  },
});

async function setUp(role = 'Owner') {
  const rootDir = temporaryFolder();
  const store = createObjectStore({ template, rootDir });
  const endpoint = await serveForTest(template, [store.service]);
  const clientOf = (roleName: string) => new S3Client(settingsFor(endpoint, roleName));
  return { rootDir, store, clientOf, s3: clientOf(role) };
}

const put = (s3: S3Client, Key: string, Body: string | Buffer | Readable = 'body', Bucket = 'open') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));

describe('an object', () => {
  test('is read as it was written, byte for byte, with its MD5 as ETag', async () => {
    const { s3 } = await setUp();
    const body = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 256));
    const { ETag } = await put(s3, 'dt=2026-11-20/part 1+é%.parquet', body);
    const read = await s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'dt=2026-11-20/part 1+é%.parquet' }));
    expect(Buffer.from((await read.Body?.transformToByteArray()) ?? [])).toEqual(body);
    expect(read.ETag).toBe(ETag);
    expect(ETag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  test('lies in the bucket’s folder under its key, and nothing half written lies beside it', async () => {
    const { s3, rootDir, store } = await setUp();
    await put(s3, 'dt=2026-11-20/a.json', '{}');
    expect(readFileSync(join(store.folderOf('open'), 'dt=2026-11-20', 'a.json'), 'utf8')).toBe('{}');
    expect(readdirSync(store.folderOf('open'), { recursive: true })).toEqual([
      'dt=2026-11-20',
      join('dt=2026-11-20', 'a.json'),
    ]);
    expect(readdirSync(join(rootDir, '.uploads'))).toEqual([]);
  });

  test('sent in chunks with a trailing checksum is stored without them', async () => {
    const { s3 } = await setUp();
    const parts = ['a'.repeat(70_000), 'b'.repeat(10)];
    const command = new PutObjectCommand({
      Bucket: 'open',
      Key: 'streamed',
      Body: Readable.from(parts.map((part) => Buffer.from(part))),
      ContentLength: 70_010,
    });
    await s3.send(command);
    const read = await s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'streamed' }));
    expect(await read.Body?.transformToString()).toBe(parts.join(''));
  });

  test.each([
    ['bytes=1-3', 'ody', 'bytes 1-3/4'],
    ['bytes=-2', 'dy', 'bytes 2-3/4'],
    ['bytes=2-', 'dy', 'bytes 2-3/4'],
    ['bytes=0-99', 'body', 'bytes 0-3/4'],
    ['bytes=3-1', 'body', undefined],
  ])('asked for with %s gives %j', async (Range, text, ContentRange) => {
    const { s3 } = await setUp();
    await put(s3, 'a');
    const read = await s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'a', Range }));
    expect([await read.Body?.transformToString(), read.ContentRange]).toEqual([text, ContentRange]);
  });

  test('asked for past its end is InvalidRange', async () => {
    const { s3 } = await setUp();
    await put(s3, 'a');
    const past = new GetObjectCommand({ Bucket: 'open', Key: 'a', Range: 'bytes=4-' });
    await expect(s3.send(past)).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('tells its size and time without its body, and is gone once deleted', async () => {
    const { s3 } = await setUp();
    const where = { Bucket: 'open', Key: 'a' };
    await put(s3, 'a');
    const head = await s3.send(new HeadObjectCommand(where));
    expect(head.ContentLength).toBe(4);
    expect(Math.abs(Date.now() - (head.LastModified?.getTime() ?? 0))).toBeLessThan(5000);
    await s3.send(new DeleteObjectCommand(where));
    await s3.send(new DeleteObjectCommand(where));
    await expect(s3.send(new HeadObjectCommand(where))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(s3.send(new GetObjectCommand(where))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('written only if new is not replaced, and leaves no upload behind', async () => {
    const { s3, rootDir } = await setUp();
    const once = (Body: string) => s3.send(new PutObjectCommand({ Bucket: 'open', Key: 'a', Body, IfNoneMatch: '*' }));
    await once('first');
    await expect(once('second')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const read = await s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'a' }));
    expect(await read.Body?.transformToString()).toBe('first');
    expect(readdirSync(join(rootDir, '.uploads'))).toEqual([]);
  });

  test.each(['../escape', 'a/../b', 'a//b', './a', 'folder/', 'a\\b', 'a\0b', 'x'.repeat(256)])(
    'under the key %j is refused, and nothing is written',
    async (Key) => {
      const { store, rootDir } = await setUp();
      const owner = template.principalOf('arn:aws:iam::123456789012:role/Owner');
      await expect(store.put(owner, 'open', Key, Buffer.from('x'))).rejects.toMatchObject({ code: 'InvalidArgument' });
      expect(readdirSync(store.folderOf('open'))).toEqual([]);
      expect(existsSync(join(rootDir, 'escape'))).toBe(false);
    },
  );

  test('whose key is the folder of another is refused in plain words', async () => {
    const { s3 } = await setUp();
    await put(s3, 'a/b');
    await expect(put(s3, 'a')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(put(s3, 'a/b/c')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('a listing', () => {
  test('comes in pages sorted by bytes, with folders folded by the delimiter', async () => {
    const { s3 } = await setUp();
    for (const key of ['b', 'a/2', 'a/1', 'a-1', 'Z', 'é']) await put(s3, key);
    const pages: string[][] = [];
    let ContinuationToken: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket: 'open', Delimiter: '/', MaxKeys: 2, ContinuationToken });
      const page = await s3.send(command);
      const groups = (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? '');
      pages.push([...(page.Contents ?? []).map(({ Key }) => Key ?? ''), ...groups]);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(pages).toEqual([['Z', 'a-1'], ['b', 'a/'], ['é']]);
  });

  test('gives what begins with the prefix, which may end inside a name', async () => {
    const { s3 } = await setUp();
    for (const key of ['raw/2026/1', 'raw/2027/1', 'rows/1']) await put(s3, key);
    const list = async (Prefix: string, StartAfter?: string) => {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: 'open', Prefix, StartAfter }));
      return (page.Contents ?? []).map(({ Key }) => Key);
    };
    expect(await list('ra')).toEqual(['raw/2026/1', 'raw/2027/1']);
    expect(await list('raw/2027')).toEqual(['raw/2027/1']);
    expect(await list('ra', 'raw/2026/1')).toEqual(['raw/2027/1']);
    expect(await list('../')).toEqual([]);
    expect(await list('/raw')).toEqual([]);
  });

  test('tells each object’s size and ETag, the same as its own', async () => {
    const { s3 } = await setUp();
    const { ETag } = await put(s3, 'a');
    const page = await s3.send(new ListObjectsV2Command({ Bucket: 'open' }));
    expect(page.Contents).toMatchObject([{ Key: 'a', Size: 4, ETag }]);
    expect([page.KeyCount, page.IsTruncated]).toEqual([1, false]);
  });
});

describe('a bucket', () => {
  test('tells that it is there and where, and one outside the template is NoSuchBucket', async () => {
    const { s3 } = await setUp();
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'open' }))).BucketRegion).toBe('us-east-1');
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'open' }))).LocationConstraint).toBeUndefined();
    await expect(put(s3, 'a', 'x', 'other')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('with a property that would change what it does is refused when the stack starts', () => {
    const Open = { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: {} } };
    const noisy = smallTemplate({ Resources: { Open } });
    expect(() => createObjectStore({ template: noisy, rootDir: temporaryFolder() })).toThrow(
      /does not cover NotificationConfiguration of the bucket Open/,
    );
  });

  test('in a folder that cannot be made is refused in one sentence', () => {
    expect(() => createObjectStore({ template, rootDir: '/dev/null/shop' })).toThrow(
      /^The folder \/dev\/null\/shop\/\.uploads cannot be made \(ENOTDIR\): choose another data folder\.$/,
    );
  });
});

describe('a role', () => {
  const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

  test('without the grant gets AccessDenied', async () => {
    const { clientOf, s3: owner } = await setUp();
    await put(owner, 'raw/a');
    await put(owner, 'events/a');
    const s3 = clientOf('Reader');
    await s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'raw/a' }));
    await expect(s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'events/a' }))).rejects.toMatchObject(denied);
    await expect(put(s3, 'raw/b')).rejects.toMatchObject(denied);
    await expect(s3.send(new DeleteObjectCommand({ Bucket: 'open', Key: 'raw/a' }))).rejects.toMatchObject(denied);
    await expect(s3.send(new ListObjectsV2Command({ Bucket: 'open' }))).rejects.toMatchObject(denied);
  });

  test('that may not list a bucket does not learn that an object is missing', async () => {
    const { s3 } = await setUp('Reader');
    await expect(s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'raw/none' }))).rejects.toMatchObject(denied);
  });

  test('needs the bucket’s key too: GenerateDataKey to write, Decrypt to read', async () => {
    const { clientOf } = await setUp();
    const read = (s3: S3Client) => s3.send(new GetObjectCommand({ Bucket: 'sealed', Key: 'a' }));
    await expect(put(clientOf('Owner'), 'a', 'x', 'sealed')).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('kms:GenerateDataKey on resource: arn:aws:kms:'),
    });
    await put(clientOf('Sealer'), 'a', 'x', 'sealed');
    await expect(read(clientOf('Sealer'))).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('kms:Decrypt'),
    });
    expect(await (await read(clientOf('KeyUser'))).Body?.transformToString()).toBe('x');
  });
});

test('tags need an object and the permission, and are not kept', async () => {
  const { s3, clientOf } = await setUp();
  const tag = (client: S3Client, Key: string) =>
    client.send(
      new PutObjectTaggingCommand({ Bucket: 'open', Key, Tagging: { TagSet: [{ Key: 'superseded', Value: 'true' }] } }),
    );
  await put(s3, 'raw/a');
  await tag(s3, 'raw/a');
  await expect(tag(s3, 'raw/none')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(tag(clientOf('Reader'), 'raw/a')).rejects.toMatchObject({ name: 'AccessDenied' });
  const read = new GetObjectTaggingCommand({ Bucket: 'open', Key: 'raw/a' });
  await expect(s3.send(read)).rejects.toMatchObject({ name: 'NotImplemented' });
});

describe('a copy', () => {
  const copy = (s3: S3Client, CopySource: string, Key = 'copy', Bucket = 'sealed') =>
    s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));

  test('has the bytes of its source, under any key, and its source stays', async () => {
    const { s3 } = await setUp('KeyUser');
    await put(s3, 'failed/dt=1/a+é %', 'body');
    const { CopyObjectResult } = await copy(s3, `open/${encodeURIComponent('failed/dt=1/a+é %')}`, 'failed/dt=1/a+é %');
    for (const Bucket of ['open', 'sealed']) {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'failed/dt=1/a+é %' }));
      expect([await Body?.transformToString(), ETag]).toEqual(['body', CopyObjectResult?.ETag]);
    }
  });

  test('needs reading the source and writing the target, with the keys of both', async () => {
    const { s3, clientOf } = await setUp();
    await put(s3, 'raw/a');
    await put(clientOf('KeyUser'), 'raw/b', 'body', 'sealed');
    await expect(copy(clientOf('Reader'), 'open/raw/a')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(copy(s3, 'open/raw/a')).rejects.toThrow(/kms:GenerateDataKey/);
    await expect(copy(clientOf('Sealer'), 'sealed/raw/b')).rejects.toThrow(/kms:Decrypt/);
    await copy(clientOf('Sealer'), '/open/raw/a');
  });

  test('of nothing, of a version or to itself is refused as S3 does', async () => {
    const { s3 } = await setUp();
    await put(s3, 'raw/a');
    await expect(copy(s3, 'open/raw/none')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy(s3, 'open/raw/a?versionId=1')).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(copy(s3, 'open/raw/a', 'raw/a', 'open')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(copy(s3, 'open')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('a bucket’s own policy', () => {
  const arn = (role: string) => `arn:aws:iam::123456789012:role/${role}`;
  const statement = (Effect: string, more: Record<string, unknown>) => ({ Effect, Principal: { AWS: '*' }, ...more });
  const withPolicy = (...Statement: readonly unknown[]) =>
    smallTemplate({
      Resources: {
        Open: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'open' } },
        OpenPolicy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Open' }, PolicyDocument: { Version: '2012-10-17', Statement } },
        },
        ...roleWith('Owner', [allow('s3:*', '*')]),
        ...roleWith('Nobody', []),
        ...roleWith('Barred', [{ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }]),
      },
    });
  const storeOf = (policed: typeof template) => createObjectStore({ template: policed, rootDir: temporaryFolder() });
  const putAs = (policed: typeof template, role: string, key: string) =>
    storeOf(policed).put(policed.principalOf(arn(role)), 'open', key, Buffer.from('body'));

  test('denies whoever it names, whatever their own policies allow', async () => {
    const Condition = { ArnNotEquals: { 'aws:PrincipalArn': [arn('Writer'), arn('Reader')] } };
    const sealedFolder = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::open/failed/*', Condition };
    const policed = withPolicy(statement('Deny', sealedFolder));
    await expect(putAs(policed, 'Owner', 'failed/a')).rejects.toThrow(/policy .* denies it explicitly/);
    await putAs(policed, 'Owner', 'events/a');
    const named = { ...sealedFolder, Condition: { ArnNotEquals: { 'aws:PrincipalArn': arn('Owner') } } };
    await putAs(withPolicy(statement('Deny', named)), 'Owner', 'failed/a');
  });

  test('allows whom it names, unless their own policies deny it', async () => {
    const open = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::open/*' };
    const policed = withPolicy(statement('Allow', { ...open, Principal: { AWS: [arn('Nobody'), arn('Barred')] } }));
    await putAs(policed, 'Nobody', 'a');
    await expect(putAs(policed, 'Barred', 'a')).rejects.toMatchObject({ code: 'AccessDenied' });
    const ofAccount = { ...open, Principal: { AWS: 'arn:aws:iam::123456789012:root' } };
    await expect(putAs(withPolicy(statement('Allow', ofAccount)), 'Nobody', 'a')).rejects.toMatchObject({
      code: 'AccessDenied',
    });
  });

  test('that the laptop stack cannot evaluate is refused when the stack starts', () => {
    const odd = { Action: 's3:*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    expect(() => storeOf(withPolicy(statement('Deny', odd)))).toThrow(/does not cover the Condition/);
    const { Principal: _, ...rest } = statement('Deny', { Action: 's3:*', Resource: '*' });
    expect(() => storeOf(withPolicy({ ...rest, NotPrincipal: { AWS: arn('Owner') } }))).toThrow(/NotPrincipal/);
  });
});

describe('what the laptop’s S3 does not cover is NotImplemented', () => {
  test('an operation, by name', async () => {
    const { s3 } = await setUp();
    const attributes = new GetObjectAttributesCommand({ Bucket: 'open', Key: 'a', ObjectAttributes: ['ObjectSize'] });
    await expect(s3.send(attributes)).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  test.each([
    [{ Metadata: { a: 'b' } }, 'x-amz-meta-a'],
    [{ ContentEncoding: 'gzip' }, 'Content-Encoding gzip'],
    [{ Tagging: 'a=b' }, 'x-amz-tagging'],
    [{ IfMatch: '*' }, 'If-Match: *'],
    [{ IfMatch: '"x"', IfNoneMatch: '*' }, 'If-Match beside If-None-Match'],
    [{ IfNoneMatch: '"x"' }, 'If-None-Match: "x"'],
  ])('a PutObject with %j', async (option, named) => {
    const { s3 } = await setUp();
    const command = new PutObjectCommand({ Bucket: 'open', Key: 'a', Body: 'x', ...option });
    await expect(s3.send(command)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(named),
    });
  });
});
