import { AthenaClient } from '@aws-sdk/client-athena';
import { execute } from '../../lambdas/aws/athena.ts';
import { fetchResult, type QueryResult } from '../../lambdas/aws/athena-result.ts';
import type { Target } from './target.ts';

/** Somebody waits for the answer. */
const MAX_PAUSE_MS = 50;

/** Runs a query in the stack's workgroup and fetches its rows. Throws with Athena's reason when it fails. */
export async function runQuery(target: Target, sql: string): Promise<QueryResult> {
  const client = new AthenaClient(target.clientConfig);
  const place = { workgroup: target.output('Workgroup'), database: target.output('Database') };
  const execution = await execute(client, place, sql, { maxPauseMs: MAX_PAUSE_MS });
  const { columns, rows } = await fetchResult(client, execution.QueryExecutionId ?? '');
  return {
    columns,
    rows: execution.StatementType === 'DML' ? rows.slice(1) : rows.map((row) => unpadded(row, columns.length)),
  };
}

/**
 * Only DML has its header as the first row: SHOW, DESCRIBE and EXPLAIN (UTILITY) and DDL have none, and Athena pads their
 * values with blanks to a width of 20 (as the test suite of PyAthena has them). A row of DESCRIBE is one text, with tabs
 * between its values.
 */
function unpadded(row: readonly (string | null)[], width: number): readonly (string | null)[] {
  const [only] = row;
  const values = row.length === 1 && width > 1 && only != null ? only.split('\t') : row;
  return Array.from({ length: Math.max(values.length, width) }, (_, at) => values[at]?.trimEnd() ?? null);
}
