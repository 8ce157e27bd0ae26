import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startDynamoDb } from '../../src/dynamodb/start-dynamodb.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { temporaryFolder, writeAssembly } from '../../src/testing/small-template.ts';
import { claimsDocument, claimsTemplate } from './claims-template.ts';

async function start(dataDir = join(temporaryFolder(), 'tables'), template = claimsTemplate()) {
  const dynamodb = await startDynamoDb({ template, dataDir });
  onTestFinished(() => dynamodb.close());
  const endpoint = await serveForTest(template, [dynamodb.service]);
  const clientOf = (role: string) => new DynamoDBClient(settingsFor(endpoint, role));
  return { dataDir, dynamodb, clientOf, client: clientOf('Owner') };
}

const put = (client: DynamoDBClient, id: string, more: Record<string, { S: string } | { N: string }> = {}) =>
  client.send(new PutItemCommand({ TableName: 'claims', Item: { id: { S: id }, ...more } }));
const get = async (client: DynamoDBClient, id: string) =>
  (await client.send(new GetItemCommand({ TableName: 'claims', Key: { id: { S: id } } }))).Item;
const byOwner = new QueryCommand({
  TableName: 'claims',
  IndexName: 'byOwner',
  KeyConditionExpression: '#owner = :owner',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: { ':owner': { S: 'me' } },
});

describe('the tables', () => {
  test('are the template’s, with their keys, indexes and ARNs', async () => {
    const { client } = await start();
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['claims', 'forever']);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'claims' }));
    expect(Table).toMatchObject({
      TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/claims',
      TableStatus: 'ACTIVE',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    await put(client, 'a', { owner: { S: 'me' } });
    expect((await client.send(byOwner)).Items).toEqual([{ id: { S: 'a' }, owner: { S: 'me' } }]);
  });

  test('tell the attribute by which items expire', async () => {
    const { dynamodb } = await start();
    expect(['claims', 'forever', 'other'].map(dynamodb.ttlAttributeOf)).toEqual(['expiresAt', undefined, undefined]);
  });

  test('hold a claim once: a second conditional put fails', async () => {
    const { client } = await start();
    const claim = () =>
      client.send(
        new PutItemCommand({
          TableName: 'claims',
          Item: { id: { S: 'a' } },
          ConditionExpression: 'attribute_not_exists(id)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    const outcomes = await Promise.allSettled([claim(), claim(), claim()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(claim()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  test('outside the template are ResourceNotFound, and none can be made by call', async () => {
    const { client } = await start();
    const other = new PutItemCommand({ TableName: 'other', Item: { id: { S: 'a' } } });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
    const create = new CreateTableCommand({ TableName: 'other', KeySchema, AttributeDefinitions: [] });
    await expect(client.send(create)).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('an expired item', () => {
  const NOW = 1_780_000_000;
  const expiring = (seconds: number) => ({ expiresAt: { N: String(seconds) } });

  test('goes when the caller sweeps, and no other', async () => {
    const { client, dynamodb } = await start();
    await put(client, 'past', expiring(NOW - 1));
    await put(client, 'now', expiring(NOW));
    await put(client, 'future', expiring(NOW + 1));
    await put(client, 'ancient', expiring(NOW - 6 * 365 * 24 * 3600));
    await put(client, 'text', { expiresAt: { S: '1' } });
    await put(client, 'never');
    expect(await get(client, 'past')).toBeDefined();
    expect(await dynamodb.sweepExpired(NOW)).toBe(1);
    const { Items } = await client.send(new ScanCommand({ TableName: 'claims' }));
    expect((Items ?? []).map(({ id }) => id?.S).toSorted()).toEqual(['ancient', 'future', 'never', 'now', 'text']);
  });
});

describe('a role', () => {
  const denied = { name: 'AccessDeniedException' };

  test('without the grant gets AccessDenied, naming action and table', async () => {
    const { clientOf } = await start();
    await expect(put(clientOf('Stranger'), 'a')).rejects.toMatchObject({
      ...denied,
      message: expect.stringMatching(/role\/Stranger .*dynamodb:PutItem on resource: .*:table\/claims /),
    });
  });

  test('needs the index’s grant to query an index, and the table’s to query the table', async () => {
    const { clientOf } = await start();
    await put(clientOf('IndexReader'), 'a', { owner: { S: 'me' } });
    expect((await clientOf('IndexReader').send(byOwner)).Count).toBe(1);
    const table = new QueryCommand({
      TableName: 'claims',
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'a' } },
    });
    await expect(clientOf('IndexReader').send(table)).rejects.toMatchObject(denied);
  });

  test('needs a grant for every table of a batch', async () => {
    const { clientOf } = await start();
    const write = (item: Record<string, { S: string } | { N: string }>) => [{ PutRequest: { Item: item } }];
    const one = { claims: write({ id: { S: 'a' } }) };
    const both = { ...one, forever: write({ pk: { S: 'a' }, sk: { N: '1' } }) };
    const send = (role: string, RequestItems: typeof both | typeof one) =>
      clientOf(role).send(new BatchWriteItemCommand({ RequestItems }));
    await send('IndexReader', one);
    await expect(send('IndexReader', both)).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('table/forever'),
    });
    await send('Owner', both);
  });
});

describe('the data folder', () => {
  test('keeps the items over a restart', async () => {
    const { client, dataDir, dynamodb } = await start();
    await put(client, 'a');
    await dynamodb.close();
    const again = await start(dataDir);
    expect(await get(again.client, 'a')).toEqual({ id: { S: 'a' } });
  });

  test('keeps what was acknowledged when the process is killed at once', async () => {
    const dataDir = join(temporaryFolder(), 'tables');
    const script = fileURLToPath(new URL('./put-and-die.ts', import.meta.url));
    const owner = 'arn:aws:iam::123456789012:role/Owner';
    const signal = await new Promise((resolve) => {
      const args = [script, writeAssembly(claimsDocument()), dataDir, owner];
      execFile(process.execPath, args, (error) => resolve(error?.signal));
    });
    expect(signal).toBe('SIGKILL');
    expect(await get((await start(dataDir)).client, 'acknowledged')).toBeDefined();
  });

  test('that another running stack holds is refused in one sentence, and the other goes on', async () => {
    const { client, dataDir } = await start();
    await expect(startDynamoDb({ template: claimsTemplate(), dataDir })).rejects.toThrow(
      /^The DynamoDB data folder .* cannot be used: another running stack holds it, or it is corrupt\. .*empty tables\.$/,
    );
    await put(client, 'a');
    expect(await get(client, 'a')).toBeDefined();
  });

  test.each(['CURRENT', 'MANIFEST'])('whose %s is corrupt is refused in one sentence', async (part) => {
    const { client, dataDir, dynamodb } = await start();
    await put(client, 'a');
    await dynamodb.close();
    const file = readdirSync(dataDir).find((name) => name.startsWith(part)) ?? '';
    writeFileSync(join(dataDir, file), 'garbage');
    await expect(startDynamoDb({ template: claimsTemplate(), dataDir })).rejects.toThrow(/cannot be used: .*corrupt/);
  });

  test('with a table of another key is refused, for DynamoDB would replace the table', async () => {
    const { dataDir, dynamodb } = await start();
    await dynamodb.close();
    const template = claimsTemplate({ KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }] });
    await expect(startDynamoDb({ template, dataDir })).rejects.toThrow(/holds the table claims with another key/);
  });
});

describe('what is not covered is refused', () => {
  test('a transaction, when it is called', async () => {
    const { client } = await start();
    const Put = { TableName: 'claims', Item: { id: { S: 'a' } } };
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('no transactions'),
    });
  });

  test.each([
    [{ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }, /table Claims: .*StreamSpecification/],
    [{ Replicas: [{ Region: 'us-east-1' }, { Region: 'eu-west-1' }] }, /replicas in other regions/],
  ])('a table with %j, when the stack starts', async (properties, message) => {
    const template = claimsTemplate(properties);
    await expect(startDynamoDb({ template, dataDir: join(temporaryFolder(), 't') })).rejects.toThrow(message);
  });
});
