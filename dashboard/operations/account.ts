import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import type { View } from '../page.ts';
import { answered, type Column, table, windowWords } from '../parts.ts';
import { panel, timeColumn, words } from './panel.ts';

const SHOWN = 15;

/** What happened to the business’s own accounts, numbers and templates. */
export function accountEvents(view: View): Html {
  return panel(view, {
    id: 'account',
    title: 'Accounts, numbers and templates',
    window: `${windowWords(view)}, the newest 50`,
    hasTimes: true,
    text: 'What the vendor did or announced: templates approved, paused or moved to another category, a number’s quality and limit, alerts. States are in the vendor’s words. Of the filters only the number applies.',
    body: answered(view, 'operations_account', (rows) => eventsTable(view, rows)),
    statements: ['operations_account'],
  });
}

function eventsTable(view: View, rows: readonly Row[]): Value {
  if (rows.length === 0) return html`<p class="empty">Nothing was reported in this period.</p>`;
  const columns: readonly Column[] = [
    timeColumn(view, 'When', 'event_at'),
    words('What', 'event_type'),
    words('Of', 'entity_kind'),
    { title: 'Which', column: 'entity_id', show: which, isText: true },
    words('Before', 'old_state'),
    words('Now', 'new_state'),
    words('Why', 'reason'),
    words('Severity', 'severity'),
    words('Code', 'error_code'),
    timeColumn(view, 'Takes effect', 'effective_at'),
    words('In the vendor’s words', 'source_event'),
  ];
  const caption = 'Events of accounts, numbers and templates';
  return table({ page: 'operations', name: 'account', caption, columns, rows, shown: SHOWN });
}

/** A template by its name, else the vendor’s id. */
function which(row: Row): Html {
  return html`<bdi class="name">${row.text('template') ?? row.text('entity_id') ?? '–'}</bdi>`;
}
