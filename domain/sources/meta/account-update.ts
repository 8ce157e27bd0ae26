import type { SourceRow } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, type JsonObject, list, member, text } from '../../json.ts';
import { enumWord, enumWords, oneOrMore, sourceEvent, vendorId } from './enum-words.ts';
import { type Mapped, type Mappings, type MetaItem, textAt } from './mapping.ts';

export const ACCOUNT_UPDATE_MAPPINGS: Mappings = { 'account_update.change': accountUpdate };

/** What an event's own sub-object says, column by column. */
type Details = (item: JsonObject) => Partial<SourceRow>;

const nothing: Details = () => ({});

/** `event` of `account_update`, and where its particulars stand. */
const ACCOUNT_EVENTS: ReadonlyMap<string, Details> = new Map([
  ['ACCOUNT_DELETED', nothing],
  ['ACCOUNT_OFFBOARDED', disconnection],
  ['ACCOUNT_RECONNECTED', disconnection],
  ['ACCOUNT_RESTRICTION', restriction],
  ['ACCOUNT_VIOLATION', violation],
  ['AD_ACCOUNT_LINKED', nothing],
  ['AUTH_INTL_PRICE_ELIGIBILITY_UPDATE', internationalRate],
  ['BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE', country],
  ['DISABLED_UPDATE', ban],
  ['MM_LITE_TERMS_SIGNED', nothing],
  ['PARTNER_ADDED', nothing],
  ['PARTNER_APP_INSTALLED', nothing],
  ['PARTNER_APP_UNINSTALLED', nothing],
  ['PARTNER_CLIENT_CERTIFICATION_NEEDED', nothing],
  ['PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE', certification],
  ['PARTNER_REMOVED', disconnection],
  ['VERIFIED_ACCOUNT', nothing],
  ['VOLUME_BASED_PRICING_TIER_UPDATE', volumeTier],
]);

function accountUpdate(element: MetaItem): Mapped {
  const { item } = element;
  const word = textAt(item, 'event');
  const details = ACCOUNT_EVENTS.get(word ?? '');
  const accountId = accountOf(element);
  return {
    row: {
      event_type: details === undefined ? 'unmapped' : 'account_changed',
      source_event: sourceEvent('account_update.change', enumWord(word)),
      account_id: accountId,
      entity_kind: 'account',
      entity_id: vendorId(accountId),
      new_state: enumWord(word),
      ...details?.(item),
    },
    at: at(item, 'volume_tier_info.tier_update_time'),
  };
}

/** For PARTNER_ADDED `entry.id` is the business portfolio, not the account ("Manage webhooks"). */
function accountOf({ item, context }: MetaItem): string | null {
  const stated = vendorId(textAt(item, 'waba_info.waba_id'));
  return stated ?? (textAt(item, 'event') === 'PARTNER_ADDED' ? null : textAt(context, 'entry_id'));
}

function violation(item: JsonObject): Partial<SourceRow> {
  return { reason: enumWord(textAt(item, 'violation_info.violation_type')) };
}

function ban(item: JsonObject): Partial<SourceRow> {
  return { ...violation(item), severity: enumWords(oneOrMore(at(item, 'ban_info.waba_ban_state'))) };
}

function restriction(item: JsonObject): Partial<SourceRow> {
  const restrictions = list(member(item, 'restriction_info')).map((one) => member(one, 'restriction_type'));
  return { ...violation(item), severity: enumWords(restrictions) };
}

function disconnection(item: JsonObject): Partial<SourceRow> {
  return { reason: enumWord(textAt(item, 'disconnection_info.reason')) };
}

function internationalRate(item: JsonObject): Partial<SourceRow> {
  const startMs = instantOf(at(item, 'auth_international_rate_eligibility.start_time'));
  return { effective_at: startMs === null ? null : timestampText(startMs) };
}

function country(item: JsonObject): Partial<SourceRow> {
  const code = textAt(item, 'country');
  return { detail: code !== null && /^[A-Z]{2}$/.test(code) ? code : null };
}

function certification(item: JsonObject): Partial<SourceRow> {
  const info = member(item, 'partner_client_certification_info');
  return {
    detail: enumWord(textAt(info, 'status')),
    reason: enumWords(oneOrMore(member(info, 'rejection_reasons')).map(underscored)),
  };
}

/** These reasons are written with blanks: `ADDRESS NOT MATCHING`. */
function underscored(words: unknown): string | null {
  return text(words)?.replaceAll(' ', '_') ?? null;
}

/** `tier` is `from:to` in messages a month; the upper end is open in the last tier. */
function volumeTier(item: JsonObject): Partial<SourceRow> {
  const tier = /^(\d{1,12}):\d{0,12}$/.exec(textAt(item, 'volume_tier_info.tier') ?? '');
  return {
    pricing_category: enumWord(textAt(item, 'volume_tier_info.pricing_category'))?.toLowerCase() ?? null,
    threshold: tier ? Number(tier[1]) : null,
    detail: tier?.[0] ?? null,
  };
}
