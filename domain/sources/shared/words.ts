import { isShortNumberText } from '../../personal/digits.ts';
import { isVendorId } from '../../personal/ids.ts';
import { isCapitalWord, isSmallWord } from '../../personal/words.ts';
import { list } from '../../shared/json.ts';

/**
 * A word of Meta's management fields, kept beside ours: `CAPITALS_WITH_UNDERSCORES`. Whatever is not might be a
 * sentence, a name or a number, and gives null.
 */
export function enumWord(value: string | null): string | null {
  return value !== null && isCapitalWord(value) ? value : null;
}

/**
 * A vendor's word, kept beside ours. Meta's are lower-case letters; whatever is not might be a number or a name, and
 * gives null.
 */
export function vendorWord(value: string | null): string | null {
  return value !== null && isSmallWord(value) ? value : null;
}

/** Some lists spell their words in capitals (`READ`, `RINGING`); kept as the others are, in small letters. */
export function capitalWord(value: string | null): string | null {
  return value !== null && isCapitalWord(value) ? value.toLowerCase() : vendorWord(value);
}

/** One value, or a list of them: Meta's documents show some members both ways. */
export function oneOrMore(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? list(value) : [value];
}

/** The limit is a number in one version and a tier's name in another; -1 is without limit. Null for anything else. */
export function limitWord(value: string | null): string | null {
  return enumWord(value) ?? (value !== null && isShortNumberText(value) ? value : null);
}

/**
 * The id of a template, flow, solution, number or account of Meta's. Fewer digits may be a phone number and anything
 * else a name: they give null.
 */
export function vendorId(value: string | null): string | null {
  return value !== null && isVendorId(value) ? value : null;
}

/** `<field>.<kind>.<word>`; a word that may not be kept is `other`. */
export function sourceEvent(place: string, word: string | null): string {
  return `${place}.${word ?? 'other'}`;
}
