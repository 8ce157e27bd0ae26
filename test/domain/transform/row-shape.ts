import { COLUMNS, type ColumnType } from '../../../domain/event/columns.ts';
import type { TransformedRow } from '../../../domain/transform.ts';

const TYPES: ReadonlyMap<string, ColumnType> = new Map(COLUMNS.map(({ name, type }) => [name, type]));

const CHECKS: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value !== '',
  int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  bigint: (value) => Number.isSafeInteger(value),
  double: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(value),
};

const ALWAYS = ['event_key', 'event_type', 'source', 'source_event', 'event_at', 'received_at', 'schema_version'];

/** What of a row does not fit the column list; empty when all of it does. */
export function misfits({ row, partition }: TransformedRow): readonly string[] {
  const printed: Record<string, unknown> = JSON.parse(JSON.stringify(row));
  const wrong = Object.entries(printed).flatMap(([name, value]) => {
    const type = TYPES.get(name);
    if (type === undefined) return [`${name} is no column`];
    return value === null || CHECKS[type](value) ? [] : [`${name} is no ${type}`];
  });
  const missing = ALWAYS.filter((name) => (printed[name] ?? null) === null).map((name) => `${name} is missing`);
  const day = /^\d{4}-\d\d-\d\d$/.test(partition.dt) ? [] : ['dt is no day'];
  return [...wrong, ...missing, ...day];
}
