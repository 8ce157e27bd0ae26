import type { Slice } from '../domain/pages/filter.ts';
import type { Row } from './answer.ts';
import { UNKNOWN } from './csv.ts';
import { languageOf } from './format.ts';
import { type Html, html } from './html.ts';
import { type Column, name } from './table.ts';

/** What members are called on a page. The filter, the address and each CSV have them as they are stored. */
export type Dimension = Slice | 'template';

/** What is counted under `unknown`. */
const NONE: Readonly<Record<Dimension, string>> = {
  number: 'not known',
  campaign: 'no campaign',
  template: 'no template',
  category: 'not known',
  country: 'not known',
  channel: 'not known',
};

/** Meta’s categories of prices ("Pricing", WhatsApp Business Platform); others are shown as they are. */
const CATEGORIES: Readonly<Record<string, string>> = {
  authentication: 'Authentication',
  authentication_international: 'Authentication (international)',
  group_marketing: 'Group (marketing)',
  group_service: 'Group (service)',
  group_utility: 'Group (utility)',
  marketing: 'Marketing',
  marketing_lite: 'Marketing (lite)',
  referral_conversion: 'Referral conversion',
  service: 'Service',
  utility: 'Utility',
};
const CHANNELS: Readonly<Record<string, string>> = { whatsapp: 'WhatsApp' };
const WORDS: Readonly<Partial<Record<Dimension, Readonly<Record<string, string>>>>> = {
  category: CATEGORIES,
  channel: CHANNELS,
};

/** In words: a category, a channel, a country beside its code; ids and names are what they are. */
export function memberWords(dimension: Dimension, member: string | null, locale: string): string {
  if (member === null || member === UNKNOWN) return NONE[dimension];
  if (dimension === 'country') return countryWords(member, locale);
  const words = WORDS[dimension] ?? {};
  return (Object.hasOwn(words, member) && words[member]) || member;
}

/** ISO 3166-1, as `IN`; what is no code stays what it is. */
function countryWords(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const country = new Intl.DisplayNames(languageOf(locale), { type: 'region', fallback: 'none' }).of(code);
  return country === undefined ? code : `${country} (${code})`;
}

/** What has no name is no name. */
export function memberName(dimension: Dimension, member: string | null, locale: string): Html {
  const words = memberWords(dimension, member, locale);
  return member === null || member === UNKNOWN ? html`<i class="none">${words}</i>` : name(words);
}

/** A column of members; its CSV has them as they are stored. */
export function memberColumn(dimension: Dimension, title: string, column: string, locale: string): Column {
  const show = (row: Row) => memberName(dimension, row.text(column), locale);
  return { title, column, show, isText: true };
}
