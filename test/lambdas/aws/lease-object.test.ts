import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createObjectStore } from 'aws-laptop/services';
import { roleWith, serveForTest, settingsFor, smallTemplate, temporaryFolder } from 'aws-laptop/testing';
import { describe, expect, test } from 'vitest';
import { withLease } from '../../../lambdas/aws/lease.ts';
import { leaseObjectPorts } from '../../../lambdas/aws/lease-object.ts';

const KEY = 'compaction/lease.json';
const allow = (Action: string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });
/** What a job with a lease is allowed: no deletion. */
const template = smallTemplate({
  Resources: {
    Lake: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'lake' } },
    ...roleWith('Job', [
      allow(['s3:ListBucket'], 'arn:aws:s3:::lake'),
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::lake/compaction/*'),
    ]),
  },
});

async function setUp() {
  const store = createObjectStore({ template, rootDir: temporaryFolder() });
  const s3 = new S3Client(settingsFor(await serveForTest(template, [store.service]), 'Job'));
  return { s3, ports: () => leaseObjectPorts(s3, 'lake', KEY) };
}
const soon = () => Date.now() + 60_000;

describe('a lease in S3', () => {
  test('lets one of many takers work, and the next when that has ended', async () => {
    const { ports } = await setUp();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let working = 0;
    const outcomes = Array.from({ length: 8 }, (_, n) =>
      withLease(ports(), { owner: `job ${n}`, untilMs: soon() }, async (lease) => {
        working += 1;
        await lease.check();
        await ended;
        return n;
      }),
    );
    const busy = await Promise.race(outcomes);
    expect(busy).toMatchObject({ busy: { heldBy: expect.stringMatching(/^job \d$/) } });
    expect(working).toBe(1);
    end();
    expect((await Promise.all(outcomes)).filter((one) => 'done' in one)).toHaveLength(1);
    expect(await withLease(ports(), { owner: 'later', untilMs: soon() }, async () => 1)).toEqual({ done: 1 });
  });

  test('that is no lease stops the job, which names the object', async () => {
    const { s3, ports } = await setUp();
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: KEY, Body: 'text' }));
    const job = withLease(ports(), { owner: 'a', untilMs: soon() }, async () => 1);
    await expect(job).rejects.toThrow(/compaction\/lease\.json is not a lease/);
  });

  test.each([
    ['PreconditionFailed', 412],
    ['ConditionalRequestConflict', 409],
    ['NoSuchKey', 404],
  ])('counts %s as a lost race', async (name) => {
    const send = async () => Promise.reject(Object.assign(new Error('refused'), { name }));
    const client = Object.assign(new S3Client({ region: 'us-east-1' }), { send });
    const ports = leaseObjectPorts(client, 'lake', KEY);
    expect(await ports.write({ owner: 'a', untilMs: 1 }, '"1"')).toBeUndefined();
  });

  test('passes every other refusal on', async () => {
    const { s3 } = await setUp();
    const elsewhere = leaseObjectPorts(s3, 'lake', 'elsewhere/lease.json');
    await expect(elsewhere.write({ owner: 'a', untilMs: 1 }, undefined)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});
