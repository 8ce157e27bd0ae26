import * as z from 'zod';
import { storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import type { RunTrino } from './client.ts';

const bound = z.object({ value: z.string().optional(), bound: z.string() });
const constraint = z.object({
  columnName: z.string(),
  domain: z.object({ ranges: z.array(z.object({ low: bound, high: bound })) }),
});
/** Of EXPLAIN (TYPE IO), what it says of each table: the values of the partitions that it reads. */
const planSchema = z.object({
  inputTableColumnInfos: z.array(
    z.object({
      table: z.object({ schemaTable: z.object({ table: z.string() }) }),
      constraint: z.object({ columnConstraints: z.array(constraint) }),
    }),
  ),
});

export interface ReadPartitions {
  readonly table: string;
  /** The values of each partition column, in order; none are stated where all are read. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Which partitions Trino would read for a query, by its own account, scan by scan. */
export async function partitionsRead(run: RunTrino, sql: string): Promise<readonly ReadPartitions[]> {
  const { rows } = await run(`EXPLAIN (TYPE IO, FORMAT JSON) ${sql}`);
  return readPlan(JSON.parse(rows[0]?.[0] ?? ''));
}

export function readPlan(plan: unknown): readonly ReadPartitions[] {
  return planSchema.parse(plan).inputTableColumnInfos.map(({ table, constraint }) => ({
    table: table.schemaTable.table,
    values: Object.fromEntries(
      constraint.columnConstraints.map(({ columnName, domain }) => [columnName, domain.ranges.flatMap(values).sort()]),
    ),
  }));
}

/** Partitions are read by single values; a range of values is given by its ends. */
function values({ low, high }: z.infer<typeof constraint>['domain']['ranges'][number]): readonly string[] {
  return [...new Set([low.value, high.value])].filter((value) => value !== undefined);
}

export interface Expectation {
  readonly sql: string;
  /** Every scan of the table must read these values of the column and no others. */
  readonly table: string;
  readonly column: string;
  readonly isRead: (value: string) => boolean;
  readonly rule: string;
}

/** What the views promise: conditions on day and family reach the partitions, and closed days are not read as they landed. */
export function expectations(through: string): readonly Expectation[] {
  const funnel = { sql: 'SELECT * FROM metric_message_funnel_daily' };
  const family = { table: 'compacted_rows', column: 'family', isRead: (value: string) => value === 'messaging' };
  const oneDay = { sql: `SELECT * FROM events WHERE dt = '${through}'`, table: 'compacted_rows', column: 'dt' };
  const landed = { table: 'event_rows', column: 'dt', isRead: (value: string) => value > through };
  return [
    { ...funnel, ...family, rule: 'the funnel reads the closed files of messaging alone' },
    { ...funnel, ...landed, rule: 'the funnel reads no landed file of a closed day' },
    { ...oneDay, isRead: (value) => value === through, rule: 'a condition on the day reaches the closed files' },
  ];
}

/** A view over a refreshed table reads the files of one generation, in every scan of it. */
export function generationExpectations(tables: readonly RefreshedTable[], generation: string): readonly Expectation[] {
  return tables.map(({ name }) => ({
    sql: `SELECT * FROM ${name}`,
    table: storedName(name),
    column: 'generation',
    isRead: (value) => value === generation,
    rule: `${name} reads the current generation alone`,
  }));
}

/** What is broken about an expectation; undefined when it holds. */
export function breach(
  { table, column, isRead, rule }: Expectation,
  read: readonly ReadPartitions[],
): string | undefined {
  const scans = read.filter((scan) => scan.table === table);
  const wrong = scans.flatMap(({ values }) => values[column]?.filter((value) => !isRead(value)) ?? [`every ${column}`]);
  return wrong.length === 0 ? undefined : `${rule}: Trino reads ${table} of ${column} ${wrong.join(', ')}`;
}
