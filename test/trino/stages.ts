import type { RunTrino } from './client.ts';

/**
 * Trino refuses a query of more than 150 stages when it plans it (`query.max-stage-count`, "Query management properties",
 * Trino documentation). Numbers that people wait for stay far below, and nothing comes near.
 */
const MOST_STAGES = { public: 30, page: 30, live: 99, other: 99 } as const;

export type Kind = keyof typeof MOST_STAGES;

const FRAGMENT = /^Fragment \d+ \[/gm;

/** In how many stages Trino would run a statement: a fragment of its plan is a stage. */
export async function plannedStages(run: RunTrino, sql: string): Promise<number> {
  const { rows } = await run(`EXPLAIN (TYPE DISTRIBUTED) ${sql}`);
  return fragmentsOf(rows.map(([line]) => line).join('\n'));
}

export function fragmentsOf(plan: string): number {
  const found = plan.match(FRAGMENT)?.length ?? 0;
  if (found === 0) throw new Error(`There is no fragment in this plan: ${plan.slice(0, 200)}`);
  return found;
}

/** A query's rows written as Parquet, which UNLOAD does with a stage or two of their own. */
export function asTable(sql: string, partitionedBy: readonly string[]): string {
  const names = partitionedBy.map((name) => `'${name}'`).join(', ');
  const partitions = names === '' ? '' : `, partitioned_by = ARRAY[${names}]`;
  return `CREATE TABLE unloaded WITH (format = 'PARQUET'${partitions}) AS ${sql}`;
}

/** What is broken when a statement has that many stages; undefined when nothing is. */
export function tooManyStages(name: string, kind: Kind, stages: number): string | undefined {
  const most = MOST_STAGES[kind];
  return stages <= most ? undefined : `${name} has ${stages} stages on Trino; ${most} at most`;
}
