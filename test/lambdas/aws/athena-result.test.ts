import { AthenaClient, GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { fetchResult } from '../../../lambdas/aws/athena-result.ts';

test('the rows of every page are fetched, with the names and types of their columns', async () => {
  const row = (...values: readonly (string | undefined)[]) => ({
    Data: values.map((VarCharValue) => ({ VarCharValue })),
  });
  const pages = [[row('day', 'rows'), row('2026-11-18', '2')], [row('2026-11-19', undefined)]];
  const send = async (command: unknown) => {
    if (!(command instanceof GetQueryResultsCommand)) throw new Error('No other call is made.');
    const { QueryExecutionId, NextToken = '0' } = command.input;
    expect(QueryExecutionId).toBe('query-1');
    const next = Number(NextToken) + 1;
    const ColumnInfo = [
      { Name: 'day', Type: 'varchar' },
      { Name: 'rows', Type: 'bigint' },
    ];
    const ResultSet = { Rows: pages[next - 1], ResultSetMetadata: { ColumnInfo } };
    return { ResultSet, NextToken: next < pages.length ? String(next) : undefined };
  };
  const client: AthenaClient = Object.assign(Object.create(new AthenaClient({ region: 'eu-west-1' })), { send });
  expect(await fetchResult(client, 'query-1')).toEqual({
    columns: [
      { name: 'day', type: 'varchar' },
      { name: 'rows', type: 'bigint' },
    ],
    rows: [
      ['day', 'rows'],
      ['2026-11-18', '2'],
      ['2026-11-19', null],
    ],
  });
  expect((await fetchResult(client, 'query-1', 2)).rows).toHaveLength(2);
  expect((await fetchResult(client, 'query-1', 3)).rows).toHaveLength(3);
});
