import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { athenaStatements, execute, type OnResult } from '../../../lambdas/aws/athena.ts';

/** Athena as a list of the states it reports, one look after the other. */
function athena(states: readonly string[], reason?: string, onResult?: OnResult) {
  const started: unknown[] = [];
  const left = [...states];
  const send = async (command: unknown) => {
    if (command instanceof StartQueryExecutionCommand) {
      started.push(command.input);
      return { QueryExecutionId: 'query-1' };
    }
    if (!(command instanceof GetQueryExecutionCommand)) throw new Error('No other call is made.');
    expect(command.input.QueryExecutionId).toBe('query-1');
    const ResultConfiguration = { OutputLocation: 's3://results/query-1.txt' };
    return { QueryExecution: { Status: { State: left.shift(), StateChangeReason: reason }, ResultConfiguration } };
  };
  const client: AthenaClient = Object.assign(Object.create(new AthenaClient({ region: 'eu-west-1' })), { send });
  const place = { workgroup: 'group', database: 'lake' };
  return { client, place, run: athenaStatements(client, place, onResult), started, left };
}

test('a statement runs in the workgroup and the database, and is waited for', async () => {
  const { run, started, left } = athena(['QUEUED', 'RUNNING', 'RUNNING', 'SUCCEEDED']);
  await run('SELECT 1');
  expect(started).toEqual([
    { QueryString: 'SELECT 1', WorkGroup: 'group', QueryExecutionContext: { Database: 'lake' } },
  ]);
  expect(left).toEqual([]);
});

test('a statement that fails throws Athena’s reason', async () => {
  await expect(athena(['RUNNING', 'FAILED'], 'line 1: syntax').run('SELEC')).rejects.toThrow('line 1: syntax');
});

test('a statement that is cancelled throws, with or without a reason', async () => {
  await expect(athena(['CANCELLED']).run('SELECT 1')).rejects.toThrow('CANCELLED');
});

test('a statement is sent without its comments', async () => {
  const { run, started } = athena(['SUCCEEDED']);
  await run("-- Grain: one.\nSELECT '--' /* mark */ AS x");
  expect(started).toEqual([expect.objectContaining({ QueryString: "\nSELECT '--'   AS x" })]);
});

test('a query of the operator’s is sent as it is, and its execution is answered', async () => {
  const { client, place, started } = athena(['RUNNING', 'SUCCEEDED']);
  const execution = await execute(client, place, 'SELECT 1 -- one', { maxPauseMs: 1 });
  expect(started).toEqual([expect.objectContaining({ QueryString: 'SELECT 1 -- one' })]);
  expect(execution).toMatchObject({ QueryExecutionId: 'query-1', Status: { State: 'SUCCEEDED' } });
});

test.each(['SUCCEEDED', 'FAILED'])('where the result of a statement that %s lies is said', async (state) => {
  const said: string[] = [];
  await athena([state], 'why', async (location) => void said.push(location))
    .run('SELECT 1')
    .catch(() => undefined);
  expect(said).toEqual(['s3://results/query-1.txt']);
});
