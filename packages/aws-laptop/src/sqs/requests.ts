import * as z from 'zod';
import { AwsError } from '../aws.ts';
import { messageAttributeSchema } from './message.ts';

const seconds = (max: number) => z.int().min(0).max(max).optional();
const queueUrl = z.string();
/** At most ten attributes ("Amazon SQS message quotas"). */
const attributes = z
  .record(z.string(), messageAttributeSchema)
  .refine((given) => Object.keys(given).length <= 10, 'a message has at most 10 attributes')
  .default({});
const entryId = z.string().regex(/^[\w-]{1,80}$/, 'must be 1 to 80 letters, digits, hyphens and underscores');

const content = { MessageBody: z.string().min(1), MessageAttributes: attributes, DelaySeconds: seconds(900) };

/** What each operation takes; anything else is refused. Source: Amazon SQS API Reference, the actions of these names. */
export const REQUESTS = {
  GetQueueUrl: z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
  GetQueueAttributes: z.strictObject({ QueueUrl: queueUrl, AttributeNames: z.array(z.string()).default([]) }),
  SendMessage: z.strictObject({ QueueUrl: queueUrl, ...content }),
  SendMessageBatch: z.strictObject({
    QueueUrl: queueUrl,
    Entries: z.array(z.strictObject({ Id: entryId, ...content })),
  }),
  ReceiveMessage: z.strictObject({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: z.int().min(1).max(10).default(1),
    VisibilityTimeout: seconds(43_200),
    WaitTimeSeconds: seconds(20),
    AttributeNames: z.array(z.string()).default([]),
    MessageSystemAttributeNames: z.array(z.string()).default([]),
    MessageAttributeNames: z.array(z.string()).default([]),
  }),
  DeleteMessage: z.strictObject({ QueueUrl: queueUrl, ReceiptHandle: z.string() }),
  DeleteMessageBatch: z.strictObject({
    QueueUrl: queueUrl,
    Entries: z.array(z.strictObject({ Id: entryId, ReceiptHandle: z.string() })),
  }),
  ChangeMessageVisibility: z.strictObject({
    QueueUrl: queueUrl,
    ReceiptHandle: z.string(),
    VisibilityTimeout: z.int().min(0).max(43_200),
  }),
  PurgeQueue: z.strictObject({ QueueUrl: queueUrl }),
};

export type Operation = keyof typeof REQUESTS;
export type Input<Name extends Operation> = z.infer<(typeof REQUESTS)[Name]>;

/** @throws AwsError InvalidParameterValue */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError('InvalidParameterValue', `The local SQS does not take this: ${z.prettifyError(parsed.error)}`);
}

/** Facts: "SendMessageBatch", its errors. */
export function checkEntries(entries: readonly { readonly Id: string }[]): void {
  const refuse = (code: string, message: string) => {
    throw new AwsError(code, message);
  };
  if (entries.length === 0) refuse('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) refuse('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
}
