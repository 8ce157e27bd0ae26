import { join } from 'node:path';
import {
  BatchExecuteStatementCommand,
  type BatchStatementRequest,
  DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { startDynamoDb } from '../../src/dynamodb/start-dynamodb.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { claimsTemplate } from './claims-template.ts';

async function start() {
  const template = claimsTemplate();
  const dynamodb = await startDynamoDb({ template, dataDir: join(temporaryFolder(), 'tables') });
  onTestFinished(() => dynamodb.close());
  const endpoint = await serveForTest(template, [dynamodb.service]);
  const send = async (role: string, Statements: BatchStatementRequest[]) =>
    (await new DynamoDBClient(settingsFor(endpoint, role)).send(new BatchExecuteStatementCommand({ Statements })))
      .Responses;
  const read = async (id: string) => {
    const client = new DynamoDBClient(settingsFor(endpoint, 'Owner'));
    return (await client.send(new GetItemCommand({ TableName: 'claims', Key: { id: { S: id } } }))).Item;
  };
  return { send, read };
}

const insert = (id: string, owner: string, more: Partial<BatchStatementRequest> = {}): BatchStatementRequest => ({
  Statement: `INSERT INTO "claims" VALUE {'id': ?, 'owner': ?, 'lease': ?}`,
  Parameters: [{ S: id }, { S: owner }, { N: '7' }],
  ...more,
});
const confirm = (id: string, owner: string): BatchStatementRequest => ({
  Statement: `UPDATE "claims" SET "state" = ? REMOVE "lease" WHERE "id" = ? AND "owner" = ?`,
  Parameters: [{ S: 'done' }, { S: id }, { S: owner }],
});
const remove = (id: string, owner: string): BatchStatementRequest => ({
  Statement: `DELETE FROM "claims" WHERE "id" = ? AND "owner" = ?`,
  Parameters: [{ S: id }, { S: owner }],
});

test('each statement of a batch is carried out, or refused, by itself', async () => {
  const { send, read } = await start();
  await send('Owner', [insert('a', 'me'), insert('b', 'me')]);
  expect(await send('Owner', [insert('a', 'you'), insert('c', 'you')])).toMatchObject([
    { TableName: 'claims', Error: { Code: 'DuplicateItem' } },
    { TableName: 'claims' },
  ]);
  expect(await read('a')).toMatchObject({ owner: { S: 'me' } });
  expect(await send('Owner', [confirm('a', 'me'), confirm('b', 'you'), confirm('d', 'me')])).toMatchObject([
    { TableName: 'claims' },
    { Error: { Code: 'ConditionalCheckFailed' } },
    { Error: { Code: 'ConditionalCheckFailed' } },
  ]);
  expect(await read('a')).toEqual({ id: { S: 'a' }, owner: { S: 'me' }, state: { S: 'done' } });
  expect(await read('d')).toBeUndefined();
  const removals = (await send('Owner', [remove('b', 'me'), remove('c', 'me'), remove('d', 'me')])) ?? [];
  expect(removals.map(({ Error: error }) => error?.Code)).toEqual([undefined, 'ConditionalCheckFailed', undefined]);
  expect([await read('b'), await read('c')]).toEqual([undefined, expect.anything()]);
});

test('a refused statement tells the item that was in its way, when it is asked to', async () => {
  const { send } = await start();
  await send('Owner', [insert('a', 'me')]);
  const told = await send('Owner', [insert('a', 'you', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })]);
  expect(told?.[0]?.Error?.Item).toEqual({ id: { S: 'a' }, owner: { S: 'me' }, lease: { N: '7' } });
  expect((await send('Owner', [insert('a', 'you')]))?.[0]?.Error).not.toHaveProperty('Item');
});

test('a role needs PartiQL’s own actions: those of the single calls are not enough', async () => {
  const { send, read } = await start();
  const answer = await send('IndexReader', [insert('a', 'me')]);
  expect(answer?.[0]?.Error).toMatchObject({
    Code: 'AccessDenied',
    Message: expect.stringContaining('dynamodb:PartiQLInsert'),
  });
  expect(await read('a')).toBeUndefined();
});

test('a batch of more than 25 statements is refused, and one with a statement that is not covered; nothing is written', async () => {
  const { send, read } = await start();
  const many = Array.from({ length: 26 }, (_, n) => insert(`k${n}`, 'me'));
  await expect(send('Owner', many)).rejects.toMatchObject({ name: 'ValidationException' });
  const select = { Statement: 'SELECT * FROM "claims"' };
  await expect(send('Owner', [insert('k0', 'me'), select])).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('SELECT'),
  });
  expect(await read('k0')).toBeUndefined();
});
