import { hasFewDigits, isShortNumber } from '../personal/digits.ts';
import { MEDIA_TYPES } from '../personal/media-types.ts';
import { isKnownWord, isVendorWord, type OwnWords } from '../personal/words.ts';
import type { Held, MemberName } from './member-names.ts';

/**
 * A value is kept where its member is known to hold what cannot be a person's: the vendor's words, languages, media types,
 * times, counts and switches. Everything else is described: `<text 12>`, `<word 4>`, `<number>`, `<boolean>`. What is
 * kept holds no character that JSON would escape, so texts are quoted as they are.
 *
 * `isVendors` is false where people or the business may have written the value, whatever its member is called: only the
 * known words are kept there.
 */

/** The form of a word in small letters; what is of it and not kept is described as a word. */
const SMALL_LETTERS = /^[a-z][a-z0-9_-]{0,63}$/;
const LANGUAGE = /^[a-z]{2,3}(?:[-_](?:[A-Z]{2}|\d{3}))?$/;
const DIGITS = /^\d{10}(?:\d{3})?$/;
/** Of the years 2009, in which WhatsApp began, to 2100: as many digits outside of them may be a phone number. */
const FIRST_INSTANT_SECONDS = Date.UTC(2009, 0) / 1_000;
const END_OF_INSTANTS_SECONDS = Date.UTC(2101, 0) / 1_000;
const MIN_MILLISECONDS = 1e11;

/** A text's JSON, cleaned. */
export function cleanText({ holds }: MemberName, value: string, isVendors: boolean, own?: OwnWords): string {
  if (isHarmlessText(holds, value, isVendors, own)) return `"${value}"`;
  const isWord = holds === 'word' && SMALL_LETTERS.test(value);
  return `"<${isWord ? 'word' : 'text'} ${value.length}>"`;
}

/** A number's JSON, cleaned. */
export function cleanNumber({ holds }: MemberName, value: number, isVendors: boolean): string {
  return isVendors && isHarmlessNumber(holds, value) ? JSON.stringify(value) : '"<number>"';
}

/** A switch's JSON, cleaned. */
export function cleanBoolean({ holds }: MemberName, value: boolean, isVendors: boolean): string {
  if (!isVendors || holds !== 'switch') return '"<boolean>"';
  return value ? 'true' : 'false';
}

function isHarmlessText(holds: Held, value: string, isVendors: boolean, own?: OwnWords): boolean {
  if (holds === 'word' && isKnownWord(value, own)) return true;
  if (!isVendors) return false;
  if (holds === 'word') return isVendorWord(value, own);
  if (holds === 'language') return LANGUAGE.test(value) && hasFewDigits(value);
  if (holds === 'media_type') return MEDIA_TYPES.has(value);
  return holds === 'time' && DIGITS.test(value) && isInstant(Number(value));
}

function isHarmlessNumber(holds: Held, value: number): boolean {
  if (!Number.isInteger(value)) return false;
  return holds === 'time' ? isInstant(value) : holds === 'count' && isShortNumber(value);
}

/** Seconds or milliseconds since the epoch. */
function isInstant(value: number): boolean {
  const seconds = value >= MIN_MILLISECONDS ? value / 1_000 : value;
  return seconds >= FIRST_INSTANT_SECONDS && seconds < END_OF_INSTANTS_SECONDS;
}
