import type { Row } from './answer.ts';
import { type Html, html } from './html.ts';

interface CsvColumn {
  readonly title: string;
  readonly column: string;
  readonly unit?: string;
}

/** A link to rows as a file: it is in the address, so that it works without a server and holds what is shown. */
export function csvLink(file: string, of: string, columns: readonly CsvColumn[], rows: readonly Row[]): Html {
  const content = Buffer.from(csvOf(columns, rows)).toString('base64');
  const address = `data:text/csv;charset=utf-8;base64,${content}`;
  return html`<a class="csv" download="${file}" href="${address}" aria-label="CSV: ${of}">CSV</a>`;
}

/** RFC 4180: the titles, then raw values; NULL is empty. */
export function csvOf(columns: readonly CsvColumn[], rows: readonly Row[]): string {
  const lines = [columns.map(titleOf), ...rows.map((row) => columns.map(({ column }) => row.text(column)))];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
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
