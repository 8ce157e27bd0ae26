import type { Held, MemberName } from './member-names.ts';
import { VENDOR_WORDS } from './vendor-words.ts';

/**
 * A value is kept where it cannot be a person's: switches, small whole numbers, CAPITAL_WORDS, and the vendor's words,
 * languages, kinds of media and times in members that are known to hold such. Everything else is described:
 * `<text 12>`, `<word 4>`, `<number>`. What is kept holds no character that JSON would escape, so texts are quoted as
 * they are.
 */

const CAPITAL_WORDS = /^[A-Z]{2,32}(?:_[A-Z0-9]{1,32})+$/;
/** One word in capitals may be a name: it is kept only in members that hold the vendor's. */
const CAPITALS = /^[A-Z][A-Z0-9_-]{0,63}$/;
/** The form of a vendor's word; what is of it and not known is described as a word. */
const SMALL_LETTERS = /^[a-z][a-z0-9_-]{0,63}$/;
const LANGUAGE = /^[a-z]{2,3}(?:[-_](?:[A-Z]{2}|\d{3}))?$/;
const MEDIA_TYPE = /^(?:application|audio|font|image|model|text|video)\/[a-z][a-z0-9.+-]{0,63}$/;
/** Seven digits in a row may be a number that somebody answers. */
const LONG_DIGITS = /\d{7}/;
const INSTANT = /^\d{10}(?:\d{3})?$/;
const SMALL = 1_000_000;
const CODE_OF_A = 65;
const CODE_OF_Z = 90;

/** A text's JSON, cleaned. */
export function cleanText({ holds }: MemberName, value: string): string {
  if (isHarmlessText(holds, value)) return `"${value}"`;
  const isWord = (holds === 'word' || holds === 'known_word') && SMALL_LETTERS.test(value);
  return `"<${isWord ? 'word' : 'text'} ${value.length}>"`;
}

/** A number's JSON, cleaned. */
export function cleanNumber({ holds }: MemberName, value: number): string {
  return isHarmlessNumber(holds, value) ? JSON.stringify(value) : '"<number>"';
}

function isHarmlessText(holds: Held, value: string): boolean {
  if (holds === 'time') return INSTANT.test(value);
  if (isOfItsMember(holds, value)) return true;
  return beginsCapital(value) && CAPITAL_WORDS.test(value) && !LONG_DIGITS.test(value);
}

function isOfItsMember(holds: Held, value: string): boolean {
  if (holds === null) return false;
  if (holds === 'language') return LANGUAGE.test(value);
  if (holds === 'media_type') return MEDIA_TYPE.test(value) && !LONG_DIGITS.test(value);
  if (VENDOR_WORDS.has(value)) return true;
  return holds === 'word' && CAPITALS.test(value) && !LONG_DIGITS.test(value);
}

/** Spares most texts the expression. */
function beginsCapital(value: string): boolean {
  const code = value.charCodeAt(0);
  return code >= CODE_OF_A && code <= CODE_OF_Z;
}

function isHarmlessNumber(holds: Held, value: number): boolean {
  if (holds === 'time') return INSTANT.test(String(value));
  return Number.isInteger(value) && Math.abs(value) < SMALL;
}
