import { normalForm } from './normal-form.ts';

/**
 * A text with seven digits or more may hold a number that somebody answers, whatever stands between the digits: local
 * numbers have seven and more, and people put any marks between them.
 */
export const MIN_PHONE_DIGITS = 7;

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
/** WhatsApp's interface for businesses dates from 2018. */
const YEAR = '20(?:1[89]|[23]\\d)';
const DATE = new RegExp(
  `(?<!\\d)(?:${YEAR}-${MONTH}-${DAY}|${YEAR}${MONTH}${DAY}|${DAY}${MONTH}${YEAR}|${MONTH}${DAY}${YEAR})(?!\\d)`,
  'g',
);
const DIGIT = /\d/g;
const SHORT_NUMBER = new RegExp(`^-?\\d{1,${MIN_PHONE_DIGITS - 1}}$`);
const MIN_PHONE_NUMBER = 10 ** (MIN_PHONE_DIGITS - 1);

/** Whether the text, in its normal form, has too few digits for a phone number, those of dates left aside. */
export function hasFewDigits(text: string): boolean {
  return hasFewDigitsInAll(text) || digitsIn(normalForm(text).replace(DATE, ' ')) < MIN_PHONE_DIGITS;
}

/** The same with the digits of dates, which no vendor's word holds. */
export function hasFewDigitsInAll(text: string): boolean {
  return digitsIn(normalForm(text)) < MIN_PHONE_DIGITS;
}

/** Whether a number (a count, a duration, a figure) has too few digits before its point for a phone number. */
export function isShortNumber(value: number): boolean {
  return Math.abs(value) < MIN_PHONE_NUMBER;
}

/** The same of a whole number that is written: zeros at its beginning are digits of a phone number too. */
export function isShortNumberText(value: string): boolean {
  return SHORT_NUMBER.test(value);
}

function digitsIn(text: string): number {
  return text.match(DIGIT)?.length ?? 0;
}
