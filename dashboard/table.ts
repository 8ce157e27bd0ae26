import type { Row } from './answer.ts';
import { csvLink, isNumeric, UNKNOWN } from './csv.ts';
import { type Html, html, type Value } from './html.ts';
import { number } from './number.ts';

export interface Column {
  readonly title: string;
  /** Of the statement: its raw value goes into the CSV. */
  readonly column: string;
  /** How a number is shown; a column without it is text. */
  readonly format?: (value: string, row: Row) => string;
  /** Why a number is missing. */
  readonly missing?: string | ((row: Row) => string);
  /** What is shown instead, of the same value. */
  readonly show?: (row: Row) => Value;
  /** Whether that is words, as `raw` has them. */
  readonly isText?: boolean;
  /** What the CSV has, where it is not the value: what `show` shows. */
  readonly raw?: (row: Row) => string | null;
  /** What the raw value is counted in, where it is shown in another: a part of the title that only the CSV shows. */
  readonly unit?: string;
}

export interface Table {
  /** The CSV file is `<page>-<name>.csv`. */
  readonly page: string;
  readonly name: string;
  readonly caption: string;
  /** The first is the row’s header. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows that are shown at once; all of them by a check box. */
  readonly shown?: number;
}

/** A table with its CSV beside it. Wider than its place, it is scrolled by keyboard where it has the focus. */
export function table({ page, name, caption, columns, rows, shown = rows.length }: Table): Html {
  const [first, rest] = [rows.slice(0, shown), rows.slice(shown)];
  const link = csvLink(`${page}-${name}.csv`, caption, columns, rows);
  return html`<div class="table">
<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map(columnHeader)}</tr></thead>
<tbody>${first.map((row) => tableRow(columns, row))}</tbody>
${rest.length > 0 && html`<tbody class="rest">${rest.map((row) => tableRow(columns, row))}</tbody>`}
</table></div>
<p class="under">${rest.length > 0 && html`<label class="all"><input type="checkbox"> Show all ${rows.length}</label> `}${link}</p>
</div>
`;
}

function columnHeader(column: Column): Html {
  return html`<th scope="col"${isNumeric(column) && html` class="n"`}>${column.title}${column.unit && html`<span hidden> (${column.unit})</span>`}</th>`;
}

function tableRow(columns: readonly Column[], row: Row): Html {
  const [first, ...others] = columns;
  const header = first && html`<th scope="row">${content(first, row)}</th>`;
  return html`<tr>${header}${others.map((column) => cell(column, row))}</tr>
`;
}

function cell(column: Column, row: Row): Html {
  return html`<td${isNumeric(column) && html` class="n"`}>${content(column, row)}</td>`;
}

function content({ column, format, missing, show }: Column, row: Row): Value {
  if (show) return show(row);
  if (format === undefined) return name(row.text(column));
  const why = typeof missing === 'function' ? missing(row) : missing;
  return number(row.cell(column), (value) => format(value, row), why);
}

/** Shorter names stay on one line. */
const SHORT = 18;

/** A text somebody chose: of any length, and of any direction of writing. */
export function name(text: string | null): Html {
  const shown = text ?? UNKNOWN;
  if (shown.length <= SHORT) return html`<bdi>${shown}</bdi>`;
  return html`<bdi class="name" title="${shown}">${shown}</bdi>`;
}
