import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, delta, tile } from '../parts.ts';
import { type DailyChart, dailyChart, dailyData, partOf, tileOf } from './common.ts';
import { currenciesOf, isUnknown, moneyOf, whyUnknown } from './money.ts';

const MOST_CHARTS = 3;

export function unitCostTile(view: View): Html {
  const of = tileOf('unit_cost');
  const onRows = (render: (rows: readonly Row[]) => Value) =>
    view.answer('exec_unit_cost').error === undefined ? answered(view, 'exec_unit_cost', render) : null;
  const onAll = (render: (all: Row) => Value) => onRows((rows) => partOf(rows, 'all').map(render));
  return tile(view, of, {
    value: answered(view, 'exec_unit_cost', (rows) => {
      const all = partOf(rows, 'all');
      return all.length === 0 ? html`<span class="missing">No charges</span>` : all.map((row) => perEngaged(view, row));
    }),
    denominator: onAll((row) => ofEngaged(view, row)),
    chart: onRows((rows) => dailies(view, rows).map((daily) => dailyChart(view, daily))),
    more: onAll((row) => perReply(view, row)),
    details: onRows((rows) => dailies(view, rows).map((daily) => dailyData(daily, daily.what))),
    definition: definition(of.metrics, [view.answer('exec_unit_cost')]),
  });
}

function perEngaged(view: View, row: Row): Html {
  return html`<div class="amount">${per(view, row, 'cost_per_engaged', 'no conversation was engaged')}</div>`;
}

/** A cost of one, with its change; else in words why there is none. */
function per(view: View, row: Row, column: string, nothing: string): Html {
  const cell = row.cell(`${column}_micros`);
  if (cell.value === null)
    return html`<span class="missing">${currencyOf(row)}not known: ${whyNone(view, row, nothing)}</span>`;
  const change = delta(view, row.cell(`${column}_change`), { kind: 'relative', good: 'down' });
  return html`${number(cell, moneyOf(view, row))} ${change}`;
}

function currencyOf(row: Row): string {
  const currency = row.text('currency');
  return currency === null ? '' : `${currency} `;
}

function whyNone(view: View, row: Row, nothing: string): string {
  return isUnknown(row) ? whyUnknown(view, row) : nothing;
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
  const replies = number(row.cell('attributed_replies'), view.formats.count);
  return html`<p class="also"><span class="label">Per attributed reply</span> <strong>${per(view, row, 'cost_per_reply', 'nobody replied')}</strong> <span class="of">${costOf(view, row)} for ${replies} replies.</span></p>
`;
}

/** A chart for each currency. */
function dailies(view: View, rows: readonly Row[]): readonly DailyChart[] {
  const currencies = currenciesOf(partOf(rows, 'all')).slice(0, MOST_CHARTS);
  return currencies.map((currency) => byDay(view, rows, currency));
}

function byDay(view: View, rows: readonly Row[], currency: string): DailyChart {
  const days = partOf(rows, 'day').filter((row) => row.text('currency') === currency);
  const format = (value: string) => view.formats.money(value, currency);
  const unit = 'millionths';
  const columns: readonly (Column & { readonly isDrawn?: boolean })[] = [
    {
      title: 'Per engaged conversation',
      column: 'cost_per_engaged_micros',
      format,
      unit,
      missing: (row) => whyNone(view, row, 'none was engaged'),
    },
    {
      title: 'Per reply',
      column: 'cost_per_reply_micros',
      format,
      unit,
      missing: (row) => whyNone(view, row, 'nobody replied'),
      isDrawn: true,
    },
    { title: 'Cost', column: 'cost_micros', format, unit, missing: (row) => whyNone(view, row, 'no charges') },
    { title: 'Engaged conversations', column: 'engaged_conversations', format: view.formats.count },
    { title: 'Attributed replies', column: 'attributed_replies', format: view.formats.count },
  ];
  const name = `unit-cost-by-day-${currency.toLowerCase()}`;
  return {
    name,
    what: `Cost per engaged conversation and per reply by day, ${currency}`,
    kind: 'count',
    rows: days,
    columns,
    format,
  };
}
