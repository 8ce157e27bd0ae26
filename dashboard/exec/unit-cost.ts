import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, definition, delta, tile } from '../parts.ts';
import { currencyData, type DailyChart, dailyChart, partOf, tileOf } from './common.ts';
import { byCurrency, currenciesOf, isUnknown, moneyOf, ofCurrency, whyUnknown } from './money.ts';

export function unitCostTile(view: View): Html {
  const of = tileOf('unit_cost');
  const onRows = (render: (rows: readonly Row[]) => Value) =>
    view.answer('exec_unit_cost').error === undefined ? answered(view, 'exec_unit_cost', render) : null;
  return tile(view, of, {
    value: answered(view, 'exec_unit_cost', (rows) => {
      const all = partOf(rows, 'all');
      return all.length === 0
        ? html`<span class="missing">No charges</span>`
        : byCurrency(all.map((row) => perEngaged(view, row)));
    }),
    chart: onRows((rows) => byCurrency(partOf(rows, 'all').map((row) => course(view, rows, row)))),
    details: onRows((rows) => dailies(view, rows).map(currencyData)),
    definition: definition(of.metrics, [view.answer('exec_unit_cost')]),
  });
}

function course(view: View, rows: readonly Row[], all: Row): Html {
  const charts = dailies(view, ofCurrency(rows, all)).map((daily) => dailyChart(view, daily));
  return html`${ofEngaged(view, all)}${charts}${perReply(view, all)}`;
}

function perEngaged(view: View, row: Row): Html {
  return html`<div class="amount">${per(view, row, 'cost_per_engaged', 'no conversation was engaged')}</div>`;
}

/** A cost of one, with its change, or the reason why it is not known. */
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
  return html`<p class="of">${costOf(view, row)} for ${number(row.cell('engaged_conversations'), view.formats.count)} engaged conversations.</p>
`;
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
  return currenciesOf(partOf(rows, 'all')).map((currency) => byDay(view, rows, currency));
}

function byDay(view: View, rows: readonly Row[], currency: string): DailyChart {
  const { formats } = view;
  const format = (value: string) => formats.money(value, currency);
  const money = (title: string, column: string, nothing: string) => {
    const missing = (row: Row) => whyNone(view, row, nothing);
    return { title, column, format, unit: 'millionths', missing, isDrawn: title === 'Per reply' };
  };
  return {
    name: `unit-cost-by-day-${currency.toLowerCase()}`,
    what: `Cost per engaged conversation and per reply by day, ${currency}`,
    kind: 'count',
    rows: partOf(rows, 'day').filter((row) => row.text('currency') === currency),
    columns: [
      money('Per engaged conversation', 'cost_per_engaged_micros', 'none was engaged'),
      money('Per reply', 'cost_per_reply_micros', 'nobody replied'),
      money('Cost', 'cost_micros', 'no charges'),
      { title: 'Engaged conversations', column: 'engaged_conversations', format: formats.count },
      { title: 'Attributed replies', column: 'attributed_replies', format: formats.count },
    ],
    format,
  };
}
