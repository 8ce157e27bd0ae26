import { accountOf, currencyOf } from './charge-units.ts';
import { type Charge, chargesOf, isReportedMonth } from './charges.ts';
import { type Conversation, conversationsOf } from './conversations.ts';
import { timestamp } from './facts.ts';
import { count, type Dimensions } from './slices.ts';
import type { Row, Story } from './story.ts';
import { firstOfMonth, localDay } from './zones.ts';

export function factBillingEvents(story: Story): Row[] {
  return chargesOf(story).map((charge) => ({
    message_key: story.keyOf(charge.messageId),
    charged_at: timestamp(charge.chargedAtMs),
    charge_day: charge.day,
    charge_month: charge.month,
    account_id: charge.accountId,
    endpoint_id: charge.numberId,
    contact_country: charge.country,
    category: charge.category,
    campaign_id: charge.campaign,
    template_key: charge.template,
    era: charge.era,
    cost_micros: charge.costMicros,
    currency: charge.currency,
    cost_source: charge.costSource,
  }));
}

export function metricBilling(story: Story): Row[] {
  const cells = chargesOf(story).map((charge) => ({
    charge,
    cell: {
      charge_month: charge.month,
      charge_day: charge.day,
      channel: charge.channel,
      account_id: charge.accountId,
      endpoint_id: charge.numberId,
      campaign_id: charge.campaign ?? 'unknown',
      template_key: charge.template ?? 'unknown',
      contact_country: charge.country ?? 'unknown',
      category: charge.category ?? 'unknown',
      currency: charge.currency,
      cost_source: charge.costSource,
    },
  }));
  return grouped(cells.map((one) => ({ ...one, key: one.cell }))).map(({ key, inside }) => {
    const charges = inside.map(({ charge }) => charge);
    return {
      ...key,
      billable: count(charges, ({ kind }) => kind === 'charged'),
      free: count(charges, ({ kind }) => kind === 'free'),
      unknown: count(charges, ({ kind }) => kind === 'unknown'),
      ...costOf(charges),
    };
  });
}

/** The whole is null where a part is not known; the known part and the number of unknown ones are columns beside it. */
function costOf(charges: readonly Charge[]) {
  const known = charges.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
  const unknown = count(charges, ({ costMicros }) => costMicros === null);
  return { cost_micros: unknown === 0 ? known : null, known_cost_micros: known, unknown_charges: unknown };
}

interface Part {
  readonly charge: Charge | null;
  readonly conversation: Conversation | null;
  readonly key: { charge_month: string; currency: string; dimension: string; member: string };
}

/** By month of the account's zone: what was charged for, and the conversations that were answered. */
export function metricCost(story: Story): Row[] {
  const ofCharges = chargesOf(story).flatMap((charge) => {
    const { month, currency, campaign, template, category, country, numberId: number, channel } = charge;
    return partsOf(month, currency, { campaign, template, category, country, number, channel }).map(
      (key): Part => ({ key, charge, conversation: null }),
    );
  });
  const ofConversations = conversationsOf(story)
    .filter((conversation) => isEngagedOutbound(conversation) || conversation.attributedReplies > 0)
    .flatMap((conversation) => {
      const { accountId, startedAtMs, dimensions } = conversation;
      const { time_zone = story.settings.billingZone } = accountOf(story, accountId) ?? {};
      const month = firstOfMonth(localDay(time_zone, startedAtMs));
      if (!isReportedMonth(story, month)) return [];
      const parts = partsOf(month, currencyOf(story, accountId), dimensions);
      return parts.map((key): Part => ({ key, charge: null, conversation }));
    });
  return grouped([...ofCharges, ...ofConversations]).map(({ key, inside }) => ({ ...key, ...costColumns(inside) }));
}

function isEngagedOutbound({ startedBy, isEngaged }: Conversation): boolean {
  return startedBy === 'business' && isEngaged;
}

function partsOf(charge_month: string, currency: string, dimensions: Dimensions): Part['key'][] {
  const { campaign, template, category, country, number, channel } = dimensions;
  const members = { all: 'all', campaign, template, category, country, number, channel };
  return Object.entries(members).map(([dimension, member]) => ({
    charge_month,
    currency,
    dimension,
    member: member ?? 'unknown',
  }));
}

function costColumns(parts: readonly Part[]) {
  const charges = parts.flatMap(({ charge }) => (charge === null ? [] : [charge]));
  const notFree = charges.filter(({ kind }) => kind !== 'free');
  const cost = costOf(charges);
  const talks = parts.flatMap(({ conversation }) => (conversation === null ? [] : [conversation]));
  const engaged = count(talks, isEngagedOutbound);
  const replies = talks.reduce((sum, { attributedReplies }) => sum + attributedReplies, 0);
  return {
    charges: notFree.length,
    ...cost,
    engaged_conversations: engaged,
    attributed_replies: replies,
    cost_per_engaged_micros: each(cost.cost_micros, engaged),
    cost_per_reply_micros: each(cost.cost_micros, replies),
  };
}

function each(cost: number | null, of: number): number | null {
  return of === 0 || cost === null ? null : Math.trunc(cost / of);
}

function grouped<Key extends object, T extends { readonly key: Key }>(all: readonly T[]) {
  return [...Map.groupBy(all, ({ key }) => JSON.stringify(key)).values()].flatMap((inside) =>
    inside[0] === undefined ? [] : [{ key: inside[0].key, inside }],
  );
}
