import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { readQueues } from '../../src/sqs/definition.ts';
import { attributesMd5 } from '../../src/sqs/message.ts';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { queuesTemplate, type ServedQueues, serveQueues } from './harness.ts';

const send = ({ client, urlOf }: ServedQueues, MessageBody: string, more = {}) =>
  client.send(new SendMessageCommand({ QueueUrl: urlOf('jobs'), MessageBody, ...more }));
const receive = async ({ client, urlOf }: ServedQueues, name = 'jobs', more = {}) => {
  const input = { QueueUrl: urlOf(name), MaxNumberOfMessages: 10, ...more };
  return (await client.send(new ReceiveMessageCommand(input))).Messages ?? [];
};
const bodies = async (served: ServedQueues, name = 'jobs') => (await receive(served, name)).map(({ Body }) => Body);

test('a message is received once, and again after its visibility timeout unless it is deleted', async () => {
  const served = await serveQueues();
  await send(served, 'one');
  const [first] = await receive(served);
  expect(first?.Body).toBe('one');
  expect(await bodies(served)).toEqual([]);
  served.clock.nowMs += 30_000;
  const [again] = await receive(served, 'jobs', { MessageSystemAttributeNames: ['All'] });
  expect(again?.Attributes).toMatchObject({ ApproximateReceiveCount: '2', SentTimestamp: '1795176000000' });
  const QueueUrl = served.urlOf('jobs');
  await served.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
  served.clock.nowMs += 30_000;
  expect(await bodies(served)).toEqual([]);
});

test('a message received too often goes to the dead-letter queue, which names where it comes from', async () => {
  const served = await serveQueues();
  await send(served, 'broken');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(await bodies(served)).toEqual(['broken']);
    served.clock.nowMs += 30_000;
  }
  expect(await bodies(served)).toEqual([]);
  const [dead] = await receive(served, 'dead', { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'] });
  expect([dead?.Body, dead?.Attributes]).toEqual([
    'broken',
    { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:123456789012:jobs' },
  ]);
});

test('delays, a changed visibility and the retention count by the clock', async () => {
  const served = await serveQueues({ MessageRetentionPeriod: 60 });
  await send(served, 'later', { DelaySeconds: 5 });
  expect(await bodies(served)).toEqual([]);
  served.clock.nowMs += 5_000;
  const [message] = await receive(served);
  const QueueUrl = served.urlOf('jobs');
  const now = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
  await served.client.send(new ChangeMessageVisibilityCommand(now));
  expect(await bodies(served)).toEqual(['later']);
  served.clock.nowMs += 60_000;
  expect(await bodies(served)).toEqual([]);
});

test('batches and message attributes are answered as the SDK checks them', async () => {
  const served = await serveQueues();
  const QueueUrl = served.urlOf('jobs');
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'lamp' } };
  const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: Id, MessageAttributes }));
  const sent = await served.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
  const received = await receive(served, 'jobs', { MessageAttributeNames: ['All'] });
  expect(received.map((message) => message.MessageAttributes?.kind?.StringValue)).toEqual(['lamp', 'lamp']);
  const deleted = received.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await served.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: deleted }));
  const { Attributes } = await served.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
});

test('the digest of attributes is as documented: names in order, each part with its length', () => {
  const kind = { DataType: 'String', StringValue: 'lamp' };
  const part = (text: string) => Buffer.concat([Buffer.of(0, 0, 0, text.length), Buffer.from(text)]);
  const bytes = [
    part('a'),
    part('Binary'),
    Buffer.of(2),
    part('hi'),
    part('kind'),
    part('String'),
    Buffer.of(1),
    part('lamp'),
  ];
  const digest = createHash('md5').update(Buffer.concat(bytes)).digest('hex');
  expect(attributesMd5({ kind, a: { DataType: 'Binary', BinaryValue: 'aGk=' } })).toBe(digest);
  expect(attributesMd5({})).toBeUndefined();
});

test('messages outlive the process, and are all visible after it', async () => {
  const dataDir = temporaryFolder();
  const before = await serveQueues({}, dataDir);
  await send(before, 'kept');
  expect(await bodies(before)).toEqual(['kept']);
  const after = await serveQueues({}, dataDir);
  const [message] = await receive(after, 'jobs', { MessageSystemAttributeNames: ['All'] });
  expect([message?.Body, message?.Attributes?.ApproximateReceiveCount]).toEqual(['kept', '2']);
});

test('a long poll waits for a message', async () => {
  const served = await serveQueues();
  const waiting = receive(served, 'jobs', { WaitTimeSeconds: 20 });
  await send(served, 'at last');
  expect((await waiting).map(({ Body }) => Body)).toEqual(['at last']);
});

test('a queue is found by its name, purged, and unknown ones are refused', async () => {
  const served = await serveQueues();
  await send(served, 'one');
  const { QueueUrl } = await served.client.send(new GetQueueUrlCommand({ QueueName: 'jobs' }));
  expect(QueueUrl).toBe(served.urlOf('jobs'));
  await served.client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await bodies(served)).toEqual([]);
  const other = new SendMessageCommand({ QueueUrl: served.urlOf('other'), MessageBody: 'one' });
  await expect(served.clientOf('owner').send(other)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
});

test('a role without a grant may do nothing', async () => {
  const served = await serveQueues();
  const call = new SendMessageCommand({ QueueUrl: served.urlOf('jobs'), MessageBody: 'one' });
  await expect(served.clientOf('stranger').send(call)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test.each([
  [{ FifoQueue: true }, /FIFO queues are not covered[\s\S]*at FifoQueue/],
  [{ KmsMasterKeyId: 'alias/key' }, /Unrecognized key: "KmsMasterKeyId"/],
  [{ VisibilityTimeout: 50_000 }, /at VisibilityTimeout/],
  [
    { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:1:other', maxReceiveCount: 1 } },
    /dead-letter queue/,
  ],
])('a queue with %j is refused', (properties, words) => {
  expect(() => readQueues(queuesTemplate(properties))).toThrow(words);
});
