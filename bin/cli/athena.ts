import { setTimeout as sleep } from 'node:timers/promises';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { Target } from './target.ts';

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As Athena prints them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
}

const PAUSE_MS = 50;

/** Runs a query in the stack's workgroup and fetches its rows. Throws with Athena's reason when it fails. */
export async function runQuery(target: Target, sql: string): Promise<QueryResult> {
  const client = new AthenaClient(target.clientConfig);
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: target.output('Workgroup'),
      QueryExecutionContext: { Database: target.output('Database') },
    }),
  );
  const execution = await finish(client, QueryExecutionId ?? '');
  const { columns, rows } = await fetchRows(client, QueryExecutionId ?? '');
  return { columns, rows: execution?.StatementType === 'DML' ? rows.slice(1) : rows.map(unpadded) };
}

/**
 * Only DML has its header as the first row: SHOW, DESCRIBE and EXPLAIN (UTILITY) and DDL have none, and Athena pads their
 * values with blanks to a width of 20 (as the test suite of PyAthena has them).
 */
function unpadded(row: readonly (string | null)[]): readonly (string | null)[] {
  return row.map((value) => value?.trimEnd() ?? null);
}

async function finish(client: AthenaClient, QueryExecutionId: string): Promise<QueryExecution | undefined> {
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const status = QueryExecution?.Status;
    if (status?.State === 'SUCCEEDED') return QueryExecution;
    if (status?.State !== 'QUEUED' && status?.State !== 'RUNNING') {
      throw new Error(status?.StateChangeReason ?? `The query ended as ${status?.State}.`);
    }
    await sleep(PAUSE_MS);
  }
}

/** All rows, as they come: of DML the first is the header. */
async function fetchRows(client: AthenaClient, QueryExecutionId: string): Promise<QueryResult> {
  const rows: (string | null)[][] = [];
  let columns: QueryResult['columns'] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
    columns = (page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name, Type }) => ({
      name: Name ?? '',
      type: Type ?? '',
    }));
    rows.push(
      ...(page.ResultSet?.Rows ?? []).map((row) => (row.Data ?? []).map(({ VarCharValue }) => VarCharValue ?? null)),
    );
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return { columns, rows };
}
