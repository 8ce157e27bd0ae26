import * as z from 'zod/mini';
import type { Cell, ReferenceColumn } from './column.ts';
import type { Fault, Records, WrittenRecord } from './records.ts';

/** A row, and where it stands. */
export interface Placed<Row> {
  readonly row: Row;
  /** The file's name, as `lake reference list` shows it. */
  readonly file: string;
  readonly line: number;
}

export interface ReadRows<Row> {
  readonly rows: readonly Placed<Row>[];
  readonly faults: readonly Fault[];
}

/** Reads records by a table's schema. Each that does not fit is a fault that names the column, the rule and the value. */
export function readRows<Row>(
  schema: z.ZodMiniType<Row>,
  columns: readonly ReferenceColumn[],
  { records, faults }: Records,
  file: string,
): ReadRows<Row> {
  const read = records.map((record) => readRow(schema, columns, record, file));
  return {
    rows: read.flatMap((one) => ('row' in one ? [one] : [])),
    faults: [...faults, ...read.flatMap((one) => ('row' in one ? [] : one))],
  };
}

function readRow<Row>(
  schema: z.ZodMiniType<Row>,
  columns: readonly ReferenceColumn[],
  { line, members }: WrittenRecord,
  file: string,
): Placed<Row> | readonly Fault[] {
  const known = new Set(columns.map(({ name }) => name));
  const foreign = Object.keys(members).filter((name) => !known.has(name));
  if (foreign.length > 0) {
    const problem = `has no column ${foreign.join(', ')}; the columns are ${[...known].join(', ')}`;
    return [{ line, problem }];
  }
  const cells = Object.fromEntries(columns.map(({ name }) => [name, cellOf(members[name])]));
  const parsed = z.safeParse(schema, cells);
  if (parsed.success) return { row: parsed.data, file, line };
  return parsed.error.issues.map(({ path, message }) => {
    const name = path.map(String).join('.');
    return { line, problem: `${name} ${message} (given: ${JSON.stringify(cells[name] ?? '')})` };
  });
}

/** CSV has texts only; JSON's numbers and flags are read as they would be written there. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
