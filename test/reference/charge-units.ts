import type { ParticipantTruth, PricingTruth } from 'simulator';
import { type Outbound, outbound, outboundOf } from './messages.ts';
import type { Story } from './story.ts';
import { firstOfMonth, localDay } from './zones.ts';

/** How charges are made: by conversation, by delivered template, or by these and by what agents write. */
export type Era = 'conversation' | 'message' | 'service_charged';

/** A message that arrived; of a group's, once for each participant it reached. */
export interface Unit {
  /** Orders units of one second. */
  readonly key: string;
  readonly messageId: string;
  readonly conversationId: string | null;
  readonly pricing: PricingTruth | null;
  readonly category: string | null;
  readonly country: string | null;
  readonly accountId: string;
  readonly numberId: string;
  readonly channel: string;
  readonly campaign: string | null;
  readonly template: string | null;
  readonly chargedAtMs: number;
  /** By the account's clock, as the month and the era. */
  readonly day: string;
  readonly month: string;
  readonly era: Era;
}

/** What is charged at most once each: messages, and in the era of conversations these. */
export function unitsOf(story: Story): readonly Unit[] {
  const delivered = outboundOf(story)
    .flatMap((message) => (message.truth.groupId === null ? [unitOf(story, message)] : groupUnits(story, message)))
    .filter((unit) => unit !== null)
    .sort(inTime);
  const begun = new Set<string>();
  return delivered.filter(({ era, conversationId }) => {
    if (era !== 'conversation' || conversationId === null) return true;
    const isFirst = !begun.has(conversationId);
    begun.add(conversationId);
    return isFirst;
  });
}

export function inTime(one: Unit, other: Unit): number {
  return one.chargedAtMs - other.chargedAtMs || (one.key === other.key ? 0 : one.key < other.key ? -1 : 1);
}

function groupUnits(story: Story, message: Outbound): (Unit | null)[] {
  return message.truth.participants.map((participant) => {
    const ofOne = outbound({
      ...message.truth,
      ...statusesOf(participant),
      country: participant.country,
      participants: [],
    });
    return unitOf(story, {
      ...ofOne,
      truth: { ...ofOne.truth, pricing: participant.pricing, personId: participant.personId },
    });
  });
}

function statusesOf({ sentAtMs, deliveredAtMs, readAtMs, playedAtMs, failedAtMs, errorCode }: ParticipantTruth) {
  return { sentAtMs, deliveredAtMs, readAtMs, playedAtMs, failedAtMs, errorCode };
}

function unitOf(story: Story, { truth, dimensions, deliveredAtMs }: Outbound): Unit | null {
  if (deliveredAtMs === null) return null;
  const { time_zone = story.settings.billingZone } = accountOf(story, truth.accountId) ?? {};
  const day = localDay(time_zone, deliveredAtMs);
  return {
    key: `${story.keyOf(truth.id)}/${truth.personId}`,
    messageId: truth.id,
    conversationId: truth.conversation?.id ?? null,
    pricing: truth.pricing,
    category: truth.pricing?.category ?? truth.known.templateCategory,
    country: truth.country,
    accountId: truth.accountId,
    numberId: truth.numberId,
    channel: truth.channel,
    campaign: dimensions.campaign,
    template: dimensions.template,
    chargedAtMs: deliveredAtMs,
    day,
    month: firstOfMonth(day),
    era: eraOf(day),
  };
}

/** The first days of the eras, by the account's clock. */
function eraOf(day: string): Era {
  if (day < '2025-07-01') return 'conversation';
  return day < '2026-10-01' ? 'message' : 'service_charged';
}

export function accountOf({ referenceData }: Story, accountId: string) {
  return referenceData.billing_accounts.find(({ account_id }) => account_id === accountId);
}

export function currencyOf(story: Story, accountId: string): string {
  return accountOf(story, accountId)?.currency ?? story.settings.billingCurrency;
}
