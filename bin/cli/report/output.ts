import { type Answer, type Row, rowsOf } from '../../../dashboard/answer.ts';
import { csvOf } from '../../../dashboard/csv.ts';
import type { View } from '../../../dashboard/page.ts';
import type { Report, ReportTable } from '../../../dashboard/report.ts';
import { formatResult } from '../format.ts';

/** What is printed: a report, or one of its tables. */
export interface Printed {
  readonly report: Report;
  readonly tables: readonly ReportTable[];
  /** All of its tables. */
  readonly isWhole: boolean;
  readonly view: View;
  /** Rows of each table at most. */
  readonly limit: number;
}

export type TextFormat = 'table' | 'csv' | 'json';

export function textOf(printed: Printed, format: TextFormat): string {
  const write = { table, csv, json } satisfies Record<TextFormat, (printed: Printed) => string>;
  return write[format](printed);
}

/** The rows as their statements answered them; several tables with an empty line between. */
function csv({ tables, view }: Printed): string {
  return tables
    .map(({ statement }) => {
      const answer = view.answer(statement);
      const columns = answer.columns.map(({ name }) => ({
        title: name,
        column: name,
        raw: (row: Row) => row.text(name),
      }));
      return csvOf(columns, rowsOf(answer));
    })
    .join('\r\n');
}

/** One table is a list of its rows; a report names its tables. */
function json({ report, tables, isWhole, view }: Printed): string {
  const listed = tables.map(({ name, statement }) => [name, rowsAsJson(view.answer(statement))] as const);
  const [only] = listed;
  if (only !== undefined && !isWhole) return `${JSON.stringify(only[1], null, 2)}\n`;
  const { from, through } = view.window;
  const of = { report: report.name, from, through, filter: view.filter.slices, as_of: view.header.asOf };
  const whole = { ...of, zone: view.header.zone, tables: Object.fromEntries(listed), actions: report.actions(view) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function rowsAsJson(answer: Answer): unknown {
  return answer.error === undefined ? JSON.parse(formatResult(answer, 'json')) : null;
}

function table({ report, tables, isWhole, view, limit }: Printed): string {
  const { from, through } = view.window;
  const slices = Object.entries(view.filter.slices).map(([slice, value]) => `, ${slice} ${value}`);
  const asOf = view.header.asOf === null ? 'no events yet' : `as of ${view.header.asOf}`;
  const head = `${report.title}, ${from} to ${through} (${view.header.zone})${slices.join('')}, ${asOf}\n`;
  const actions = (isWhole ? report.actions(view) : []).map((action, index) => `${index + 1}. ${action}\n`);
  const todo = actions.length === 0 ? [] : [`What to do\n${actions.join('')}`];
  return [head, ...tables.map((one) => section(one, view, limit)), ...todo].join('\n');
}

function section({ name, title, statement, note }: ReportTable, view: View, limit: number): string {
  const answer = view.answer(statement);
  const head = `${title}\n${note}\n`;
  if (answer.error !== undefined) return `${head}No answer: ${answer.error}\n`;
  if (answer.rows.length === 0) return `${head}No rows.\n`;
  const more = answer.rows.length - limit;
  const rest = more > 0 ? `and ${more} more rows: --table ${name}\n` : '';
  return `${head}${formatResult({ ...answer, rows: answer.rows.slice(0, limit) }, 'table')}\n${rest}`;
}
