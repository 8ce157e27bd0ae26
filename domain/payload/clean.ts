import type { MemberName } from './member-names.ts';

/**
 * A value is kept where it cannot be a person's: switches, small whole numbers, CAPITAL_WORDS, and the words and times
 * of members that are known to hold such. Everything else is described: `<text 12>`, `<number>`. What is kept holds no
 * character that JSON would escape, so texts are quoted as they are.
 */

/** Vendors' words are small letters or capitals; a name has both. */
const WORD = /^(?:[a-z][a-z0-9_./+-]{0,63}|[A-Z][A-Z0-9_-]{0,63}|[a-z]{2,3}_[A-Z]{2})$/;
const CAPITAL_WORDS = /^[A-Z]{2,32}(?:_[A-Z0-9]{1,32})+$/;
/** Seven digits in a row may be a number that somebody answers. */
const LONG_DIGITS = /\d{7}/;
const INSTANT = /^\d{10}(?:\d{3})?$/;
const SMALL = 1_000_000;
const CODE_OF_A = 65;
const CODE_OF_Z = 90;

/** A text's JSON, cleaned. */
export function cleanText(name: MemberName, value: string): string {
  return isHarmlessText(name, value) ? `"${value}"` : `"<text ${value.length}>"`;
}

/** A number's JSON, cleaned. */
export function cleanNumber(name: MemberName, value: number): string {
  return isHarmlessNumber(name, value) ? JSON.stringify(value) : '"<number>"';
}

function isHarmlessText(name: MemberName, value: string): boolean {
  if (name.holdsTimes) return INSTANT.test(value);
  const isWord = (name.holdsWords && WORD.test(value)) || (beginsCapital(value) && CAPITAL_WORDS.test(value));
  return isWord && !LONG_DIGITS.test(value);
}

/** Spares most texts the expression. */
function beginsCapital(value: string): boolean {
  const code = value.charCodeAt(0);
  return code >= CODE_OF_A && code <= CODE_OF_Z;
}

function isHarmlessNumber(name: MemberName, value: number): boolean {
  if (name.holdsTimes) return INSTANT.test(String(value));
  return Number.isInteger(value) && Math.abs(value) < SMALL;
}
