import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, beforeColumn, behind, type Column, deltaColumn, table } from '../parts.ts';

/** The most frequent cause in words. */
export function topCause(view: View): Value {
  return answered(view, 'exec_failures', ([row]) => {
    if (row === undefined) return null;
    const failed = number(row.cell('failed'), view.formats.count);
    const [code, meaning] = [codeOf(row), row.text('meaning')];
    return html`<p class="also"><span class="label">Most frequent cause</span> <strong>${causeOf(row)}</strong>${code && html` <span class="code">(${code})</span>`}: ${failed} failed.${meaning && html` <span class="of">${meaning}</span>`}</p>
`;
  });
}

/** The vendor’s title; an unknown code is a code too. */
export function causeOf(row: Row): string {
  return row.text('title') ?? (row.text('error_code') === null ? 'Failures without a code' : 'A code without words');
}

function codeOf(row: Row): string {
  return row.text('error_code') ?? '';
}

function actionOf(row: Row): string {
  return row.text('action') ?? '';
}

/** The ten most frequent. */
export function causes(view: View): Value {
  if (view.answer('exec_failures').error !== undefined) return null;
  return answered(view, 'exec_failures', (rows) => rows.length > 0 && behind('By cause', causesTable(view, rows)));
}

function causesTable(view: View, rows: readonly Row[]): Html {
  const { formats } = view;
  const columns: readonly Column[] = [
    { title: 'Cause', column: 'title', show: causeOf, raw: causeOf, isText: true },
    { title: 'Code', column: 'error_code', show: codeOf, raw: codeOf, isText: true },
    { title: 'Source', column: 'source' },
    { title: 'Failed', column: 'failed', format: formats.count },
    beforeColumn(view, 'failed_before'),
    { title: 'Of sent', column: 'failure_rate_of', format: formats.count },
    { title: 'Rate', column: 'failure_rate', format: formats.percent },
    deltaColumn(view, 'failure_rate_change', { kind: 'points', good: 'down' }),
    { title: 'What to do', column: 'action', show: actionOf, raw: actionOf, isText: true },
  ];
  const caption = 'The ten most frequent causes';
  return table({ page: 'exec', name: 'failures', caption, columns, rows });
}
