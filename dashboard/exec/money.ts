import { isPositive, type Row } from '../answer.ts';
import type { View } from '../page.ts';

/** Money of a row in its own currency, as it is stored; amounts of several currencies are never added. */
export function moneyOf({ formats }: View, row: Row): (micros: string) => string {
  const currency = row.text('currency');
  return currency === null
    ? (micros) => `${formats.money(micros, 'XXX')} (currency not known)`
    : (micros) => formats.money(micros, currency);
}

/** Whether the cost is not known, because a charge has no known price. */
export function isUnknown(row: Row): boolean {
  return isPositive(row.text('unknown_charges'));
}

export function currenciesOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.text('currency') ?? []))];
}
