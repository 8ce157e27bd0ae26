import { hasFewDigitsInAll } from './digits.ts';
import { PLATFORM_WORDS } from './platform-words.ts';

/**
 * Words that only a vendor writes (types, statuses, events, reasons). A known one stays as it is. One that is not known
 * yet stays where it has the form of a vendor's word, so that new words can be read; whether such a word is somebody's
 * name cannot be seen, and no member that people or the business fill in is read as a word.
 */

const SMALL_WORD = /^[a-z][a-z_]{0,31}$/;
const CAPITAL_WORD = /^[A-Z][A-Z0-9_]{0,31}$/;

/** Words that a source adds to the platform's. */
export type OwnWords = ReadonlySet<string>;

/** One of those that vendors document, in whatever member. */
export function isKnownWord(value: string, own?: OwnWords): boolean {
  return PLATFORM_WORDS.has(value) || own?.has(value) === true;
}

/** In small letters, as most of Meta's words, or one of the known ones of another form. */
export function isSmallWord(value: string): boolean {
  return SMALL_WORD.test(value) || isKnownWord(value);
}

/** In capitals, as in Meta's management fields. */
export function isCapitalWord(value: string): boolean {
  return (CAPITAL_WORD.test(value) && hasFewDigitsInAll(value)) || isKnownWord(value);
}

export function isVendorWord(value: string, own?: OwnWords): boolean {
  return isSmallWord(value) || isCapitalWord(value) || own?.has(value) === true;
}
