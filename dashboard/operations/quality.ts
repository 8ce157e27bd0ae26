import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { answered, type Column, table, windowWords } from '../parts.ts';
import { dayColumn, panel, timeColumn, words } from './panel.ts';

const SHOWN = 10;

/** What came twice, what is not understood, and what the vendor has changed. */
export function quality(view: View): Html {
  return panel(view, {
    id: 'quality',
    title: 'Duplicates, unmapped events and drift',
    window: `Duplicates and drift: all time. Unmapped: ${windowWords(view)}`,
    hasTimes: true,
    text: 'None of it changes a number. A duplicate counts once; what is not understood is kept, and is replayed once the dictionary has it; a new path is a member that the vendor’s payloads did not use to have.',
    body: html`${answered(view, 'operations_unmapped', (rows) => unmapped(view, rows))}
${answered(view, 'operations_drift', (rows) => drift(view, rows))}
${answered(view, 'operations_duplicates', (rows) => duplicates(view, rows))}`,
    metrics: ['unmapped', 'duplicates'],
    statements: ['operations_unmapped', 'operations_drift', 'operations_duplicates'],
  });
}

function unmapped(view: View, rows: readonly Row[]): Value {
  const columns: readonly Column[] = [
    words('Kind, in the vendor’s words', 'source_event'),
    words('Source', 'source'),
    { title: 'Events', column: 'unmapped', format: view.formats.count },
    dayColumn(view, 'First on', 'first_day'),
    dayColumn(view, 'Last on', 'last_day'),
  ];
  return listed(
    'unmapped',
    'Events that are not understood yet',
    'Everything of this period was understood.',
    columns,
    rows,
  );
}

function drift(view: View, rows: readonly Row[]): Value {
  const columns: readonly Column[] = [
    words('New path', 'path'),
    words('Kind', 'source_event'),
    words('Source', 'source'),
    { title: 'Events', column: 'events', format: view.formats.count },
    timeColumn(view, 'First', 'first_seen_at'),
    timeColumn(view, 'Last', 'last_seen_at'),
  ];
  return listed('drift', 'Paths that payloads did not use to have', 'No payload has a new path.', columns, rows);
}

function duplicates(view: View, rows: readonly Row[]): Value {
  const columns: readonly Column[] = [
    words('Kind', 'kind'),
    words('Source', 'source'),
    words('Where', 'place'),
    { title: 'Duplicates', column: 'duplicates', format: view.formats.count },
    timeColumn(view, 'First', 'first_seen_at'),
    timeColumn(view, 'Last', 'last_seen_at'),
  ];
  return listed('duplicates', 'What came more than once', 'Nothing came twice.', columns, rows);
}

function listed(name: string, caption: string, none: string, columns: readonly Column[], rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">${none}</p>`;
  return table({ page: 'operations', name, caption, columns, rows, shown: SHOWN });
}
