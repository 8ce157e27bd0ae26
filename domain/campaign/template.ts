/**
 * How a template is named, in one form whoever names it (Meta's own fields, a send, callback data): rows about one
 * template must meet. Each function gives null for what is of no such form.
 */

/** Small letters, digits and underscores, at most 512 ("Message templates", `name`), a letter among them. */
const NAME = /^(?=.*[a-z])[a-z0-9_]{1,512}$/;

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
/** Templates are no older than WhatsApp's interface for businesses, of 2018. */
const YEAR = '20(?:1[89]|[23]\\d)';
const DATE = new RegExp(`^(?:${YEAR}${MONTH}${DAY}|${DAY}${MONTH}${YEAR}|${MONTH}${DAY}${YEAR})$`);

export const TEMPLATE_NAME_RULE =
  'a template’s name as Meta has it: 1 to 512 small letters, digits and underscores, a letter among them, and 7 digits or more in a row only as a day (20261120)';

/**
 * Seven digits in a row may be a number that somebody answers, and eight are a whole number in some countries: such a
 * run is let in only where it reads as a day, of 2018 to 2039. One in four thousand eight-digit numbers does.
 */
export function templateName(written: string | null): string | null {
  if (written === null || !NAME.test(written)) return null;
  return (written.match(/\d{7,}/g) ?? []).every((run) => DATE.test(run)) ? written : null;
}

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
/** A category that is not known yet: in small letters or in capitals, for a word with both may be a name. */
const CATEGORY_FORM = /^(?:[a-z]{2,32}(?:[_-][a-z0-9]{1,32}){0,12}|[A-Z]{2,32}(?:[_-][A-Z0-9]{1,32}){0,12})$/;
const LONG_DIGITS = /\d{7}/;

/** In small letters with underscores, as statuses have it in `pricing.category`; Meta's template fields write capitals. */
export function templateCategory(written: string | null): string | null {
  if (written === null) return null;
  const folded = written.toLowerCase().replaceAll('-', '_');
  if (CATEGORIES.has(folded)) return folded;
  return CATEGORY_FORM.test(written) && !LONG_DIGITS.test(written) ? folded : null;
}
