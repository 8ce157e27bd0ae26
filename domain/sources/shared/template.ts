import { isVendorWord } from '../../personal/words.ts';

/**
 * How a template's language and category are written, in one form whoever names them (Meta's own fields, a send,
 * callback data): rows about one template must meet. Each function gives null for what is of no such form. A template's
 * name is a name like any other (domain/personal/names.ts).
 */

export const TEMPLATE_LANGUAGE_RULE = 'a language as Meta has it: en, en_US';

/** `en`, `en_US`, `es_419`: Meta writes `en-US` in one field and `en_US` in the others. */
export function templateLanguage(written: string | null): string | null {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}))?$/i.exec(written ?? '');
  if (match === null) return null;
  const [, language = '', region] = match;
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}_${region.toUpperCase()}`;
}

export const TEMPLATE_CATEGORY_RULE =
  'a template’s category as Meta has it: MARKETING or marketing, UTILITY, AUTHENTICATION';

const CATEGORIES: ReadonlySet<string> = new Set(['authentication', 'marketing', 'utility']);

/**
 * In small letters with underscores, as statuses have it in `pricing.category`; Meta's template fields write capitals.
 * One that is not known yet has small letters or capitals: a word with both may be a name.
 */
export function templateCategory(written: string | null): string | null {
  if (written === null) return null;
  const underscored = written.replaceAll('-', '_');
  const folded = underscored.toLowerCase();
  return CATEGORIES.has(folded) || isVendorWord(underscored) ? folded : null;
}
