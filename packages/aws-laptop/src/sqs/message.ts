import { createHash } from 'node:crypto';
import * as z from 'zod';

export const messageAttributeSchema = z.strictObject({
  DataType: z.string().regex(/^(String|Number|Binary)(\..+)?$/, 'must be String, Number or Binary'),
  StringValue: z.string().optional(),
  BinaryValue: z.base64().optional(),
});

export type MessageAttribute = z.infer<typeof messageAttributeSchema>;

/** A message as it is kept. Times are epoch milliseconds. */
export const messageSchema = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), messageAttributeSchema),
  senderId: z.string(),
  sentMs: z.number(),
  /** In all queues that it was in. */
  receives: z.number(),
  firstReceivedMs: z.number().optional(),
  /** The queue that gave it up, of a message in a dead-letter queue. */
  deadLetterSourceArn: z.string().optional(),
});

export type Message = z.infer<typeof messageSchema>;

/** The system attributes of a received message. Source: Amazon SQS API Reference, "Message". */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  return {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sentMs),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs ?? 0),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

export function bodyMd5(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/** Source: Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes". */
export function attributesMd5(attributes: Message['attributes']): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    hash.update(sized(Buffer.from(name))).update(sized(Buffer.from(DataType)));
    hash.update(Buffer.of(BinaryValue === undefined ? 1 : 2));
    hash.update(sized(BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64')));
  }
  return hash.digest('hex');
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
