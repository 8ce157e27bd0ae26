import type { Row } from '../answer.ts';
import { type Html, html, type Value } from '../html.ts';
import { number } from '../number.ts';
import type { View } from '../page.ts';
import { answered, type Column, definition, delta, deltaColumn, notice, table, tile } from '../parts.ts';
import { dailyChart, partOf, tileOf } from './common.ts';
import { currenciesOf, isUnknown, moneyOf } from './money.ts';

/** Charts beyond so many currencies are in nobody’s interest: their tables are there. */
const MOST_CHARTS = 3;

export function spendTile(view: View): Html {
  const of = tileOf('spend');
  const onRows = (render: (rows: readonly Row[]) => Value) =>
    view.answer('exec_spend').error === undefined ? answered(view, 'exec_spend', render) : null;
  return tile(view, of, {
    value: answered(view, 'exec_spend', (rows) => {
      const all = partOf(rows, 'all');
      return all.length === 0 ? html`<span class="missing">No charges</span>` : all.map((row) => amount(view, row));
    }),
    denominator: onRows((rows) => partOf(rows, 'all').map((row) => units(view, row))),
    chart: onRows((rows) => course(view, rows)),
    more: missingRates(view),
    definition: definition(of.metrics, of.statements.map(view.answer)),
  });
}

/** By day for each currency, and by category. */
function course(view: View, rows: readonly Row[]): Html {
  const all = partOf(rows, 'all');
  const charts = currenciesOf(all)
    .slice(0, MOST_CHARTS)
    .map((currency) => costByDay(view, rows, currency));
  const beside = html`${categories(view, partOf(rows, 'category'))}${all.map((row) => outside(view, row))}`;
  return html`<div class="split"><div>${charts}</div><div>${beside}</div></div>`;
}

/** A currency’s spend; where a charge has no known price, the known part as what it is. */
function amount(view: View, row: Row): Html {
  const money = moneyOf(view, row);
  if (!isUnknown(row)) {
    const change = delta(view, row.cell('cost_change'), { kind: 'relative', good: 'none' });
    return html`<div class="amount">${number(row.cell('cost_micros'), money)} ${change}</div>`;
  }
  const unknown = number(row.cell('unknown_charges'), view.formats.count);
  return html`<div class="amount">at least ${number(row.cell('known_cost_micros'), money)} <span class="delta none">and ${unknown} charges of unknown price</span></div>`;
}

function units(view: View, row: Row): Html {
  const { count } = view.formats;
  const [billable, free, unknown] = ['billable', 'free', 'unknown'].map((column) => number(row.cell(column), count));
  const currency = row.text('currency');
  return html`${currency && html`<abbr>${currency}</abbr>: `}${billable} billable, ${free} free${row.text('unknown') !== '0' && html`, ${unknown} not known to be either`}. `;
}

function costByDay(view: View, rows: readonly Row[], currency: string): Html {
  const days = partOf(rows, 'day').filter((row) => row.text('currency') === currency);
  const format = (value: string) => view.formats.money(value, currency);
  const unknown = days.some(isUnknown);
  const cost: Column = { title: 'Cost', column: 'cost_micros', format, missing: whyUnknown, unit: 'millionths' };
  const known: Column = { title: 'Known part', column: 'known_cost_micros', format, unit: 'millionths' };
  const columns = [
    cost,
    ...(unknown ? [{ ...known, isDrawn: true }] : []),
    { title: 'Billable', column: 'billable', format: view.formats.count },
  ];
  const name = `spend-by-day-${currency.toLowerCase()}`;
  return dailyChart(view, { name, what: `Spend by day, ${currency}`, kind: 'count', rows: days, columns, format });
}

export function whyUnknown(row: Row): string {
  return `not known: ${row.text('unknown_charges')} of its charges have no known price`;
}

function categories(view: View, rows: readonly Row[]): Html | null {
  if (rows.length === 0) return null;
  const money = (value: string, row: Row) => moneyOf(view, row)(value);
  const columns: readonly Column[] = [
    { title: 'Category', column: 'category' },
    ...(currenciesOf(rows).length > 1 ? [{ title: 'Currency', column: 'currency' }] : []),
    { title: 'Billable', column: 'billable', format: view.formats.count },
    { title: 'Cost', column: 'cost_micros', format: money, missing: whyUnknown, unit: 'millionths' },
    ...(rows.some(isUnknown)
      ? [{ title: 'Known part', column: 'known_cost_micros', format: money, unit: 'millionths' }]
      : []),
    deltaColumn(view, 'cost_change', { kind: 'relative', good: 'none' }),
  ];
  return table({ page: 'exec', name: 'spend-by-category', caption: 'By category', columns, rows });
}

function outside(view: View, row: Row): Html {
  const { count } = view.formats;
  const cell = (column: string) => number(row.cell(column), count);
  const cost = number(row.cell('outside_window_cost_micros'), moneyOf(view, row), 'no known price');
  const unknown = row.text('window_unknown_billable');
  return html`<p class="also"><span class="label">Outside the 24-hour window</span> <strong>${cost}</strong> <span class="of">for ${cell('outside_window_billable')} billable${unknown !== '0' && html`; of ${cell('window_unknown_billable')} it is not known`}.</span></p>
`;
}

/** Which rate cards a missing price needed. */
function missingRates(view: View): Value {
  return answered(view, 'exec_missing_rates', (rows) => {
    if (rows.length === 0) return null;
    const columns: readonly Column[] = [
      { title: 'Month', column: 'charge_month' },
      { title: 'Category', column: 'category' },
      { title: 'Country', column: 'contact_country' },
      { title: 'Currency', column: 'currency' },
      { title: 'Charges', column: 'charges', format: view.formats.count },
    ];
    const rates = table({ page: 'exec', name: 'missing-rates', caption: 'Rates that no card has', columns, rows });
    return html`${notice('warning', html`the cost is not complete: no rate card has ${rows.slice(0, 3).map((row, index) => html`${index > 0 && '; '}${rateWords(row)}`)}${rows.length > 3 && ', and others'}. Add them with <code>npx lake reference put rate_cards FILE</code>.`)}<details class="data"><summary>Missing rates</summary>${rates}</details>
`;
  });
}

function rateWords(row: Row): string {
  const parts = ['category', 'contact_country', 'currency', 'charge_month'].map(
    (column) => row.text(column) ?? 'unknown',
  );
  return parts.join(' ');
}
