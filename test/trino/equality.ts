import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import type { RunAthena } from './athena.ts';
import type { RunTrino, TrinoResult } from './client.ts';
import { compareResults, orderDifferences, type Verdict } from './compare.ts';
import type { Query } from './queries.ts';
import { athenaType, comparable, refuseUncomparable } from './values.ts';

export interface Compared extends Verdict {
  readonly name: string;
  readonly trinoMs: number;
  readonly athenaMs: number;
  /** Trino's. */
  readonly stages: number;
  /** Undefined where the engine gave an error. */
  readonly results: { readonly trino?: QueryResult; readonly athena?: QueryResult };
}

/** A query's rows on both engines. An error of either is a difference. */
export async function compareEngines(query: Query, trino: RunTrino, athena: RunAthena): Promise<Compared> {
  const [theirs, trinoMs] = await timed(() => trinoRows(trino, query.sql));
  const [ours, athenaMs] = await timed(() => athena(query.laptopSql ?? query.sql).then(comparableRows));
  const failures = [
    ...(theirs instanceof Error ? [`Trino: ${theirs.message}`] : []),
    ...(ours instanceof Error ? [`the laptop: ${ours.message}`] : []),
  ];
  const verdict =
    theirs instanceof Error || ours instanceof Error
      ? { rows: 0, isEqual: false, isClose: false, differences: failures }
      : inOrder(query, compareResults(theirs, ours), () => orderDifferences(theirs, ours));
  const results = {
    ...(theirs instanceof Error ? {} : { trino: theirs }),
    ...(ours instanceof Error ? {} : { athena: ours }),
  };
  const stages = theirs instanceof Error ? 0 : theirs.stages;
  return { name: query.name, trinoMs, athenaMs, stages, results, ...verdict };
}

function inOrder(query: Query, verdict: Verdict, differencesOf: () => readonly string[]): Verdict {
  const differences = query.isOrdered && verdict.isEqual ? differencesOf() : [];
  return differences.length === 0 ? verdict : { ...verdict, isEqual: false, differences };
}

async function trinoRows(run: RunTrino, sql: string): Promise<TrinoResult> {
  const { columns, rows, stages } = await run(sql);
  const named = columns.map(({ name, type }) => ({ name, type: athenaType(type) }));
  for (const { name, type } of named) refuseUncomparable(name, type);
  return { ...comparableRows({ columns: named, rows }), stages };
}

function comparableRows({ columns, rows }: QueryResult): QueryResult {
  const types = columns.map(({ type }) => type);
  return { columns, rows: rows.map((row) => row.map((value, index) => comparable(value, types[index] ?? ''))) };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T | Error, number]> {
  const startedMs = performance.now();
  const result = await work().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  return [result, Math.round(performance.now() - startedMs)];
}
