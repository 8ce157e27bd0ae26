import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import type { Verdict } from './check-report.ts';
import { countsSql, type PlacedCheck } from './check-statements.ts';

/** Runs a query. Throws with the engine's reason when it fails. */
export type RunQuery = (sql: string) => Promise<QueryResult>;

/**
 * Counts the rows that break the checks, by one statement. Where that is refused or fails, each is counted alone, so
 * that the one that ends in an error is known.
 */
export async function countTogether(
  run: RunQuery,
  checks: readonly PlacedCheck[],
  database: string,
): Promise<readonly Verdict[]> {
  try {
    const { rows } = await run(countsSql(checks, database));
    const counts = new Map(rows.map(([place, offending]) => [Number(place), Number(offending)]));
    return checks.map((check) => ({ check, ...countOf(counts.get(check.place)) }));
  } catch (error) {
    const [only] = checks;
    if (checks.length !== 1 || only === undefined) return countAlone(run, checks, database);
    return [{ check: only, error: error instanceof Error ? error.message : String(error) }];
  }
}

function countOf(offending: number | undefined) {
  return offending === undefined ? { error: 'The statement answered no count.' } : { offending };
}

async function countAlone(run: RunQuery, checks: readonly PlacedCheck[], database: string) {
  const verdicts: Verdict[] = [];
  for (const check of checks) verdicts.push(...(await countTogether(run, [check], database)));
  return verdicts;
}
