import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { memberColumn } from '../members.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, behind, type Column, definition, delta, deltaColumn, notice, table, tile } from '../parts.ts';
import { CATEGORIES_SHOWN, currencyData, type DailyChart, dailyChart, partOf, tileOf } from './common.ts';
import { byCurrency, costColumns, currenciesOf, isUnknown, moneyOf, ofCurrency } from './money.ts';

export function spendTile(view: View): Html {
  const of = tileOf('spend');
  return tile(view, of, {
    value: answered(view, 'exec_spend', (rows) => {
      const all = partOf(rows, 'all');
      return all.length === 0
        ? html`<span class="missing">No charges</span>`
        : byCurrency(all.map((row) => amount(view, row)));
    }),
    chart: onRows(view, (rows) => byCurrency(partOf(rows, 'all').map((row) => course(view, rows, row)))),
    more: missingRates(view),
    details: onRows(view, (rows) => dailies(view, rows).map(currencyData)),
    definition: definition(of.metrics, of.statements.map(view.answer)),
  });
}

/** Where the statement failed, the value of the tile says so, once. */
function onRows(view: View, render: (rows: readonly Row[]) => Value): Value {
  return view.answer('exec_spend').error === undefined ? answered(view, 'exec_spend', render) : null;
}

/** A chart for each currency. */
function dailies(view: View, rows: readonly Row[]): readonly DailyChart[] {
  return currenciesOf(partOf(rows, 'all')).map((currency) => costByDay(view, rows, currency));
}

/** A currency by day, and by category: beside it where it is the only one. */
function course(view: View, rows: readonly Row[], all: Row): Html {
  const own = ofCurrency(rows, all);
  const charts = dailies(view, own).map((daily) => dailyChart(view, daily));
  return html`<div class="course"><div>${units(view, all)}${charts}${outside(view, all)}</div>${categories(view, partOf(own, 'category'))}</div>`;
}

/** A currency’s spend; where a charge has no known price, the known part as what it is. */
function amount(view: View, row: Row): Html {
  const money = moneyOf(view, row);
  if (!isUnknown(row)) {
    const change = delta(view, row.cell('cost_change'), { kind: 'relative', good: 'none' });
    return html`<div class="amount">${number(row.cell('cost_micros'), money)} ${change}</div>`;
  }
  const unknown = number(row.cell('unknown_charges'), view.formats.count);
  return html`<div class="amount"><small>at least</small> ${number(row.cell('known_cost_micros'), money)} <span class="delta none">and ${unknown} without a known price</span></div>`;
}

function units(view: View, row: Row): Html {
  const { count } = view.formats;
  const [billable, free, unknown] = ['billable', 'free', 'unknown'].map((column) => number(row.cell(column), count));
  const currency = row.text('currency');
  return html`<p class="of">${currency && html`<abbr>${currency}</abbr>: `}${billable} billable, ${free} free${row.text('unknown') !== '0' && html`, ${unknown} not known to be either`}.</p>
`;
}

function costByDay(view: View, rows: readonly Row[], currency: string): DailyChart {
  const days = partOf(rows, 'day').filter((row) => row.text('currency') === currency);
  const columns = [...costColumns(view, days), { title: 'Billable', column: 'billable', format: view.formats.count }];
  const what = `${days.some(isUnknown) ? 'Known part of the spend' : 'Spend'} by day, ${currency}`;
  const format = (value: string) => view.formats.money(value, currency);
  return { name: `spend-by-day-${currency.toLowerCase()}`, what, kind: 'count', rows: days, columns, format };
}

function categories(view: View, rows: readonly Row[]): Html | null {
  const [first] = rows;
  if (first === undefined) return null;
  const currency = first.text('currency') ?? 'of an unknown currency';
  const columns: readonly Column[] = [
    memberColumn('category', 'Category', 'category', view.formats.locale),
    { title: 'Billable', column: 'billable', format: view.formats.count },
    ...costColumns(view, rows),
    ...(rows.some(isUnknown) ? [] : [deltaColumn(view, 'cost_change', { kind: 'relative', good: 'none' })]),
  ];
  const name = `spend-by-category-${currency.toLowerCase()}`;
  return table({ page: 'exec', name, caption: `By category, ${currency}`, columns, rows, shown: CATEGORIES_SHOWN });
}

function outside(view: View, row: Row): Html {
  const { count } = view.formats;
  const cell = (column: string) => number(row.cell(column), count);
  const cost = number(row.cell('outside_window_cost_micros'), moneyOf(view, row), 'no known price');
  const unknown = row.text('window_unknown_billable');
  return html`<p class="also"><span class="label">Outside the 24-hour window</span> <strong>${cost}</strong> <span class="of">for ${cell('outside_window_billable')} billable${unknown !== '0' && html`; for ${cell('window_unknown_billable')} it is not known`}.</span></p>
`;
}

/** Which rate cards a missing price needed. */
function missingRates(view: View): Value {
  return answered(view, 'exec_missing_rates', (rows) => {
    if (rows.length === 0) return null;
    const { count, locale } = view.formats;
    const columns: readonly Column[] = [
      { title: 'Month', column: 'charge_month' },
      memberColumn('category', 'Category', 'category', locale),
      memberColumn('country', 'Country', 'contact_country', locale),
      { title: 'Currency', column: 'currency' },
      { title: 'Charges', column: 'charges', format: count },
    ];
    const rates = table({ page: 'exec', name: 'missing-rates', caption: 'Rates that no card has', columns, rows });
    return html`${notice('warning', html`the cost is not complete: no rate card has ${rows.slice(0, 3).map((row, index) => html`${index > 0 && '; '}${rateWords(row)}`)}${rows.length > 3 && ', and others'}. Add them with <code>npx lake reference put rate_cards FILE</code>.`)}${behind('Missing rates', rates)}`;
  });
}

/** As the file of rate cards names them. */
function rateWords(row: Row): string {
  const parts = ['category', 'contact_country', 'currency'].map((column) => row.text(column) ?? 'unknown');
  return `${parts.join(' ')} of ${row.text('charge_month')?.slice(0, 7)}`;
}
