import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, delta, tile } from '../parts.ts';
import { dailyChart, partOf, tileOf } from './common.ts';
import { currenciesOf, isUnknown, moneyOf } from './money.ts';

const MOST_CHARTS = 3;

export function unitCostTile(view: View): Html {
  const of = tileOf('unit_cost');
  const onAll = (render: (all: Row) => Value) =>
    view.answer('exec_unit_cost').error === undefined
      ? answered(view, 'exec_unit_cost', (rows) => partOf(rows, 'all').map(render))
      : null;
  return tile(view, of, {
    value: answered(view, 'exec_unit_cost', (rows) => {
      const all = partOf(rows, 'all');
      return all.length === 0 ? html`<span class="missing">No charges</span>` : all.map((row) => perEngaged(view, row));
    }),
    denominator: onAll((row) => ofEngaged(view, row)),
    chart: answered(view, 'exec_unit_cost', (rows) =>
      currenciesOf(partOf(rows, 'all'))
        .slice(0, MOST_CHARTS)
        .map((currency) => byDay(view, rows, currency)),
    ),
    more: onAll((row) => perReply(view, row)),
    definition: definition(of.metrics, [view.answer('exec_unit_cost')]),
  });
}

function perEngaged(view: View, row: Row): Html {
  const value = number(
    row.cell('cost_per_engaged_micros'),
    moneyOf(view, row),
    whyNone(row, 'no conversation was engaged'),
  );
  return html`<div class="amount">${value} ${change(view, row, 'cost_per_engaged_change')}</div>`;
}

function change(view: View, row: Row, column: string): Html {
  return delta(view, row.cell(column), { kind: 'relative', good: 'down' });
}

function whyNone(row: Row, nothing: string): string {
  return isUnknown(row) ? `not known: ${row.text('unknown_charges')} charges have no known price` : nothing;
}

function ofEngaged(view: View, row: Row): Html {
  return html`${costOf(view, row)} for ${number(row.cell('engaged_conversations'), view.formats.count)} engaged conversations. `;
}

function costOf(view: View, row: Row): Html {
  const money = moneyOf(view, row);
  return isUnknown(row)
    ? html`at least ${number(row.cell('known_cost_micros'), money)}`
    : number(row.cell('cost_micros'), money);
}

function perReply(view: View, row: Row): Html {
  const value = number(row.cell('cost_per_reply_micros'), moneyOf(view, row), whyNone(row, 'nobody replied'));
  const replies = number(row.cell('attributed_replies'), view.formats.count);
  return html`<p class="also"><span class="label">Per attributed reply</span> <strong>${value}</strong> ${change(view, row, 'cost_per_reply_change')} <span class="of">${costOf(view, row)} for ${replies} replies.</span></p>
`;
}

function byDay(view: View, rows: readonly Row[], currency: string): Html {
  const days = partOf(rows, 'day').filter((row) => row.text('currency') === currency);
  const format = (value: string) => view.formats.money(value, currency);
  const unit = 'millionths';
  const columns: readonly (Column & { readonly isDrawn?: boolean })[] = [
    {
      title: 'Per engaged conversation',
      column: 'cost_per_engaged_micros',
      format,
      unit,
      missing: (row) => whyNone(row, 'none was engaged'),
    },
    {
      title: 'Per reply',
      column: 'cost_per_reply_micros',
      format,
      unit,
      missing: (row) => whyNone(row, 'nobody replied'),
      isDrawn: true,
    },
    { title: 'Cost', column: 'cost_micros', format, unit, missing: (row) => whyNone(row, 'no charges') },
    { title: 'Engaged conversations', column: 'engaged_conversations', format: view.formats.count },
    { title: 'Attributed replies', column: 'attributed_replies', format: view.formats.count },
  ];
  const name = `unit-cost-by-day-${currency.toLowerCase()}`;
  return dailyChart(view, {
    name,
    what: `Cost per engaged conversation and per reply by day, ${currency}`,
    kind: 'count',
    rows: days,
    columns,
    format,
  });
}
