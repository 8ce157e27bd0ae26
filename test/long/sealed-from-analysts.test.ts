import { randomBytes } from 'node:crypto';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { accessKeyFor, readTemplate } from 'aws-laptop';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../bin/start/build.ts';
import { type Laptop, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';

/** What an analyst's role can fetch from the buckets while failed records lie in them, searched for what was sent. */
const PLANTED = ['15550100042', 'Ada Planted', 'ada.planted@example.com'];

let assembly: string;
let laptop: Laptop;
let analyst: S3Client;

/** The cloud assembly with a role that has the analysts' policy, as the account's owner would make one. */
async function withAnalyst(): Promise<string> {
  const folder = temporaryFolder();
  cpSync((await build()).assembly, folder, { recursive: true });
  const file = join(folder, 'WhatsAppEventLake.template.json');
  const template: { Resources: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'));
  const policy = Object.keys(template.Resources).find((id) => id.startsWith('RolesAnalyst'));
  const Properties = { RoleName: 'Analyst', ManagedPolicyArns: [{ Ref: policy }] };
  template.Resources.Analyst = { Type: 'AWS::IAM::Role', Properties };
  writeFileSync(file, JSON.stringify(template));
  return folder;
}

/** A message that fits no record even when compressed: it fails, and its parts lie under failed/ with all that is in them. */
function tooLarge(): string {
  const message = {
    id: 'wamid.planted',
    from: PLANTED[0],
    timestamp: '1795190400',
    type: 'text',
    text: { body: `${PLANTED[2]} ${randomBytes(1_500_000).toString('base64')}` },
  };
  const value = { contacts: [{ wa_id: PLANTED[0], profile: { name: PLANTED[1] } }], messages: [message] };
  return JSON.stringify({ entry: [{ id: '102290129340398', changes: [{ field: 'messages', value }] }] });
}

beforeAll(async () => {
  assembly = await withAnalyst();
  laptop = await startLaptop(temporaryFolder(), assembly);
  expect((await runLake(laptop.dataDir, ['deliver', 'meta', '-'], tooLarge())).exitCode).toBe(0);
  expect((await laptop.lake('flush')).stdout).toMatch(/ failed/);
  const { accountId, region } = readTemplate(assembly);
  analyst = new S3Client({
    endpoint: laptop.endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKeyFor(`arn:aws:iam::${accountId}:role/Analyst`), secretAccessKey: 'laptop' },
  });
});

afterAll(async () => {
  await laptop?.close();
  remove(laptop.dataDir, assembly);
});

/** Every object that lies in the laptop's S3, whoever may read it. */
function objects(): readonly { readonly bucket: string; readonly key: string }[] {
  const paths = globSync('s3/*stores{lake,sealed}*/**', { cwd: laptop.dataDir, withFileTypes: true });
  const files = paths.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return files.map((file) => {
    const [, bucket = '', key = ''] = /\/s3\/([^/]+)\/(.+)$/.exec(file) ?? [];
    return { bucket, key };
  });
}

async function fetched(bucket: string, key: string): Promise<Buffer | string> {
  try {
    const { Body } = await analyst.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

describe('an analyst', () => {
  test('sees that records failed, and is denied each of them from the first moment', async () => {
    const lake = objects().find(({ bucket }) => bucket.includes('storeslake'))?.bucket;
    const { Contents = [] } = await analyst.send(new ListObjectsV2Command({ Bucket: lake, Prefix: 'failed/' }));
    expect(Contents.length).toBeGreaterThan(0);
    for (const { Key = '' } of Contents) expect(await fetched(lake ?? '', Key)).toBe('AccessDenied');
  });

  test('is denied everything of the sealed bucket', async () => {
    const sealed = objects().filter(({ bucket }) => bucket.includes('storessealed'));
    expect(sealed.length).toBeGreaterThan(0);
    for (const { bucket, key } of sealed) expect(await fetched(bucket, key)).toBe('AccessDenied');
  });

  test('finds nobody in what is left', async () => {
    const found: string[] = [];
    for (const { bucket, key } of objects()) {
      const body = await fetched(bucket, key);
      if (typeof body === 'string') continue;
      const text = (key.endsWith('.gz') ? gunzipSync(body) : body).toString('latin1');
      found.push(...PLANTED.filter((one) => text.includes(one)).map((one) => `${one} in ${key}`));
    }
    expect(found).toEqual([]);
  });
});
