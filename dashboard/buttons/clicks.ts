import type { Row } from '../answer.ts';
import { bars } from '../charts.ts';
import { type Html, html, type Value } from '../html.ts';
import { memberColumn } from '../members.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, delta, deltaColumn, figure, table, tile } from '../parts.ts';
import { kind, NOTHING_DELIVERED, ordinal, SHOWN, words } from './common.ts';

/** All buttons together, and each position. */
export function clicksTile(view: View): Html {
  const { formats } = view;
  const all = (render: (row: Row) => Value) =>
    answered(view, 'buttons_clicks', (rows) => partOf(rows, 'all').map(render));
  return tile(view, CLICKS, {
    value: answered(view, 'buttons_clicks', (rows) => {
      const [row] = partOf(rows, 'all');
      return row ? number(row.cell('click_rate'), formats.percent, NOTHING_DELIVERED) : NONE;
    }),
    ...(view.answer('buttons_clicks').error === undefined && {
      change: all((row) => delta(view, row.cell('click_rate_change'), { kind: 'points', good: 'up' })),
      denominator: all((row) => ofWords(view, row)),
      chart: answered(view, 'buttons_clicks', (rows) => byPosition(view, partOf(rows, 'position'))),
      more: all((row) => total(view, row)),
    }),
    definition: definition(['click_rate', 'unique_clickers', 'clicks'], [view.answer('buttons_clicks')]),
  });
}

const CLICKS = {
  id: 'clicks',
  title: 'Click rate',
  text: 'Distinct persons who clicked, of the delivered messages that had a button whose clicks are reported.',
};
const NONE = html`<span class="missing">No message with such buttons</span>`;

function partOf(rows: readonly Row[], part: string): readonly Row[] {
  return rows.filter((row) => row.text('part') === part);
}

function ofWords({ formats }: View, row: Row): Html {
  return html`${number(row.cell('clickers'), formats.count)} unique clickers of ${number(row.cell('click_rate_of'), formats.count)} delivered messages. `;
}

function total(view: View, row: Row): Html {
  const change = delta(view, row.cell('clicks_change'), { kind: 'relative', good: 'up' });
  return html`<p class="also"><span class="label">Clicks</span> <strong>${number(row.cell('clicks'), view.formats.count)}</strong> ${change}</p>
`;
}

function byPosition(view: View, rows: readonly Row[]): Html | null {
  const { formats } = view;
  const places = rows.toSorted((a, b) => Number(a.text('position')) - Number(b.text('position')));
  if (places.length === 0) return null;
  const chart = bars({
    what: 'Click rate by position of the button',
    bars: places.map((row) => ({ name: ordinal(row), value: row.text('click_rate') })),
    format: formats.percent,
  });
  const columns = [{ title: 'Position', column: 'position' }, ...numbers(view)];
  const caption = 'Click rate by position';
  return figure(chart, { page: 'buttons', name: 'by-position', caption, columns, rows: places });
}

/** By campaign, template and button. */
export function clickTables(view: View): Html {
  const label = words('Template', 'label', (row) => row.text('label') ?? 'without a template');
  const kinds: readonly (readonly [part: string, title: string, columns: readonly Column[]])[] = [
    ['campaign', 'Campaigns', [memberColumn('campaign', 'Campaign', 'campaign_id', view.formats.locale)]],
    ['template', 'Templates', [label]],
    ['button', 'Buttons', [{ title: 'Button', column: 'button_id' }, label, words('Kind', 'button_kind', kind)]],
  ];
  return tile(view, TABLES, {
    more: answered(view, 'buttons_clicks', (rows) =>
      kinds.map(([part, caption, columns]) => {
        const of = {
          page: 'buttons',
          name: `${part}s`,
          caption,
          columns: [...columns, ...numbers(view), change(view)],
        };
        return table({ ...of, rows: partOf(rows, part), shown: SHOWN });
      }),
    ),
    definition: definition(['click_rate', 'unique_clickers', 'clicks'], [view.answer('buttons_clicks')]),
  });
}

const TABLES = {
  id: 'clicks-by',
  title: 'Campaigns, templates and buttons',
  text: 'Each by delivered messages, at most 50. Persons do not add up: one who clicks on two buttons is one clicker of each.',
};

function numbers({ formats }: View): readonly Column[] {
  return [
    { title: 'Click rate', column: 'click_rate', format: formats.percent, missing: NOTHING_DELIVERED },
    { title: 'Unique clickers', column: 'clickers', format: formats.count },
    { title: 'Of delivered', column: 'click_rate_of', format: formats.count },
    { title: 'Clicks', column: 'clicks', format: formats.count },
  ];
}

function change(view: View): Column {
  return deltaColumn(view, 'click_rate_change', { kind: 'points', good: 'up' });
}
