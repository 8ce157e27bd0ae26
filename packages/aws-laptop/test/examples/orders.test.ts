import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { textOf } from '../../src/testing/athena.ts';
import { type Launched, launch, newFolder, PACKAGE, removeFolder } from './launcher.ts';

/** The example app, as the README starts it: synthesised, then run by the command as a process of its own. */
const folder = newFolder();
let shop: Launched;

beforeAll(async () => {
  const assembly = join(folder, 'cdk.out');
  const app = join(PACKAGE, 'examples', 'orders', 'app.ts');
  await promisify(execFile)(process.execPath, [app], { env: { ...process.env, CDK_OUTDIR: assembly } });
  shop = await launch(assembly, '--data', join(folder, 'data'), '--port', '0', '--buffer-seconds', '0.5');
});

afterAll(async () => {
  expect(await shop?.stop()).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Stopped\.\n$/) });
  removeFolder(folder);
});

const settings = () => ({
  endpoint: shop.valueOf('AWS_ENDPOINT_URL'),
  region: shop.valueOf('AWS_REGION'),
  credentials: {
    accessKeyId: shop.valueOf('AWS_ACCESS_KEY_ID'),
    secretAccessKey: shop.valueOf('AWS_SECRET_ACCESS_KEY'),
  },
});

async function order(article: string): Promise<string> {
  const body = JSON.stringify({ lines: [{ article, pieces: 2 }] });
  const response = await fetch(`${shop.valueOf('Url')}/orders`, { method: 'POST', body });
  expect(response.status).toBe(202);
  return Object(await response.json()).id;
}

test('an order goes through the API, the table, the queue, the bucket and the stream', async () => {
  const id = await order('lamp');
  await vi.waitFor(
    async () => {
      const shown = await fetch(`${shop.valueOf('Url')}/orders/${id}`);
      expect(await shown.json()).toEqual({ id, state: 'packed' });
    },
    { timeout: 600_000 },
  );
  const key = { TableName: shop.valueOf('Table'), Key: { id: { S: id } } };
  expect((await new DynamoDBClient(settings()).send(new GetItemCommand(key))).Item?.state).toEqual({ S: 'packed' });
  const s3 = new S3Client({ ...settings(), forcePathStyle: true });
  const slip = await s3.send(new GetObjectCommand({ Bucket: shop.valueOf('Bucket'), Key: `slips/${id}.txt` }));
  expect(await slip.Body?.transformToString()).toBe('2 × lamp');
  await vi.waitFor(
    async () => {
      const list = new ListObjectsV2Command({ Bucket: shop.valueOf('Bucket'), Prefix: 'lines/day=' });
      expect((await s3.send(list)).Contents?.[0]?.Key).toMatch(/\.parquet$/);
    },
    { timeout: 600_000 },
  );
  expect(await query(`SELECT article, pieces FROM shop.order_lines WHERE order_id = '${id}'`)).toEqual([
    ['article', 'pieces'],
    ['lamp', '2'],
  ]);
});

test('what is no order is refused by the function', async () => {
  const body = JSON.stringify({ lines: [] });
  expect((await fetch(`${shop.valueOf('Url')}/orders`, { method: 'POST', body })).status).toBe(400);
  expect((await fetch(`${shop.valueOf('Url')}/orders/unknown`)).status).toBe(404);
});

test('the outputs name a queue by the address that serves it', async () => {
  const sqs = new SQSClient(settings());
  const QueueUrl = shop.valueOf('DeadLetters');
  expect(QueueUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/123456789012\/Orders-Unpackable/);
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
});

async function query(QueryString: string) {
  const athena = new AthenaClient(settings());
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({ QueryString, WorkGroup: 'analysts' }),
  );
  await vi.waitFor(async () => {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    expect([State, StateChangeReason]).toEqual(['SUCCEEDED', undefined]);
  });
  const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  return textOf(ResultSet?.Rows ?? []);
}
