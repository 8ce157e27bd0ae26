import { accountOf, currencyOf } from './charge-units.ts';
import { type Charge, chargesOf, isReportedMonth } from './charges.ts';
import { type Conversation, conversationsOf } from './conversations.ts';
import { timestamp } from './facts.ts';
import { count } from './slices.ts';
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
      cost_micros: sumOfKnown(charges),
    };
  });
}

/** Null where nothing is known: it never counts as zero. */
function sumOfKnown(charges: readonly Charge[]): number | null {
  const known = charges.flatMap(({ costMicros }) => (costMicros === null ? [] : [costMicros]));
  return known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0);
}

interface Part {
  readonly charge: Charge | null;
  readonly engaged: Conversation | null;
  readonly key: { charge_month: string; currency: string; dimension: string; member: string };
}

/** By month of the account's zone: what was charged for, and the engaged conversations that the business began. */
export function metricCost(story: Story): Row[] {
  const ofCharges = chargesOf(story).flatMap((charge) => {
    const { month, currency, campaign, template, category } = charge;
    return partsOf(month, currency, { campaign, template, category }).map(
      (key): Part => ({ key, charge, engaged: null }),
    );
  });
  const ofConversations = conversationsOf(story)
    .filter(({ startedBy, isEngaged }) => startedBy === 'business' && isEngaged)
    .flatMap((engaged) => {
      const { time_zone = story.settings.billingZone } = accountOf(story, engaged.accountId) ?? {};
      const month = firstOfMonth(localDay(time_zone, engaged.startedAtMs));
      if (!isReportedMonth(story, month)) return [];
      const parts = partsOf(month, currencyOf(story, engaged.accountId), engaged.dimensions);
      return parts.map((key): Part => ({ key, charge: null, engaged }));
    });
  return grouped([...ofCharges, ...ofConversations]).map(({ key, inside }) => ({ ...key, ...costColumns(inside) }));
}

function partsOf(
  charge_month: string,
  currency: string,
  { campaign, template, category }: { campaign: string | null; template: string | null; category: string | null },
): Part['key'][] {
  const members = { all: 'all', campaign, template, category };
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
  // What nothing was charged for cost nothing; what is not known of all that was charged is not known.
  const cost = charges.length === 0 ? 0 : sumOfKnown(charges);
  const engaged = count(parts, (part) => part.engaged !== null);
  return {
    charges: notFree.length,
    unknown_charges: count(notFree, ({ costMicros }) => costMicros === null),
    cost_micros: cost,
    engaged_conversations: engaged,
    cost_per_engaged_micros: engaged === 0 || cost === null ? null : Math.trunc(cost / engaged),
  };
}

function grouped<Key extends object, T extends { readonly key: Key }>(all: readonly T[]) {
  return [...Map.groupBy(all, ({ key }) => JSON.stringify(key)).values()].flatMap((inside) =>
    inside[0] === undefined ? [] : [{ key: inside[0].key, inside }],
  );
}
