import type { Row } from '../answer.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, table, tile } from '../parts.ts';
import { kind, words } from './common.ts';

/** What is in no rate: buttons nobody reports, and clicks whose button or message is not known. */
export function unplacedTile(view: View): Html {
  return tile(view, UNPLACED, {
    more: answered(view, 'buttons_unplaced', (rows) => {
      const [silent, clicked] = [true, false].map((isSilent) =>
        rows.filter((row) => (row.text('reason') === 'not_reported') === isSilent),
      );
      return html`${unreported(view, silent ?? [])}${unknown(view, clicked ?? [])}`;
    }),
    definition: definition([], [view.answer('buttons_unplaced')]),
  });
}

const UNPLACED = {
  id: 'unplaced',
  title: 'Not observable, and clicks in no rate',
  text: 'Nobody reports that a link was opened, a call made, a catalogue looked at or a code copied: how often is not known, which is not 0.',
};

function unreported({ formats }: View, rows: readonly Row[]): Html {
  if (rows.length === 0) return html`<p class="empty">No links, calls or catalogues were sent in this period.</p>`;
  const columns: readonly Column[] = [
    words('Kind', 'button_kind', kind),
    { title: 'Messages sent with it', column: 'sent', format: formats.count },
    { title: 'Delivered', column: 'delivered', format: formats.count },
    { title: 'Clicks', column: 'clicks', format: formats.count, missing: 'not reported by the vendor' },
  ];
  return table({
    page: 'buttons',
    name: 'not-observable',
    caption: 'Buttons whose clicks nobody reports',
    columns,
    rows,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ambiguous: 'two buttons of the message fit',
  no_snapshot: 'what the message was sent with is not known: post sends with their buttons (docs/sends.md)',
  not_delivered: 'no status says that the message arrived',
  message_unknown: 'the click names no message that was sent in the reporting window',
};

function unknown({ formats }: View, rows: readonly Row[]): Html {
  if (rows.length === 0) return html`<p class="empty">Every click has its button.</p>`;
  const columns: readonly Column[] = [
    words('Why', 'reason', (row) => REASONS[row.text('reason') ?? ''] ?? row.text('reason') ?? 'unknown'),
    words('Kind', 'button_kind', kind),
    { title: 'Clicks', column: 'clicks', format: formats.count },
  ];
  return table({ page: 'buttons', name: 'in-no-rate', caption: 'Clicks in no rate', columns, rows });
}
