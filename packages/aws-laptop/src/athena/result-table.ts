/** A finished query's rows, and how Athena writes them: result pages and the CSV object. */
import type { DuckDBResultReader } from '@duckdb/node-api';
import type { QueryShape } from './query-shape.ts';
import { type TrinoType, trinoText, trinoType } from './trino-values.ts';

export interface ResultColumn extends TrinoType {
  readonly label: string;
}

export interface ResultTable {
  readonly columns: readonly ResultColumn[];
  /** Undefined is NULL. */
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** SELECTs give their column names as the first row; SHOW, EXPLAIN and DDL do not. */
  readonly header: boolean;
}

export const NO_ROWS: ResultTable = { columns: [], rows: [], header: false };

/** What EXPLAIN (TYPE VALIDATE) answers. */
export const VALID: ResultTable = {
  columns: [{ label: 'Valid', name: 'boolean', precision: 0, scale: 0 }],
  rows: [['true']],
  header: false,
};

/** The rows that DuckDB read, with Trino's names for types and for the expressions that have no name. */
export function resultTable(reader: DuckDBResultReader, shape: QueryShape): ResultTable {
  const types = reader.columnTypes();
  const labels = outputLabels(reader.columnNames(), shape.outputs);
  return {
    columns: types.map((type, index) => ({ label: labels[index] ?? '', ...trinoType(type) })),
    rows: reader.getRows().map((row) => types.map((type, index) => trinoText(row[index] ?? null, type))),
    header: true,
  };
}

/** A table of one text column, for SHOW, DESCRIBE and EXPLAIN. */
export function textTable(label: string, lines: readonly string[]): ResultTable {
  const column = { label, name: 'string', precision: 0, scale: 0 };
  return { columns: [column], rows: lines.map((line) => [line]), header: false };
}

/** DESCRIBE: three columns, and rows that are one text each, with tabs between values that are padded to twenty. */
export function describeTable(
  columns: readonly { readonly name: string; readonly type: string }[],
  partitions: readonly { readonly name: string; readonly type: string }[] = [],
): ResultTable {
  const line = (...values: readonly string[]): string => values.map((value) => value.padEnd(20)).join('\t');
  const lines = [...columns, ...partitions].map(({ name, type }) => line(name, type, ''));
  const keys = partitions.map(({ name, type }) => line(name, type, ''));
  const blank = '\t \t ';
  const head = [blank, '# Partition Information\t \t ', line('# col_name', 'data_type', 'comment'), blank];
  return {
    columns: ['col_name', 'data_type', 'comment'].map((label) => ({ label, name: 'string', precision: 0, scale: 0 })),
    rows: [...lines, ...(keys.length > 0 ? [...head, ...keys] : [])].map((text) => [text]),
    header: false,
  };
}

/** Trino calls the expression in column n `_col<n>`, from 0; DuckDB repeats its text. */
export function outputLabels(names: readonly string[], outputs: QueryShape['outputs']): string[] {
  const stars = outputs.filter((output) => output === 'star').length;
  const starWidth = names.length - (outputs.length - stars);
  // With several stars nobody knows which is how wide, so DuckDB's names stay.
  if (stars > 1) return [...names];
  const perColumn = outputs.flatMap((output) =>
    output === 'star' ? Array<typeof output>(starWidth).fill(output) : [output],
  );
  return names.map((name, index) => (perColumn[index] === 'unnamed' ? `_col${index}` : name));
}

/** The CSV that Athena stores: every value quoted, NULL as nothing ("Work with query results and recent queries"). */
export function resultCsv({ columns, rows, header }: ResultTable): string {
  const line = (values: readonly (string | undefined)[]): string =>
    `${values.map((value) => (value === undefined ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`;
  const names = header ? [line(columns.map(({ label }) => label))] : [];
  return [...names, ...rows.map(line)].join('');
}

/** The plain text that Athena stores for DDL and utility statements: tabs between values. */
export function resultText({ rows }: ResultTable): string {
  return rows.map((row) => `${row.map((value) => value ?? '').join('\t')}\n`).join('');
}

/** One page of `GetQueryResults`; `next` is the offset of the page after it. The header counts as a row. */
export function resultPage(
  table: ResultTable,
  offset: number,
  size: number,
): { output: unknown; next: number | undefined } {
  const headerRows = table.header ? 1 : 0;
  const header = offset < headerRows ? [table.columns.map(({ label }) => label)] : [];
  const rows = table.rows.slice(Math.max(0, offset - headerRows), offset + size - headerRows);
  const end = offset + header.length + rows.length;
  return {
    output: { Rows: [...header, ...rows].map(rowOf), ResultSetMetadata: { ColumnInfo: table.columns.map(columnInfo) } },
    next: end < headerRows + table.rows.length ? end : undefined,
  };
}

function rowOf(values: readonly (string | undefined)[]): unknown {
  return { Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })) };
}

function columnInfo({ label, name, precision, scale }: ResultColumn): unknown {
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name: label,
    Label: label,
    Type: name,
    Precision: precision,
    Scale: scale,
    Nullable: 'UNKNOWN',
    CaseSensitive: name === 'varchar',
  };
}
