import { AthenaClient } from '@aws-sdk/client-athena';
import { execute } from '../../lambdas/aws/athena.ts';
import { fetchResult, type QueryResult } from '../../lambdas/aws/athena-result.ts';
import { withWayOut } from './broken-file.ts';
import type { Target } from './target.ts';

/** Somebody waits for the answer. */
const MAX_PAUSE_MS = 50;

/**
 * Runs a query in the stack's workgroup and fetches its rows; where there are more than `maxRows`, at least as many.
 * Throws with Athena's reason when it fails.
 */
export async function runQuery(target: Target, sql: string, maxRows = Number.POSITIVE_INFINITY): Promise<QueryResult> {
  const client = new AthenaClient(target.clientConfig);
  const place = { workgroup: target.output('Workgroup'), database: target.output('Database') };
  const execution = await execute(client, place, sql, { maxPauseMs: MAX_PAUSE_MS }).catch((error: unknown) => {
    throw withWayOut(error, target.dataDir);
  });
  const { columns, rows } = await fetchResult(client, execution.QueryExecutionId ?? '', maxRows + 1);
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
