import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';

const { TABLE, BUCKET } = process.env;
const dynamodb = new DynamoDBClient();
const s3 = new S3Client();

const orderSchema = z.object({ id: z.string(), lines: z.array(z.object({ article: z.string(), pieces: z.int() })) });

/** Packs orders: a slip in the bucket, the new state in the table. What cannot be packed is tried again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    Records.map(async ({ messageId, body }) => ((await pack(body)) ? [] : [{ itemIdentifier: messageId }])),
  );
  return { batchItemFailures: failed.flat() };
}

async function pack(body: string): Promise<boolean> {
  const { id, lines } = orderSchema.parse(JSON.parse(body));
  if (lines.some(({ article }) => article === 'unpackable')) return false;
  const Body = lines.map(({ article, pieces }) => `${pieces} × ${article}`).join('\n');
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `slips/${id}.txt`, Body }));
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { id: { S: id } },
      UpdateExpression: 'SET #state = :packed',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':packed': { S: 'packed' } },
    }),
  );
  return true;
}
