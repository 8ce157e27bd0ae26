/** SQS's JSON protocol. Source: Amazon SQS API Reference, the actions of these names. */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { AwsError, type AwsService, authorize, type JsonOperation, jsonService, type Principal } from '../aws.ts';
import { attributesMd5, bodyMd5, systemAttributes } from './message.ts';
import type { Queue, ReceivedMessage } from './queue.ts';
import { checkEntries, type Input, parseRequest, REQUESTS } from './requests.ts';

export interface ServiceParts {
  readonly queues: readonly Queue[];
  /** The ARN that a queue of this name has or would have. */
  readonly arnOf: (name: string) => string;
  /** The URL by which clients of this machine name a queue. */
  readonly urlOf: (name: string) => string;
  readonly isClosed: () => boolean;
}

/** How often a long poll looks again. */
const POLL_MS = 50;

export function createService(parts: ServiceParts): AwsService {
  /** `action` is that of the policy: a batch needs the one of the single call. */
  const on =
    <Schema extends z.ZodType<object>>(
      schema: Schema,
      action: string,
      answer: (queue: Queue, input: z.infer<Schema>, principal: Principal) => unknown,
    ): JsonOperation =>
    async (raw, principal) => {
      const input = parseRequest(schema, raw);
      return answer(find(parts, input, action, principal), input, principal);
    };
  return jsonService('sqs', {
    GetQueueUrl: on(REQUESTS.GetQueueUrl, 'GetQueueUrl', ({ definition }) => ({
      QueueUrl: parts.urlOf(definition.name),
    })),
    GetQueueAttributes: on(REQUESTS.GetQueueAttributes, 'GetQueueAttributes', attributesOf),
    SendMessage: on(REQUESTS.SendMessage, 'SendMessage', send),
    SendMessageBatch: on(REQUESTS.SendMessageBatch, 'SendMessage', sendBatch),
    ReceiveMessage: on(REQUESTS.ReceiveMessage, 'ReceiveMessage', (queue, input) => receive(parts, queue, input)),
    DeleteMessage: on(
      REQUESTS.DeleteMessage,
      'DeleteMessage',
      (queue, input) => void queue.remove(input.ReceiptHandle),
    ),
    DeleteMessageBatch: on(REQUESTS.DeleteMessageBatch, 'DeleteMessage', removeBatch),
    ChangeMessageVisibility: on(REQUESTS.ChangeMessageVisibility, 'ChangeMessageVisibility', hide),
    PurgeQueue: on(REQUESTS.PurgeQueue, 'PurgeQueue', (queue) => queue.purge()),
  });
}

/** A queue is named by the account and name that end its URL, whichever host the URL has. */
function find(parts: ServiceParts, input: object, action: string, principal: Principal): Queue {
  const name =
    'QueueName' in input ? String(input.QueueName) : 'QueueUrl' in input ? nameIn(String(input.QueueUrl)) : '';
  authorize(principal, `sqs:${action}`, parts.arnOf(name));
  const queue = parts.queues.find(({ definition }) => definition.name === name);
  if (queue !== undefined) return queue;
  throw new AwsError('QueueDoesNotExist', `The template has no queue ${name}.`);
}

function nameIn(url: string): string {
  return url.split('/').at(-1) ?? '';
}

function attributesOf({ definition, counts }: Queue, { AttributeNames }: Input<'GetQueueAttributes'>) {
  const { visible, hidden, delayed } = counts();
  const { redrive } = definition;
  const all: Record<string, string> = {
    QueueArn: definition.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(definition.visibilitySeconds),
    MessageRetentionPeriod: String(definition.retentionSeconds),
    DelaySeconds: String(definition.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(definition.waitSeconds),
    MaximumMessageSize: String(definition.maxMessageBytes),
    ...(redrive && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: redrive.queueArn, maxReceiveCount: redrive.maxReceives }),
    }),
  };
  const isAsked = ([name]: [string, string]) => AttributeNames.includes('All') || AttributeNames.includes(name);
  return { Attributes: Object.fromEntries(Object.entries(all).filter(isAsked)) };
}

type Content = Pick<Input<'SendMessage'>, 'MessageBody' | 'MessageAttributes' | 'DelaySeconds'>;

function send(queue: Queue, input: Content, principal: Principal) {
  const { MessageBody, MessageAttributes, DelaySeconds } = input;
  checkSize(queue, [input]);
  const content = { body: MessageBody, attributes: MessageAttributes, senderId: principal.arn };
  const { id } = queue.send(content, DelaySeconds);
  return {
    MessageId: id,
    MD5OfMessageBody: bodyMd5(MessageBody),
    MD5OfMessageAttributes: attributesMd5(MessageAttributes),
  };
}

function sendBatch(queue: Queue, { Entries }: Input<'SendMessageBatch'>, principal: Principal) {
  checkEntries(Entries);
  checkSize(queue, Entries);
  return { Successful: Entries.map((entry) => ({ Id: entry.Id, ...send(queue, entry, principal) })), Failed: [] };
}

/** Body and attributes count, and all messages of a batch together. */
function checkSize({ definition }: Queue, contents: readonly Content[]): void {
  const sizeBytes = contents.reduce((sum, { MessageBody, MessageAttributes }) => {
    const attributes = Object.keys(MessageAttributes).length === 0 ? '' : JSON.stringify(MessageAttributes);
    return sum + Buffer.byteLength(MessageBody) + Buffer.byteLength(attributes);
  }, 0);
  if (sizeBytes <= definition.maxMessageBytes) return;
  const code = contents.length === 1 ? 'InvalidParameterValue' : 'BatchRequestTooLong';
  throw new AwsError(code, `${sizeBytes} bytes are over the queue's limit of ${definition.maxMessageBytes}.`);
}

function removeBatch(queue: Queue, { Entries }: Input<'DeleteMessageBatch'>) {
  checkEntries(Entries);
  for (const { ReceiptHandle } of Entries) queue.remove(ReceiptHandle);
  return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
}

function hide(queue: Queue, { ReceiptHandle, VisibilityTimeout }: Input<'ChangeMessageVisibility'>): void {
  if (queue.hide(ReceiptHandle, VisibilityTimeout)) return;
  throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}

async function receive({ isClosed }: ServiceParts, queue: Queue, input: Input<'ReceiveMessage'>) {
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds = queue.definition.waitSeconds } = input;
  const untilMs = Date.now() + WaitTimeSeconds * 1_000;
  let received = queue.receive(MaxNumberOfMessages, VisibilityTimeout);
  while (received.length === 0 && Date.now() < untilMs && !isClosed()) {
    await sleep(POLL_MS);
    received = queue.receive(MaxNumberOfMessages, VisibilityTimeout);
  }
  // Without messages the member is left out.
  return received.length === 0 ? {} : { Messages: received.map((message) => onTheWire(message, input)) };
}

function onTheWire(message: ReceivedMessage, input: Input<'ReceiveMessage'>) {
  const asked = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
  const system = chosen(systemAttributes(message), asked);
  const own = chosen(message.attributes, input.MessageAttributeNames);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: bodyMd5(message.body),
    ...(system && { Attributes: system }),
    ...(own && { MessageAttributes: own, MD5OfMessageAttributes: attributesMd5(own) }),
  };
}

/** By name, by `prefix.*`, or `All` and `.*`. Undefined when nothing is left. */
function chosen<Value>(all: Readonly<Record<string, Value>>, names: readonly string[]) {
  const matches = (name: string) =>
    names.some(
      (asked) => asked === 'All' || asked === name || (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
    );
  const left = Object.fromEntries(Object.entries(all).filter(([name]) => matches(name)));
  return Object.keys(left).length === 0 ? undefined : left;
}
