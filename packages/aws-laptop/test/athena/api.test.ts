import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetWorkGroupCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../src/testing/athena.ts';
import { workGroup } from '../../src/testing/athena-tables.ts';
import { BASE, type LocalAthena, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena([
    ...BASE,
    workGroup({ EnforceWorkGroupConfiguration: false, ResultConfiguration: {} }, 'open'),
  ]);
  const values = `('k1', 5::BIGINT, TIMESTAMP '2026-11-20 10:00:00', true, 0.5::DOUBLE), (NULL, NULL, NULL, NULL, NULL)`;
  await athena.parquet(
    'events/dt=2026-11-20/family=message/a.parquet',
    `SELECT * FROM (VALUES ${values}) t(event_key, amount, event_at, billable, rate)`,
  );
});
afterAll(() => athena.close());

const ALL = 'SELECT event_key, amount, event_at, billable, rate, dt FROM events ORDER BY event_key';

describe('results', () => {
  test("a SELECT's first row is its header, and values are spelt as Athena spells them", async () => {
    expect(await athena.rows(ALL)).toEqual([
      ['event_key', 'amount', 'event_at', 'billable', 'rate', 'dt'],
      ['k1', '5', '2026-11-20 10:00:00.000', 'true', '0.5', '2026-11-20'],
      [undefined, undefined, undefined, undefined, undefined, '2026-11-20'],
    ]);
  });

  test('column types have the names Trino gives them', async () => {
    const { QueryExecutionId } = await athena.run(
      "SELECT event_key, amount, event_at, billable, rate, CAST(1 AS integer) i, CAST(1 AS decimal(10,2)) d, DATE '2026-01-01' dd, sum(amount) OVER () s FROM events",
    );
    const { ResultSet } = await athena.client.send(new GetQueryResultsCommand({ QueryExecutionId }));
    expect(ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Type }) => Type)).toEqual([
      'varchar',
      'bigint',
      'timestamp',
      'boolean',
      'double',
      'integer',
      'decimal',
      'date',
      'bigint',
    ]);
  });

  test('an expression without a name is called _col and its position', async () => {
    expect((await athena.rows('SELECT count(*), amount, max(rate) FROM events GROUP BY amount'))[0]).toEqual([
      '_col0',
      'amount',
      '_col2',
    ]);
  });

  test('the header counts as a row of a page, and the token leads to the next page', async () => {
    const { QueryExecutionId } = await athena.run('SELECT n FROM UNNEST(sequence(1, 4)) t(n) ORDER BY n');
    const pages = [];
    let NextToken: string | undefined;
    do {
      const page = await athena.client.send(new GetQueryResultsCommand({ QueryExecutionId, MaxResults: 2, NextToken }));
      pages.push(textOf(page.ResultSet?.Rows ?? []).flat());
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages).toEqual([['n', '1'], ['2', '3'], ['4']]);
  });

  test('the result is stored as CSV in the output location of the workgroup, NULL as nothing', async () => {
    const execution = await athena.run(ALL, { ResultConfiguration: { OutputLocation: 's3://elsewhere/' } });
    const location = execution.ResultConfiguration?.OutputLocation;
    expect(location).toBe(`s3://results/athena/${execution.QueryExecutionId}.csv`);
    const csv = await readFile(join(athena.folderOf('results'), `athena/${execution.QueryExecutionId}.csv`), 'utf8');
    expect(csv.split('\n').slice(1)).toEqual([
      '"k1","5","2026-11-20 10:00:00.000","true","0.5","2026-11-20"',
      ',,,,,"2026-11-20"',
      '',
    ]);
  });

  test('a workgroup that is not enforced takes the output location from the client, and refuses when there is none', async () => {
    const execution = await athena.run('SELECT 1 one', {
      WorkGroup: 'open',
      ResultConfiguration: { OutputLocation: 's3://mine/x' },
    });
    expect(execution.ResultConfiguration?.OutputLocation).toBe(`s3://mine/x/${execution.QueryExecutionId}.csv`);
    await expect(athena.run('SELECT 1 one', { WorkGroup: 'open' })).rejects.toThrow('No output location provided');
  });
});

describe('executions', () => {
  test('a query ends with statistics, its statement type and its workgroup', async () => {
    const execution = await athena.run(ALL);
    expect(execution).toMatchObject({ StatementType: 'DML', WorkGroup: 'team', Status: { State: 'SUCCEEDED' } });
    expect(execution.Statistics?.DataScannedInBytes).toBeGreaterThan(100);
    expect(execution.Status?.CompletionDateTime?.getTime()).toBe(Date.UTC(2026, 10, 20, 12));
  });

  test('a query that fails says why, keeps no result and is logged', async () => {
    const { Status, QueryExecutionId } = await athena.run('SELECT nothing FROM events');
    expect(Status).toMatchObject({ State: 'FAILED', StateChangeReason: expect.stringContaining('COLUMN_NOT_FOUND') });
    await expect(athena.client.send(new GetQueryResultsCommand({ QueryExecutionId }))).rejects.toThrow(
      'did not finish successfully',
    );
    expect(athena.log.at(-1)).toContain(QueryExecutionId);
  });

  test('a running query can be stopped', async () => {
    const slow =
      'SELECT count(*) FROM UNNEST(sequence(1, 1000000)) a(x) CROSS JOIN UNNEST(sequence(1, 1000000)) b(y) WHERE x + y = 7';
    const { QueryExecutionId } = await athena.client.send(
      new StartQueryExecutionCommand({ QueryString: slow, WorkGroup: 'team' }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await athena.client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    const { QueryExecution } = await athena.client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    expect(QueryExecution?.Status?.State).toBe('CANCELLED');
    expect(await athena.rows('SELECT 1 one')).toEqual([['one'], ['1']]);
  });

  test('the same client token starts one query only', async () => {
    const start = (QueryString: string) =>
      athena.client.send(
        new StartQueryExecutionCommand({ QueryString, WorkGroup: 'team', ClientRequestToken: 't'.repeat(32) }),
      );
    const first = await start('SELECT 1 one');
    expect((await start('SELECT 1 one')).QueryExecutionId).toBe(first.QueryExecutionId);
    await expect(start('SELECT 2 two')).rejects.toThrow('Idempotent parameters do not match');
  });

  test('an unknown id, workgroup or catalog, parameters and a query that is too long are refused', async () => {
    await expect(athena.client.send(new GetQueryExecutionCommand({ QueryExecutionId: 'x' }))).rejects.toThrow(
      'was not found',
    );
    await expect(athena.run('SELECT 1', { WorkGroup: 'nobody' })).rejects.toThrow('WorkGroup nobody is not found');
    await expect(athena.run('SELECT 1', { QueryExecutionContext: { Catalog: 'other' } })).rejects.toThrow('Catalog');
    await expect(athena.run('SELECT 1', { ExecutionParameters: ['1'] })).rejects.toThrow('ExecutionParameters');
    await expect(athena.run(`SELECT '${'é'.repeat(131_073)}'`)).rejects.toThrow('at most 262144');
  });

  test('a workgroup shows its settings', async () => {
    const { WorkGroup } = await athena.client.send(new GetWorkGroupCommand({ WorkGroup: 'team' }));
    expect(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation).toBe('s3://results/athena/');
  });
});
