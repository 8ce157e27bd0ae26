import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { FirehoseClient, PutRecordCommand } from '@aws-sdk/client-firehose';
import { GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AwsError, type AwsService, authorize, jsonService } from '../../src/aws.ts';
import { accessKeyFor, credentialScopeOf } from '../../src/endpoint/credentials.ts';
import { readBody } from '../../src/endpoint/read-body.ts';
import { startEndpoint } from '../../src/endpoint/start-endpoint.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate } from '../../src/testing/small-template.ts';

const STREAM = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/live';
const template = smallTemplate({
  Resources: {
    ...roleWith('Writer', [{ Effect: 'Allow', Action: 'firehose:PutRecord', Resource: STREAM }]),
    ...roleWith('Stranger', []),
  },
});

const firehose = jsonService('firehose', {
  PutRecord: async (_, principal) => {
    authorize(principal, 'firehose:PutRecord', STREAM);
    return { RecordId: `by ${principal.arn}` };
  },
});

const failing = (signingName: string, error: Error): AwsService => ({
  signingName,
  handle: () => Promise.reject(error),
});

const record = new PutRecordCommand({ DeliveryStreamName: 'live', Record: { Data: Buffer.from('x') } });

describe('a call', () => {
  test('reaches the service its signature names, as the role whose key signed it', async () => {
    const endpoint = await serveForTest(template, [failing('s3', new Error('not me')), firehose]);
    const { RecordId } = await new FirehoseClient(settingsFor(endpoint, 'Writer')).send(record);
    expect(RecordId).toBe('by arn:aws:iam::123456789012:role/Writer');
  });

  test('without the grant is AccessDenied, naming role, action and resource', async () => {
    const endpoint = await serveForTest(template, [firehose]);
    await expect(new FirehoseClient(settingsFor(endpoint, 'Stranger')).send(record)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/role\/Stranger .*firehose:PutRecord on resource: .*deliverystream\/live/),
    });
  });

  test('with a key of no role is refused with 403', async () => {
    const endpoint = await serveForTest(template, [firehose]);
    await expect(new FirehoseClient(settingsFor(endpoint, 'Nobody')).send(record)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('without a signature is refused with 403', async () => {
    const endpoint = await serveForTest(template, [firehose]);
    const answer = await fetch(endpoint.url, { method: 'POST', body: '{}' });
    expect([answer.status, await answer.json()]).toMatchObject([403, { __type: 'MissingAuthenticationToken' }]);
  });

  test('to a service that is not there is refused by its name', async () => {
    const endpoint = await serveForTest(template, [firehose]);
    await expect(
      new CloudFormationClient(settingsFor(endpoint, 'Writer')).send(new DescribeStacksCommand({})),
    ).rejects.toMatchObject({ name: 'UnknownService', message: expect.stringContaining('covers firehose') });
  });
});

describe('what comes from a web page, or by a name that one can have made, is refused with 403', () => {
  const scope = () =>
    `${accessKeyFor('arn:aws:iam::123456789012:role/Writer')}/20261120/us-east-1/firehose/aws4_request`;

  /** A call that is signed as the role's, with headers that an SDK does not send. */
  async function call(
    headers: (port: string) => Readonly<Record<string, string>>,
    query = '',
  ): Promise<[number, string]> {
    const endpoint = await serveForTest(template, [firehose]);
    const { port } = new URL(endpoint.url);
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope()}, SignedHeaders=host, Signature=0`;
    const signed = query === '' ? { authorization, 'x-amz-target': 'Firehose_20150804.PutRecord' } : {};
    const sent = request(`${endpoint.url}/${query}`, { method: 'POST', headers: { ...signed, ...headers(port) } });
    sent.end('{}');
    const [answer]: IncomingMessage[] = await once(sent, 'response');
    return [answer?.statusCode ?? 0, answer === undefined ? '' : await text(answer)];
  }

  test.each(['127.0.0.1', 'localhost', '[::1]'])('not a call to %s', async (name) => {
    expect((await call((port) => ({ host: `${name}:${port}` })))[0]).toBe(200);
  });

  test.each(['evil.example.com', '127.0.0.1.evil.example.com', 'localhost', '127.0.0.1:1'])('host %s', async (host) => {
    const [status, body] = await call((port) => ({ host: host.includes('.com') ? `${host}:${port}` : host }));
    expect([status, body]).toEqual([403, expect.stringMatching(/AccessDenied.* only: use one of them/)]);
  });

  test.each(['http://evil.example.com', 'null', 'http://127.0.0.1:8787'])('origin %s', async (origin) => {
    expect(await call(() => ({ origin }))).toEqual([403, expect.stringContaining('answers no web page')]);
  });

  test.each(['cross-site', 'same-site', 'same-origin'])('Sec-Fetch-Site %s', async (site) => {
    expect(await call(() => ({ 'sec-fetch-site': site }))).toEqual([
      403,
      expect.stringContaining('answers no web page'),
    ]);
  });

  test('credentials in the query', async () => {
    const query = `?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope())}`;
    expect(await call(() => ({}), query)).toEqual([403, expect.stringContaining('MissingAuthenticationToken')]);
  });
});

describe('an error', () => {
  test('of S3 and of CloudFormation is thrown by the SDK under its own name', async () => {
    const s3 = failing('s3', new AwsError('NoSuchKey', 'gone <&>', 404));
    const cloudformation = failing('cloudformation', new AwsError('ValidationError', 'no stack'));
    const endpoint = await serveForTest(template, [s3, cloudformation]);
    const settings = settingsFor(endpoint, 'Writer');
    await expect(new S3Client(settings).send(new GetObjectCommand({ Bucket: 'shop', Key: 'a' }))).rejects.toMatchObject(
      { name: 'NoSuchKey', message: 'gone <&>' },
    );
    await expect(new CloudFormationClient(settings).send(new DescribeStacksCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'no stack',
    });
  });

  test('that answers HEAD has its status and no body', async () => {
    const endpoint = await serveForTest(template, [failing('s3', new AwsError('NoSuchBucket', 'none', 404))]);
    await expect(
      new S3Client(settingsFor(endpoint, 'Writer')).send(new HeadBucketCommand({ Bucket: 'shop' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('that no stand-in meant is InternalFailure in one line, and is reported', async () => {
    const reported: unknown[] = [];
    const mistake = new Error('first line\nsecond line');
    const endpoint = await startEndpoint({
      services: [failing('firehose', mistake)],
      principalForKey: () => template.principalOf('arn:aws:iam::123456789012:role/Writer'),
      onError: (error) => reported.push(error),
    });
    onTestFinished(() => endpoint.close());
    await expect(new FirehoseClient(settingsFor(endpoint, 'Writer')).send(record)).rejects.toMatchObject({
      name: 'InternalFailure',
      message: "The laptop's stand-in failed: first line",
    });
    expect(reported).toEqual([mistake]);
  });
});

describe('a body', () => {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from('four');
    yield Buffer.from('more');
  }

  test('is read whole up to the limit, and one byte over it is 413', async () => {
    expect((await readBody(chunks(), 8)).toString()).toBe('fourmore');
    await expect(readBody(chunks(), 7)).rejects.toMatchObject({ code: 'RequestEntityTooLarge', status: 413 });
  });
});

describe('the endpoint', () => {
  test('says in one sentence that its port is in use', async () => {
    const endpoint = await serveForTest(template, []);
    const port = Number(new URL(endpoint.url).port);
    await expect(startEndpoint({ services: [], principalForKey: () => undefined, port })).rejects.toThrow(
      `Port ${port} is in use: stop what holds it, or choose another port.`,
    );
  });

  test('stays up when a client sends a path that is no URL', async () => {
    const endpoint = await serveForTest(template, [firehose]);
    expect((await fetch(`${endpoint.url}//`)).status).toBe(403);
    expect((await fetch(endpoint.url)).status).toBe(403);
  });

  test('answers the call under way before it closes, and does not wait for idle connections', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = jsonService('firehose', { PutRecord: () => held.then(() => ({ RecordId: 'late' })) });
    const endpoint = await serveForTest(template, [slow]);
    const answer = new FirehoseClient(settingsFor(endpoint, 'Writer')).send(record);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = endpoint.close();
    release();
    expect((await answer).RecordId).toBe('late');
    await closed;
  });
});

describe('a credential scope', () => {
  const scope = 'AKIDEXAMPLE/20261120/us-east-1/s3/aws4_request';

  test('is read from the header', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    expect(credentialScopeOf({ headers: { authorization } })).toEqual({ accessKeyId: 'AKIDEXAMPLE', service: 's3' });
  });

  test('that is malformed is none', () => {
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20261120/s3' };
    expect(credentialScopeOf({ headers })).toBeUndefined();
  });

  test('key of a role looks like AWS’s, is the same all through a start, and differs from another role’s', () => {
    const key = accessKeyFor('arn:aws:iam::123456789012:role/A');
    expect(key).toMatch(/^[A-Z0-9]{20}$/);
    expect(accessKeyFor('arn:aws:iam::123456789012:role/A')).toBe(key);
    expect(accessKeyFor('arn:aws:iam::123456789012:role/B')).not.toBe(key);
  });

  test('key of a role is another one in another process', () => {
    const file = join(import.meta.dirname, '../../src/endpoint/credentials.ts');
    const script = `console.log((await import(${JSON.stringify(file)})).accessKeyFor('arn'))`;
    const keyOf = () => execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(keyOf()).not.toBe(keyOf());
  });
});
