/**
 * Lambda's pollers of queues. Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS" and "Handling errors for
 * an SQS event source". Differences to AWS: each mapping has one poller, which runs one batch at a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { FunctionRuntime, InvokeResult, Principal, Template } from '../aws.ts';
import { bodyMd5, type MessageAttribute, systemAttributes } from '../sqs/message.ts';
import type { Queue, ReceivedMessage } from '../sqs/queue.ts';
import type { FunctionDefinition } from './definition.ts';
import { type QueueMapping, readQueueMappings } from './queue-mapping-definition.ts';

export interface QueueMappingOptions {
  readonly template: Template;
  readonly functions: Pick<FunctionRuntime, 'invoke'> & { readonly definitions: readonly FunctionDefinition[] };
  readonly queues: readonly Queue[];
  /** Called when a batch failed, whole or in part: its messages are received again later. */
  readonly onFailure: (functionArn: string, reason: string) => void;
}

/** The poller itself: what it reads was checked at the start, and it needs no grant to invoke. */
const POLLER: Principal = { arn: 'lambda.amazonaws.com', allows: () => true };

const PAUSE_MS = 50;

/** Starts a poller for each mapping. `close` waits for the batches that are running. */
export function createQueueMappings(options: QueueMappingOptions): { close(): Promise<void> } {
  const { template, functions, queues } = options;
  const definitions = queues.map(({ definition }) => definition);
  const mappings = readQueueMappings(template, functions.definitions, definitions);
  const stop = new AbortController();
  const pollers = mappings.map((mapping) => poll(options, mapping, stop.signal));
  return {
    async close() {
      stop.abort();
      await Promise.all(pollers);
    },
  };
}

async function poll(options: QueueMappingOptions, mapping: QueueMapping, stop: AbortSignal): Promise<void> {
  const queue = options.queues.find(({ definition }) => definition.arn === mapping.queueArn);
  while (queue !== undefined && !stop.aborted) {
    const messages = queue.receive(mapping.batchSize);
    if (messages.length > 0) await runBatch(options, mapping, queue, messages);
    else await sleep(PAUSE_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Messages that were processed are deleted; the others become visible again after their visibility timeout. */
async function runBatch(
  { functions, template, onFailure }: QueueMappingOptions,
  mapping: QueueMapping,
  queue: Queue,
  messages: readonly ReceivedMessage[],
): Promise<void> {
  const event = { Records: messages.map((message) => recordOf(message, mapping.queueArn, template.region)) };
  try {
    const result = await functions.invoke(POLLER, mapping.functionArn, event);
    const failed = failedIds(result, mapping, messages);
    for (const { id, receiptHandle } of messages) if (!failed.has(id)) queue.remove(receiptHandle);
    const reason = result.functionError?.errorMessage ?? 'reported by the function';
    if (failed.size > 0) onFailure(mapping.functionArn, `${failed.size} of ${messages.length} messages: ${reason}`);
  } catch (error) {
    onFailure(mapping.functionArn, String(error));
  }
}

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** An answer that cannot be read, or that names an unknown message, fails the whole batch. */
function failedIds(
  { functionError, payload }: InvokeResult,
  { reportsFailures }: QueueMapping,
  messages: readonly ReceivedMessage[],
): ReadonlySet<string> {
  const all = new Set(messages.map(({ id }) => id));
  if (functionError !== undefined) return all;
  if (!reportsFailures || payload === null || payload === undefined) return new Set();
  const parsed = responseSchema.safeParse(payload);
  const failed = new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  return parsed.success && failed.isSubsetOf(all) ? failed : all;
}

function recordOf(message: ReceivedMessage, queueArn: string, region: string) {
  const attributes = Object.entries(message.attributes).map(([name, value]) => [name, attributeOf(value)]);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: bodyMd5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function attributeOf({ DataType, StringValue, BinaryValue }: MessageAttribute) {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
