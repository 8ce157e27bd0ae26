import { isShortNumber } from '../../personal/digits.ts';
import { text } from '../../shared/json.ts';
import { minorFromThousandths } from './amounts.ts';

/** A number, or the number that a text says; null for anything else. */
export function numberOf(value: unknown): number | null {
  const written = text(value);
  return written !== null && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(written) ? Number(written) : null;
}

/** What was measured or counted: a share, a latency, a duration; null for as many digits as phone numbers have. */
export function figureOf(value: unknown): number | null {
  const figure = numberOf(value);
  return figure !== null && isShortNumber(figure) ? figure : null;
}

/** An amount of the currency's main unit in its smallest one; null without either of them. */
export function minorUnits(amount: number | null, currency: string | null): number | null {
  return amount === null ? null : minorFromThousandths(Math.round(amount * 1000), currency);
}
