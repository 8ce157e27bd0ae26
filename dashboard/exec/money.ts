import { isPositive, type Row } from '../answer.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../page.ts';
import type { Column } from '../parts.ts';

/** Money of a row in its own currency, as it is stored; amounts of several currencies are never added. */
export function moneyOf({ formats }: View, row: Row): (micros: string) => string {
  const currency = row.text('currency') ?? 'of an unknown currency';
  return (micros) => formats.money(micros, currency);
}

/** Whether the cost is not known, because a charge has no known price. */
export function isUnknown(row: Row): boolean {
  return isPositive(row.text('unknown_charges'));
}

/** Each currency in a column of its own, where there is room. */
export function byCurrency(parts: readonly Html[]): Html {
  return html`<div class="currencies">${parts.map((part) => html`<div>${part}</div>`)}</div>`;
}

export function ofCurrency(rows: readonly Row[], one: Row): readonly Row[] {
  return rows.filter((row) => row.text('currency') === one.text('currency'));
}

export function currenciesOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.text('currency') ?? []))];
}

/** Where there are several. */
export function currencyColumn(rows: readonly Row[]): readonly Column[] {
  return currenciesOf(rows).length > 1 ? [{ title: 'Currency', column: 'currency' }] : [];
}

/** The columns of a cost: where it is not known of a row, its known part with how many charges have no price. */
export function costColumns(view: View, rows: readonly Row[]): readonly Column[] {
  const format = (value: string, row: Row) => moneyOf(view, row)(value);
  const unit = 'millionths';
  if (!rows.some(isUnknown)) return [{ title: 'Cost', column: 'cost_micros', format, unit }];
  return [
    { title: 'Known cost', column: 'known_cost_micros', format, unit },
    { title: 'Without price', column: 'unknown_charges', format: view.formats.count },
  ];
}

/** Why a cost, or what is divided from it, is not known. */
export function whyUnknown(view: View, row: Row): string {
  const count = row.text('unknown_charges') ?? '0';
  return `${view.formats.count(count)} ${count === '1' ? 'charge has' : 'charges have'} no known price`;
}
