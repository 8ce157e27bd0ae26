import type { SourceRow } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, list, member, text } from '../../shared/json.ts';
import { idOf, type Mapped, type Mappings, type MetaItem, textAt, wordOf, wordsOf } from '../shared/mapping.ts';
import { enumWord, oneOrMore, sourceEvent, vendorId } from '../shared/words.ts';

export const ACCOUNT_UPDATE_MAPPINGS: Mappings = { 'account_update.change': accountUpdate };

/** What an event's own sub-object says, column by column. */
type Details = (element: MetaItem) => Partial<SourceRow>;

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
  const accountId = idOf(element, accountOf(element));
  return {
    row: {
      event_type: details === undefined ? 'unmapped' : 'account_changed',
      source_event: sourceEvent('account_update.change', enumWord(word)),
      account_id: accountId,
      entity_kind: 'account',
      entity_id: accountId,
      new_state: wordOf(element, word),
      ...details?.(element),
    },
    at: at(item, 'volume_tier_info.tier_update_time'),
  };
}

/** For PARTNER_ADDED `entry.id` is the business portfolio, not the account ("Manage webhooks"). */
function accountOf({ item, context }: MetaItem): string | null {
  const stated = vendorId(textAt(item, 'waba_info.waba_id'));
  return stated ?? (textAt(item, 'event') === 'PARTNER_ADDED' ? null : textAt(context, 'entry_id'));
}

function violation(element: MetaItem): Partial<SourceRow> {
  return { reason: wordOf(element, textAt(element.item, 'violation_info.violation_type')) };
}

function ban(element: MetaItem): Partial<SourceRow> {
  const states = oneOrMore(at(element.item, 'ban_info.waba_ban_state'));
  return { ...violation(element), severity: wordsOf(element, states) };
}

function restriction(element: MetaItem): Partial<SourceRow> {
  const restrictions = list(member(element.item, 'restriction_info')).map((one) => member(one, 'restriction_type'));
  return { ...violation(element), severity: wordsOf(element, restrictions) };
}

function disconnection(element: MetaItem): Partial<SourceRow> {
  return { reason: wordOf(element, textAt(element.item, 'disconnection_info.reason')) };
}

function internationalRate({ item }: MetaItem): Partial<SourceRow> {
  const startMs = instantOf(at(item, 'auth_international_rate_eligibility.start_time'));
  return { effective_at: startMs === null ? null : timestampText(startMs) };
}

function country(element: MetaItem): Partial<SourceRow> {
  return { detail: wordOf(element, textAt(element.item, 'country')) };
}

function certification(element: MetaItem): Partial<SourceRow> {
  const info = member(element.item, 'partner_client_certification_info');
  return {
    detail: wordOf(element, textAt(info, 'status')),
    reason: wordsOf(element, oneOrMore(member(info, 'rejection_reasons')).map(underscored)),
  };
}

/** These reasons are written with blanks: `ADDRESS NOT MATCHING`. */
function underscored(words: unknown): string | null {
  return text(words)?.replaceAll(' ', '_') ?? null;
}

/** `tier` is `from:to` in messages a month, each below a thousand million; the upper end is open in the last tier. */
function volumeTier(element: MetaItem): Partial<SourceRow> {
  const { item } = element;
  const tier = /^(\d{1,9}):\d{0,9}$/.exec(textAt(item, 'volume_tier_info.tier') ?? '');
  return {
    pricing_category: wordOf(element, textAt(item, 'volume_tier_info.pricing_category')?.toLowerCase() ?? null),
    threshold: tier ? Number(tier[1]) : null,
    detail: tier?.[0] ?? null,
  };
}
