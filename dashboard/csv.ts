import type { Row } from './answer.ts';
import { type Html, html } from './html.ts';

/** A name that no event has. */
export const UNKNOWN = 'unknown';

interface CsvColumn {
  readonly title: string;
  readonly column: string;
  readonly unit?: string;
  readonly format?: unknown;
  readonly show?: unknown;
  readonly isText?: boolean;
  readonly raw?: (row: Row) => string | null;
}

/** A link to rows as a file: it is in the address, so that it works without a server and holds what is shown. */
export function csvLink(file: string, of: string, columns: readonly CsvColumn[], rows: readonly Row[]): Html {
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(columns, rows))}`;
  return html`<a class="csv" download="${file}" href="${address}" aria-label="CSV: ${of}">CSV</a>`;
}

/** RFC 4180: the titles, then raw values; NULL is empty. */
export function csvOf(columns: readonly CsvColumn[], rows: readonly Row[]): string {
  const valuesIn = (row: Row) => columns.map((column) => rawOf(column, row));
  const lines = [columns.map(titleOf), ...rows.map(valuesIn)];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A number as the statement has it, a text as it is shown. */
function rawOf(column: CsvColumn, row: Row): string | null {
  if (column.raw) return column.raw(row);
  return row.text(column.column) ?? (isNumeric(column) ? null : UNKNOWN);
}

export function isNumeric({ format, show, isText = false }: Pick<CsvColumn, 'format' | 'show' | 'isText'>): boolean {
  return !isText && (format !== undefined || show !== undefined);
}

function titleOf({ title, unit }: CsvColumn): string {
  return unit === undefined ? title : `${title} (${unit})`;
}

const NUMBER = /^-?\d+(\.\d+)?(E-?\d+)?$/;

/** Spreadsheets run a text that begins so as a formula (OWASP, CSV injection): an apostrophe before it makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string | null): string {
  const text = value ?? '';
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
