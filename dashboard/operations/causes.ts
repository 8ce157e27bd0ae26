import type { Row } from '../answer.ts';
import { causeOf } from '../exec/failures.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { answered, beforeColumn, type Column, deltaColumn, name, table, windowWords } from '../parts.ts';
import { dayColumn, panel, prose, words } from './panel.ts';

const SHOWN = 10;

/** Failures of messages by the vendor’s code, with what it means. */
export function causes(view: View): Html {
  return panel(view, {
    id: 'causes',
    title: 'Failures of messages, by code',
    window: windowWords(view),
    text: 'Messages that failed and did not arrive after all, on the days on which they were sent. A code that Meta’s documents do not explain is a code too.',
    body: answered(view, 'operations_failures', (rows) => causesTable(view, rows)),
    metrics: ['failed_by_code', 'failure_rate_by_code'],
    statements: ['operations_failures'],
  });
}

function causesTable(view: View, rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">No message failed in this period.</p>`;
  const { formats } = view;
  const columns: readonly Column[] = [
    { title: 'Cause', column: 'title', show: (row) => name(causeOf(row)), isText: true },
    words('Code', 'error_code'),
    words('Source', 'source'),
    { title: 'Failed', column: 'failed', format: formats.count },
    beforeColumn(view, 'failed_before'),
    deltaColumn(view, 'failed_change', { kind: 'relative', good: 'down' }),
    { title: 'Of sent', column: 'failure_rate_of', format: formats.count },
    { title: 'Rate', column: 'failure_rate', format: formats.percent },
    dayColumn(view, 'Last on', 'last_failed_day'),
    prose('Meaning', 'meaning'),
    prose('What to do', 'action'),
  ];
  const caption = 'Failures by code, the most frequent first';
  return table({ page: 'operations', name: 'failures', caption, columns, rows, shown: SHOWN });
}
