import type { QueryResult } from '../../lambdas/aws/athena-result.ts';

export const FORMATS = ['table', 'json', 'csv', 'vertical'] as const;
export type Format = (typeof FORMATS)[number];

const NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'double']);

export function formatResult(result: QueryResult, format: Format): string {
  const write = { table, json, csv, vertical } satisfies Record<Format, (result: QueryResult) => string>;
  return write[format](result);
}

function json({ columns, rows }: QueryResult): string {
  const values = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, i) => [name, typed(row[i] ?? null, type)])),
  );
  return JSON.stringify(values, null, 2);
}

function typed(value: string | null, type: string): unknown {
  if (value === null) return null;
  if (type === 'boolean') return value === 'true';
  const number = Number(value);
  // A bigint that a double cannot hold stays text.
  return NUMBERS.has(type) && (Number.isSafeInteger(number) || !Number.isInteger(number)) ? number : value;
}

function csv({ columns, rows }: QueryResult): string {
  return [columns.map(({ name }) => name), ...rows].map((row) => row.map(csvField).join(',')).join('\n');
}

function csvField(value: string | null): string {
  return value === null ? '' : /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function table({ columns, rows }: QueryResult): string {
  const cells = [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((value, i) => shown(value, columns[i]?.type))),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((value, i) =>
        NUMBERS.has(columns[i]?.type ?? '') ? value.padStart(widths[i] ?? 0) : value.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [header = [], ...body] = cells;
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

/** One column a line, for rows that are wider than a window. */
function vertical({ columns, rows }: QueryResult): string {
  if (rows.length === 0) return 'No rows.';
  const width = Math.max(...columns.map(({ name }) => name.length));
  const nextLine = `\n${' '.repeat(width + 2)}`;
  const line = (name: string, value: string) => `${name.padEnd(width)}  ${value.replaceAll('\n', nextLine)}`;
  return rows
    .flatMap((row, index) => [
      `-[ row ${index + 1} ]-`,
      ...columns.map(({ name, type }, i) => line(name, shown(row[i] ?? null, type))),
    ])
    .join('\n');
}

function shown(value: string | null, type: string | undefined): string {
  if (value === null) return 'NULL';
  return type === 'double' ? String(Math.round(Number(value) * 10_000) / 10_000) : value;
}
