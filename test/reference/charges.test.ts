import type { MessageTruth } from 'simulator';
import { expect, test } from 'vitest';
import type { RateCard } from '../../domain/imports/rate-cards.ts';
import { metricCost } from './billing-metrics.ts';
import { chargesOf } from './charges.ts';
import { priced, sent, story, UNTOLD } from './made.ts';
import type { ReferenceData } from './story.ts';

function rate(pricing_model: string, category: string, rate_micros: number, said: Partial<RateCard> = {}): RateCard {
  const always = { valid_from: '2024-01-01', valid_to: null, tier_from: 1, tier_to: null };
  const card = { card: 'Own', is_example: false, market: 'India', currency: 'INR' };
  return { ...card, pricing_model, category, rate_micros, ...always, ...said };
}

const DATA: ReferenceData = {
  rate_markets: [{ country: 'IN', market: 'India', valid_from: '2024-01-01', valid_to: null }],
  rate_cards: [
    rate('CBP', 'marketing', 800_000),
    rate('PMP', 'marketing', 784_600, { valid_to: '2026-01-01' }),
    rate('PMP', 'marketing', 863_100, { valid_from: '2026-01-01' }),
    rate('PMP', 'utility', 115_000, { tier_to: 2 }),
    rate('PMP', 'utility', 70_000, { tier_from: 3 }),
    rate('PMP', 'service', 115_000, { valid_from: '2026-10-01' }),
  ],
  billing_accounts: [{ account_id: 'a1', time_zone: 'Asia/Kolkata', currency: 'INR', portfolio_id: null }],
};

function costs(messages: readonly MessageTruth[], freeServiceMessages = 1_000): readonly (number | null)[] {
  return chargesOf(story(messages, { referenceData: DATA, freeServiceMessages })).map(({ costMicros }) => costMicros);
}

const inConversation = {
  conversation: { id: 'c', origin: 'marketing', expiresAtMs: null },
  ...priced('marketing', null, 'CBP'),
};
const regular = priced('marketing', 'regular');

test('until 30 June 2025 a conversation is charged once, by the account’s clock', () => {
  // 18:30 UTC is midnight in Kolkata: the third is of July, whose messages are charged one by one, and says no type.
  const days = ['2025-06-30 09:00:00', '2025-06-30 18:29:59', '2025-06-30 18:30:00'];
  expect(costs(days.map((day, index) => sent(`m${index}`, day, inConversation)))).toEqual([800_000, null]);
});

test('a rate holds from its first day until before its last, in the account’s zone', () => {
  expect(costs([sent('m', '2025-12-31 18:29:59', regular), sent('n', '2025-12-31 18:30:00', regular)])).toEqual([
    784_600, 863_100,
  ]);
});

test('what is stated free is free, and what states no price is unknown, never zero', () => {
  const day = '2026-03-02 12:00:00';
  const messages = [
    sent('a', day, priced('utility', 'free_customer_service')),
    sent('b', day, priced('referral_conversion', 'free_entry_point')),
    sent('c', day),
    sent('d', day, priced('service', 'regular')),
    sent('e', day, { ...regular, ...UNTOLD, sentAtMs: 0 }),
  ];
  expect(costs(messages)).toEqual([0, 0, null, 0]);
});

test('a tier’s rate is for its messages alone; the free ones are not counted, and a new month starts from zero', () => {
  const days = ['2026-03-01 01:00:00', '2026-03-01 02:00:00', '2026-03-01 03:00:00', '2026-03-31 18:30:00'];
  const utility = days.map((day, index) => sent(`m${index}`, day, priced('utility', 'regular')));
  const free = sent('free', '2026-03-01 00:30:00', priced('utility', 'free_customer_service'));
  expect(costs([free, ...utility])).toEqual([0, 115_000, 115_000, 70_000, 115_000]);
});

test('from October 2026 so many service messages of a number and month are free', () => {
  const days = ['2026-10-01 01:00:00', '2026-10-02 01:00:00', '2026-10-03 01:00:00'];
  const service = days.map((day, index) => sent(`m${index}`, day, priced('service', 'regular')));
  const ofAd = sent('ad', '2026-10-01 00:00:00', priced('service', 'free_entry_point'));
  expect(costs([ofAd, ...service], 2)).toEqual([0, 0, 0, 115_000]);
});

test('a message to a group is charged for each participant it reached', () => {
  const onTheDayMs = Date.UTC(2026, 2, 2, 12);
  const participant = { ...UNTOLD, errorCode: null, country: 'IN', ...regular } as const;
  const participants = [
    { ...participant, personId: 'ada', readAtMs: onTheDayMs },
    { ...participant, personId: 'bob', deliveredAtMs: onTheDayMs },
    { ...participant, personId: 'eve', failedAtMs: onTheDayMs },
  ];
  expect(
    chargesOf(story([sent('g', '2026-03-02 12:00:00', { ...UNTOLD, groupId: 'g', personId: null, participants })])),
  ).toHaveLength(2);
});

test('the members of each dimension add up to the whole; a cost with an unknown part is unknown', () => {
  const day = '2026-03-02 12:00:00';
  const other = { known: { ...sent('x', day).known, campaignId: null } };
  const rows = metricCost(
    story([sent('a', day, regular), sent('b', day, { ...regular, ...other }), sent('c', day)], { referenceData: DATA }),
  );
  const ofCampaigns = rows.filter(({ dimension }) => dimension === 'campaign');
  const [whole] = rows.filter(({ dimension }) => dimension === 'all');
  expect(whole).toMatchObject({ charges: 3, unknown_charges: 1, cost_micros: null, known_cost_micros: 1_726_200 });
  expect(
    ofCampaigns.map(({ member, cost_micros, known_cost_micros }) => [member, cost_micros, known_cost_micros]),
  ).toEqual([
    ['sale', null, 863_100],
    ['unknown', 863_100, 863_100],
  ]);
});
