import type { RateCard } from '../../domain/imports/rate-cards.ts';
import { accountOf, currencyOf, inTime, type Unit, unitsOf } from './charge-units.ts';
import type { Story } from './story.ts';
import { firstOfMonth } from './zones.ts';

type Kind = 'charged' | 'free' | 'unknown';

export interface Charge extends Unit {
  readonly kind: Kind;
  readonly currency: string;
  /** Null where it is not known, 0 where it is free. */
  readonly costMicros: number | null;
  readonly costSource: 'rate_card' | 'example_rate_card' | 'free' | 'unknown';
}

export function chargesOf(story: Story): readonly Charge[] {
  const units = unitsOf(story);
  const allowed = freeServiceMessages(units, story.freeServiceMessages);
  const judged = units.map((unit) => ({ unit, kind: allowed.has(unit) ? ('free' as const) : kindOf(unit) }));
  const charged = judged.filter(({ kind }) => kind === 'charged').map(({ unit }) => unit);
  return judged
    .map(({ unit, kind }) => ({ ...unit, kind, ...costOf(story, unit, kind, charged) }))
    .filter(({ month }) => isReportedMonth(story, month));
}

/** From the month of the first day that is reported: of earlier ones not everything need be known. */
export function isReportedMonth({ settings }: Story, month: string): boolean {
  return month >= firstOfMonth(settings.firstDay);
}

/** Whether it is charged, by what the vendor states of its price and by the rules of the day. */
export function kindOf({ era, pricing, category }: Unit): Kind {
  const type = pricing?.type ?? null;
  if (type?.startsWith('free_')) return 'free';
  // Free by rule from 1 November 2024 until 30 September 2026, stated or not.
  if (isService(category) && era !== 'service_charged') return 'free';
  if (era === 'conversation' && pricing !== null) return category === 'referral_conversion' ? 'free' : 'charged';
  return type === 'regular' ? 'charged' : 'unknown';
}

function isService(category: string | null): boolean {
  return category === 'service' || category === 'group_service';
}

/** The first of a number and month, by the account's clock; those of an ad's window are free without it. */
function freeServiceMessages(units: readonly Unit[], allowance: number): ReadonlySet<Unit> {
  const counting = units.filter(
    ({ era, category, pricing }) =>
      era === 'service_charged' && isService(category) && pricing !== null && pricing.type !== 'free_entry_point',
  );
  const ofNumberAndMonth = Map.groupBy(counting, ({ numberId, month }) => `${numberId} ${month}`);
  const free = [...ofNumberAndMonth.values()].flatMap((all) => all.toSorted(inTime).slice(0, allowance));
  return new Set(free);
}

function costOf(story: Story, unit: Unit, kind: Kind, charged: readonly Unit[]) {
  const currency = currencyOf(story, unit.accountId);
  if (kind === 'free') return { currency, costMicros: 0, costSource: 'free' as const };
  const rate = kind === 'charged' ? rateOf(story, unit, placeInMonth(story, unit, charged)) : undefined;
  if (rate === undefined) return { currency, costMicros: null, costSource: 'unknown' as const };
  const costSource = rate.is_example ? ('example_rate_card' as const) : ('rate_card' as const);
  return { currency, costMicros: rate.rate_micros ?? null, costSource };
}

const WITH_TIERS = ['utility', 'authentication'];

/** Its place, from 1, among what the portfolio is charged for in the month, market and category. */
function placeInMonth(story: Story, unit: Unit, charged: readonly Unit[]): number {
  if (!WITH_TIERS.includes(unit.category ?? '') || unit.era === 'conversation') return 1;
  const isAlike = (other: Unit) =>
    other.era !== 'conversation' &&
    other.month === unit.month &&
    other.category === unit.category &&
    marketOf(story, other) === marketOf(story, unit) &&
    portfolioOf(story, other) === portfolioOf(story, unit);
  return charged.filter((other) => isAlike(other) && inTime(other, unit) <= 0).length;
}

function portfolioOf(story: Story, { accountId }: Unit): string {
  return accountOf(story, accountId)?.portfolio_id ?? accountId;
}

function marketOf({ referenceData }: Story, { country, day }: Unit): string | undefined {
  return referenceData.rate_markets.find((row) => row.country === country && holdsOn(row, day))?.market;
}

function holdsOn({ valid_from, valid_to }: { valid_from: string; valid_to?: string | null }, day: string): boolean {
  return valid_from <= day && (valid_to === null || valid_to === undefined || day < valid_to);
}

/** The business's own card goes before an example. */
function rateOf(story: Story, unit: Unit, place: number): RateCard | undefined {
  const rates = story.referenceData.rate_cards.filter(
    (rate) =>
      rate.pricing_model === (unit.era === 'conversation' ? 'CBP' : 'PMP') &&
      rate.market === marketOf(story, unit) &&
      rate.category === unit.category &&
      rate.currency === currencyOf(story, unit.accountId) &&
      holdsOn(rate, unit.day) &&
      Number(rate.tier_from) <= place &&
      (rate.tier_to === null || place <= Number(rate.tier_to)),
  );
  return rates.find(({ is_example }) => !is_example) ?? rates[0];
}
