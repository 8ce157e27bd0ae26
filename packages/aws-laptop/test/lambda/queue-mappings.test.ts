import { afterEach, expect, test, vi } from 'vitest';
import type { InvokeResult } from '../../src/aws.ts';
import type { FunctionDefinition } from '../../src/lambda/definition.ts';
import { createQueueMappings } from '../../src/lambda/queue-mappings.ts';
import { createSqs } from '../../src/sqs/sqs.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const ROLE = 'arn:aws:iam::123456789012:role/worker';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:pack';
const QUEUE_ARN = { 'Fn::GetAtt': ['Jobs', 'Arn'] };
const ALL = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

const pack: FunctionDefinition = {
  logicalId: 'Pack',
  name: 'pack',
  arn: ARN,
  roleArn: ROLE,
  bundleFolder: '/bundle',
  handler: 'index.handler',
  timeoutSeconds: 3,
  memoryMiB: 128,
  variables: {},
  logGroupName: '/aws/lambda/pack',
};

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

type Answer = (event: { Records: readonly Record<string, unknown>[] }) => InvokeResult;

interface Options {
  readonly mapping?: Readonly<Record<string, unknown>>;
  readonly actions?: readonly string[];
  readonly queue?: Readonly<Record<string, unknown>>;
}

/** A queue with a visibility timeout of 3 seconds by a clock of its own, mapped to a function that answers so. */
function startMapping(answer: Answer, { mapping = {}, actions = ALL, queue: properties = {} }: Options = {}) {
  const template = smallTemplate({
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs', VisibilityTimeout: 3, ...properties } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: QUEUE_ARN, FunctionName: 'pack', ...mapping },
      },
      ...roleWith('worker', [{ Effect: 'Allow', Action: actions, Resource: QUEUE_ARN }]),
    },
  });
  const clock = { nowMs: 1_000_000 };
  const sqs = createSqs({ template, dataDir: temporaryFolder(), endpoint: () => '', now: () => clock.nowMs });
  const [queue] = sqs.queues;
  if (queue === undefined) throw new Error('The template has a queue.');
  const batches: (readonly Record<string, unknown>[])[] = [];
  const failures: string[] = [];
  const invoke = async (_principal: unknown, _arn: string, event: unknown) => {
    const { Records } = Object(event);
    batches.push(Records);
    return answer({ Records });
  };
  const send = (body: string) => queue.send({ body, attributes: {}, senderId: 'test' });
  const start = () => {
    const onFailure = (_arn: string, reason: string) => void failures.push(reason);
    stop = createQueueMappings({
      template,
      functions: { invoke, definitions: [pack] },
      queues: sqs.queues,
      onFailure,
    }).close;
  };
  return { queue, batches, failures, send, clock, start };
}

const left = (queue: { counts(): { visible: number; hidden: number } }) => {
  const { visible, hidden } = queue.counts();
  return visible + hidden;
};

test('a batch is one event of the documented shape, and its messages are deleted once it succeeded', async () => {
  const { queue, batches, send, start } = startMapping(() => ({ payload: null }));
  send('one');
  const { id } = send('two');
  start();
  await vi.waitFor(() => expect(left(queue)).toBe(0));
  expect(batches.map((records) => records.map(({ body }) => body))).toEqual([['one', 'two']]);
  expect(batches[0]?.[1]).toEqual({
    messageId: id,
    receiptHandle: expect.any(String),
    body: 'two',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1000000',
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: '1000000',
    },
    messageAttributes: {},
    md5OfBody: 'b8a9f715dbb64fd5c56e7783c6820a61',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:jobs',
    awsRegion: 'us-east-1',
  });
});

test('a batch that failed is received again, whole, after the visibility timeout', async () => {
  const error = { errorType: 'Error', errorMessage: 'no' };
  const { queue, batches, failures, send, start, clock } = startMapping(() => ({
    payload: error,
    functionError: error,
  }));
  send('one');
  start();
  await vi.waitFor(() => expect(failures).toEqual(['1 of 1 messages: no']));
  expect(left(queue)).toBe(1);
  clock.nowMs += 3_000;
  await vi.waitFor(() => expect(batches.length).toBe(2));
});

const REPORTS = { mapping: { FunctionResponseTypes: ['ReportBatchItemFailures'] } };

test.each<[string, (ids: readonly string[]) => unknown, number]>([
  ['names one message', ([id]) => ({ batchItemFailures: [{ itemIdentifier: id }] }), 1],
  ['names none', () => ({ batchItemFailures: [] }), 0],
  ['is null', () => null, 0],
  ['names an unknown message', () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }), 2],
  ['names an empty id', () => ({ batchItemFailures: [{ itemIdentifier: '' }] }), 2],
  ['is a text', () => 'done', 2],
])('with partial answers, one that %s leaves that part of the batch', async (_what, payloadOf, kept) => {
  const answer: Answer = ({ Records }) => ({ payload: payloadOf(Records.map(({ messageId }) => String(messageId))) });
  const { queue, batches, send, start } = startMapping(answer, REPORTS);
  send('one');
  send('two');
  start();
  await vi.waitFor(() => expect([batches.length, left(queue)]).toEqual([1, kept]));
});

test.each<[string, Options, RegExp]>([
  ['another source', { mapping: { EventSourceArn: 'arn:aws:kinesis:us-east-1:1:stream/s' } }, /at EventSourceArn/],
  ['a filter', { mapping: { FilterCriteria: {} } }, /Unrecognized key: "FilterCriteria"/],
  ['a batching window', { mapping: { MaximumBatchingWindowInSeconds: 5 } }, /batching windows are not covered/],
  ['an unknown function', { mapping: { FunctionName: 'other' } }, /other is no function of the template/],
  ['a role without the grant', { actions: ['sqs:DeleteMessage'] }, /no permission for sqs:ReceiveMessage/],
  ['a queue whose messages return too early', { queue: { VisibilityTimeout: 2 } }, /\(2 s\) is below .* \(3 s\)/],
])('a mapping with %s is refused at the start', (_what, options, words) => {
  expect(startMapping(() => ({ payload: null }), options).start).toThrow(words);
});

test('a disabled mapping runs nothing', async () => {
  const { queue, batches, send, start } = startMapping(() => ({ payload: null }), { mapping: { Enabled: false } });
  send('one');
  start();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([batches.length, left(queue)]).toEqual([0, 1]);
});
