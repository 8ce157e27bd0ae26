import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { memberColumn } from '../members.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, deltaColumn, table, tile } from '../parts.ts';
import { tileOf } from './common.ts';
import { costColumns, currencyColumn, isUnknown, moneyOf, whyUnknown } from './money.ts';

/** Shown at once; the others by a check box. */
const SHOWN = 5;

const DIMENSIONS = { campaign: 'Campaigns', template: 'Templates' } as const;
type Dimension = keyof typeof DIMENSIONS;

export function topTile(view: View): Html {
  const of = tileOf('top');
  const block = (title: string, statement: string, one: (rows: readonly Row[], dimension: Dimension) => Value) =>
    html`<div class="block"><h3>${title}</h3>${answered(view, statement, (rows) => html`${one(only(rows, 'campaign'), 'campaign')}${one(only(rows, 'template'), 'template')}`)}</div>
`;
  return tile(view, of, {
    more: html`<div class="blocks">${block('By reply rate', 'exec_top_replies', (rows, dimension) => byReplies(view, rows, dimension))}${block('By cost', 'exec_top_costs', (rows, dimension) => byCost(view, rows, dimension))}</div>
`,
    definition: definition([...of.metrics, 'cost_per_reply'], of.statements.map(view.answer)),
  });
}

function only(rows: readonly Row[], dimension: Dimension): readonly Row[] {
  return rows.filter((row) => row.text('dimension') === dimension);
}

function member({ formats }: View, dimension: Dimension): Column {
  return memberColumn(dimension, DIMENSIONS[dimension].slice(0, -1), 'label', formats.locale);
}

function byReplies(view: View, rows: readonly Row[], dimension: Dimension): Html {
  if (rows.length === 0)
    return html`<p class="empty">No ${dimension} has 30 mature delivered messages in this period.</p>`;
  const { formats } = view;
  const columns: readonly Column[] = [
    member(view, dimension),
    { title: 'Reply rate', column: 'reply_rate', format: formats.percent },
    deltaColumn(view, 'reply_rate_change', { kind: 'points', good: 'up' }),
    { title: 'Replied', column: 'replied', format: formats.count },
    { title: 'Of mature', column: 'mature_delivered', format: formats.count },
  ];
  const caption = `${DIMENSIONS[dimension]} by reply rate`;
  return table({ page: 'exec', name: `${dimension}s-by-replies`, caption, columns, rows, shown: SHOWN });
}

function byCost(view: View, rows: readonly Row[], dimension: Dimension): Html {
  if (rows.length === 0) return html`<p class="empty">No ${dimension} has a charge in this period.</p>`;
  const unit = 'millionths';
  const per = (nothing: string) => ({
    format: (value: string, row: Row) => moneyOf(view, row)(value),
    missing: (row: Row) => (isUnknown(row) ? whyUnknown(view, row) : nothing),
    unit,
  });
  const columns: readonly Column[] = [
    member(view, dimension),
    ...currencyColumn(rows),
    ...costColumns(view, rows),
    { title: 'Per engaged', column: 'cost_per_engaged_micros', ...per('no conversation was engaged') },
    { title: 'Per reply', column: 'cost_per_reply_micros', ...per('nobody replied') },
    ...(rows.some(isUnknown) ? [] : [{ title: 'Charges', column: 'charges', format: view.formats.count }]),
  ];
  const caption = `${DIMENSIONS[dimension]} by cost`;
  return table({ page: 'exec', name: `${dimension}s-by-cost`, caption, columns, rows, shown: SHOWN });
}
