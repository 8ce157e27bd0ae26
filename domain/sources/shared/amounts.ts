import { text } from '../../shared/json.ts';
import { memoize } from '../../shared/memoize.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const AMOUNT = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** An ISO 4217 code; null for anything else. */
export function currencyCode(value: string | null): string | null {
  return value !== null && CURRENCIES.has(value) ? value : null;
}

/**
 * An amount in the currency's smallest unit (cents, yen, fils), from one in thousandths of its main unit, as Meta sends
 * it ("automatic_events": `value` is the price multiplied by 1000). Null without a known currency: 1000 are 100 cents
 * or 1 yen.
 */
export function minorFromThousandths(value: unknown, currency: string | null): number | null {
  const written = text(value);
  if (currency === null || !CURRENCIES.has(currency)) return null;
  if (written === null || !AMOUNT.test(written)) return null;
  const minor = Math.round(Number(written) * 10 ** (fractionDigits(currency) - 3));
  return Number.isSafeInteger(minor) ? minor : null;
}

const fractionDigits = memoize(CURRENCIES.size, (currency: string) => {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
});
