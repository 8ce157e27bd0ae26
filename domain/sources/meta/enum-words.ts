import { list, text } from '../../json.ts';

const ENUM_WORD = /^[A-Z]{2,32}(?:_[A-Z0-9]{1,32}){0,12}$/;
/** Seven digits in a row may be a number that somebody answers. */
const LONG_DIGITS = /\d{7}/;
/** Meta's ids have 15 to 17 digits and grow; E.164 has at most 15, and numbers in use have 14 at most. */
const VENDOR_ID = /^\d{15,20}$/;

/**
 * A word of Meta's management fields, kept beside ours: `CAPITALS_WITH_UNDERSCORES`, digits only after the first of
 * them (`TIER_100K`). Whatever is not might be a sentence, a name or a number, and gives null.
 */
export function enumWord(value: string | null): string | null {
  return value !== null && ENUM_WORD.test(value) && !LONG_DIGITS.test(value) ? value : null;
}

/** The different words of several values, sorted and joined by commas; null where none is a word. */
export function enumWords(values: readonly unknown[]): string | null {
  const words = values.map((value) => enumWord(text(value))).filter((word) => word !== null);
  return words.length === 0 ? null : [...new Set(words)].sort().join(',');
}

/** One value, or a list of them: Meta's documents show some members both ways. */
export function oneOrMore(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? list(value) : [value];
}

/** The limit is a number in one version and a tier's name in another; -1 is without limit. */
export function limitWord(value: string | null): string | null {
  return enumWord(value) ?? (value !== null && /^-?\d{1,6}$/.test(value) ? value : null);
}

/**
 * The id of a template, flow, solution, number or account of Meta's. Fewer digits may be a phone number and anything
 * else a name: they give null. Such an id is lost to the row, and found in `raw/`.
 */
export function vendorId(value: string | null): string | null {
  return value !== null && VENDOR_ID.test(value) ? value : null;
}

/** `<field>.<kind>.<word>`; a word that may not be kept is `other`. */
export function sourceEvent(place: string, word: string | null): string {
  return `${place}.${word ?? 'other'}`;
}
