import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { athenaStatements, type OnResult } from '../../../lambdas/aws/athena.ts';

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
  return { run: athenaStatements(client, 'group', 'lake', onResult), started, left };
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

test.each(['SUCCEEDED', 'FAILED'])('where the result of a statement that %s lies is said', async (state) => {
  const said: string[] = [];
  await athena([state], 'why', async (location) => void said.push(location))
    .run('SELECT 1')
    .catch(() => undefined);
  expect(said).toEqual(['s3://results/query-1.txt']);
});
