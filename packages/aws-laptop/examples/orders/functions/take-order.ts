import { randomUUID } from 'node:crypto';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import * as z from 'zod';

const { TABLE, QUEUE_URL, STREAM } = process.env;
const dynamodb = new DynamoDBClient();
const sqs = new SQSClient();
const firehose = new FirehoseClient();

const orderSchema = z.object({ lines: z.array(z.object({ article: z.string(), pieces: z.int().positive() })).min(1) });

/** Takes an order, or answers its state. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  const id = event.pathParameters?.id;
  return id === undefined ? take(event.body ?? '') : show(id);
}

async function take(body: string): Promise<APIGatewayProxyResultV2> {
  const parsed = orderSchema.safeParse(JSON.parse(body));
  if (!parsed.success) return { statusCode: 400, body: z.prettifyError(parsed.error) };
  const id = randomUUID();
  const Item = { id: { S: id }, state: { S: 'taken' } };
  await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item }));
  const order = { id, ...parsed.data };
  await sqs.send(new SendMessageCommand({ QueueUrl: QUEUE_URL, MessageBody: JSON.stringify(order) }));
  const Records = [{ Data: Buffer.from(JSON.stringify(order)) }];
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: STREAM, Records }));
  return { statusCode: 202, body: JSON.stringify({ id }) };
}

async function show(id: string): Promise<APIGatewayProxyResultV2> {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: { id: { S: id } } }));
  if (Item === undefined) return { statusCode: 404, body: 'No such order.' };
  return { statusCode: 200, body: JSON.stringify({ id, state: Item.state?.S }) };
}
