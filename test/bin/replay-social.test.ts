import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveLaptopFile, OPERATOR_ACCESS_KEY } from 'aws-laptop';
import { createCloudFormation, createLambdaService, type Endpoint, OPERATOR, startEndpoint } from 'aws-laptop/services';
import { smallTemplate } from 'aws-laptop/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deadLetters } from '../../bin/cli/dead-letters.ts';
import { redrive, redriveLines } from '../../bin/cli/redrive.ts';
import { runLake } from '../support/laptop.ts';
import { type TestQueue, testQueue } from '../support/queue.ts';

const QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/Failed';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:Social';
const OUTPUTS = { SocialFailedQueueUrl: { Value: QUEUE_URL }, SocialFunctionName: { Value: 'Social' } };
/** What must never be printed: the phone of every message. */
const PHONE = '15550100001';

/** What the function does with a message, by its text; it stores any other. */
type Behaviour = Readonly<Record<string, { readonly errorType: string; readonly errorMessage: string }>>;

let dataDir: string;
let endpoint: Endpoint | undefined;
let queue: TestQueue;
let invoked: unknown[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lake-'));
  queue = testQueue(QUEUE_URL);
  invoked = [];
});
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

/** Lambda's record of a call that failed to the end. Source: "Capturing records of Lambda asynchronous invocations". */
function record(text: string): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-20T10:00:00.000Z',
    requestContext: { requestId: 'r-1', functionArn: ARN, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: event(text),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'not stored' },
  });
}

function event(text: string) {
  const Message = JSON.stringify({ whatsAppWebhookEntry: text, phone: PHONE });
  return { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: { MessageId: text, Message } }] };
}

async function start(
  behaviour: Behaviour = {},
  Outputs: Readonly<Record<string, unknown>> = OUTPUTS,
  functionName = 'Social',
): Promise<void> {
  const template = smallTemplate({ Resources: {}, Outputs });
  const lambda = createLambdaService({
    definitions: [Object({ name: functionName, arn: ARN.replace('Social', functionName) })],
    region: 'us-east-1',
    accountId: '123456789012',
    onEventFailure: () => expect.unreachable('it is called asynchronously'),
    async invoke(_principal, _arn, called) {
      invoked.push(called);
      const functionError = behaviour[Object(called).Records[0].Sns.MessageId];
      return functionError ? { payload: functionError, functionError } : { payload: null };
    },
  });
  const cloudformation = createCloudFormation({ template, createdAt: new Date(0) });
  endpoint = await startEndpoint({
    services: [cloudformation.service, lambda, queue.service],
    principalForKey: () => OPERATOR,
  });
  const { stackName, region } = template;
  leaveLaptopFile(dataDir, {
    endpoint: endpoint.url,
    region,
    stackName,
    accessKeyId: OPERATOR_ACCESS_KEY,
    pid: process.pid,
  });
}

/** As the command does after it has counted, in this process: starting the command takes a second each time. */
async function redriven(limit = Number.POSITIVE_INFINITY) {
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const clientConfig = { endpoint: endpoint?.url ?? '', region: 'us-east-1', credentials };
  const values = new Map(Object.entries(OUTPUTS).map(([name, { Value }]) => [name, Value]));
  const letters = deadLetters({ stackName: 'Lake', clientConfig, output: (name) => values.get(name) ?? '' });
  const done = await redrive(letters, { limit, stop: () => false, onMessage: () => undefined });
  expect(redriveLines(done)).not.toContain(PHONE);
  return done;
}

async function replaySocial(...words: readonly string[]) {
  const result = await runLake(dataDir, ['replay', '--from', 'social', ...words]);
  expect(result.stdout + result.stderr).not.toContain(PHONE);
  return result;
}

const failure = { errorType: 'Error', errorMessage: `+${PHONE} is not stored` };

describe('lake replay --from social', () => {
  test('hands each message’s event to the function as SNS gave it, and deletes what was stored', async () => {
    for (const text of ['a', 'b', 'c']) queue.send(record(text));
    await start();
    const { exitCode, stdout } = await replaySocial();
    expect([exitCode, queue.bodies()]).toEqual([0, []]);
    expect(invoked).toEqual(['a', 'b', 'c'].map(event));
    expect(stdout).toMatch(/^Counted\nwaiting {4}3\nin flight {2}0 .*\n/);
    expect(stdout).toMatch(/Replayed\nstored +3 {2}and deleted from the queue\n$/);
  });

  test('takes more messages than SQS gives at once', async () => {
    for (let n = 0; n < 23; n += 1) queue.send(record(`m${n}`));
    await start();
    expect(await redriven()).toEqual({ stored: 23, unreadable: 0, failed: {}, gaveUp: false });
    expect([queue.bodies(), new Set(invoked.map((one) => JSON.stringify(one))).size]).toEqual([[], 23]);
  });

  test('only counts with --dry-run: the function is not called, and no message is hidden', async () => {
    queue.send(record('a'));
    await start();
    const { exitCode, stdout } = await replaySocial('--dry-run');
    expect([exitCode, invoked, queue.bodies()]).toEqual([0, [], [record('a')]]);
    expect(stdout).toBe('Counted\nwaiting    1\nin flight  0  (visible again within 5 minutes)\n');
    expect(await redriven()).toMatchObject({ stored: 1 });
  });

  test('keeps a message that fails, ends with 1, and tries it again at the next call', async () => {
    for (const text of ['a', 'bad', 'c']) queue.send(record(text));
    await start({ bad: failure });
    const { exitCode, stdout } = await replaySocial();
    expect([exitCode, queue.bodies()]).toEqual([1, [record('bad')]]);
    expect(stdout).toMatch(/stored +2 .*\nfailed: Error +1 {2}kept in the queue\n/);
    expect(await redriven()).toMatchObject({ failed: {} });
    queue.passTime(300);
    expect(await redriven()).toMatchObject({ stored: 0, failed: { Error: 1 } });
    expect(invoked).toHaveLength(4);
  });

  test('tries a message once, even if it is visible again before the others are done', async () => {
    for (const text of ['bad', 'a']) queue.send(record(text));
    await start({ bad: failure });
    queue.hideNothing();
    expect(await redriven()).toEqual({ stored: 1, unreadable: 0, failed: { Error: 1 }, gaveUp: false });
    expect(invoked).toHaveLength(2);
  });

  test('keeps what is no record of a failed call, and does not call the function with it', async () => {
    const strange = ['+1 555 010 0001', '{}', JSON.stringify({ requestPayload: { Records: [{ Sns: {} }] } })];
    for (const body of strange) queue.send(body);
    await start();
    expect(await redriven()).toMatchObject({ stored: 0, unreadable: 3 });
    expect([invoked, queue.bodies()]).toEqual([[], strange]);
  });

  test('tries --limit messages and no more', async () => {
    for (const text of ['a', 'b', 'c']) queue.send(record(text));
    await start();
    expect(await redriven(2)).toMatchObject({ stored: 2 });
    expect([invoked.length, queue.bodies()]).toEqual([2, [record('c')]]);
  });

  test('ends when ten in a row fail, and says so', async () => {
    const texts = Array.from({ length: 15 }, (_, n) => `bad${n}`);
    for (const text of texts) queue.send(record(text));
    await start(Object.fromEntries(texts.map((text) => [text, failure])));
    const done = await redriven();
    expect([done.gaveUp, invoked.length, queue.bodies().length]).toEqual([true, 10, 15]);
    expect(redriveLines(done)).toContain('10 messages in a row failed');
  });

  test('leaves a message in the queue when the function cannot be called', async () => {
    queue.send(record('a'));
    await start({}, OUTPUTS, 'Another');
    await expect(redriven()).rejects.toThrow(/Function not found/);
    expect(queue.bodies()).toEqual([record('a')]);
  });

  test('says so when the stack has no topic', async () => {
    await start({}, {});
    const { exitCode, stderr } = await replaySocial();
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('no output SocialFailedQueueUrl')]);
  });
});

describe('what to replay', () => {
  test.each([
    [[], /--from raw, --from failed or --from social/],
    [['--from', 'raw', '--source', 'raw'], /'--from <store>' cannot be used with option '--source <store>'/],
    [['--source', 'social'], /Allowed choices are raw, failed/],
    [['--from', 'social', '--since', '2026-11-20'], /--since does not go with --from social/],
    [['--from', 'social', '--from-source', 'meta'], /--from-source does not go with --from social/],
  ])('is refused as %j', async (words, message) => {
    const { exitCode, stderr } = await runLake(dataDir, ['replay', ...words]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
