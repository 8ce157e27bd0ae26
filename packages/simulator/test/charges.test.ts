import { describe, expect, test } from 'vitest';
import { chargeFor } from '../src/charges.ts';
import { eraAt, offsetMs } from '../src/eras.ts';
import { People, talkOf } from '../src/people.ts';
import { seeded } from '../src/rng.ts';
import { ofKind, trafficOf } from '../src/traffic.ts';
import type { MessageTruth } from '../src/truth.ts';
import { ACCOUNTS } from '../src/world.ts';

const [INDIA, BRAZIL] = ACCOUNTS;

describe('eras change at midnight in the account’s zone', () => {
  test.each([
    [INDIA.zone, '2025-06-30T18:29:59Z', 'conversation'],
    [INDIA.zone, '2025-06-30T18:30:00Z', 'message'],
    [BRAZIL.zone, '2025-07-01T02:59:59Z', 'conversation'],
    [BRAZIL.zone, '2025-07-01T03:00:00Z', 'message'],
    [INDIA.zone, '2026-09-30T18:29:59Z', 'message'],
    [INDIA.zone, '2026-09-30T18:30:00Z', 'service_charged'],
    [BRAZIL.zone, '2026-10-01T02:59:59Z', 'message'],
    [BRAZIL.zone, '2026-10-01T03:00:00Z', 'service_charged'],
  ])('%s at %s: %s', (zone, at, era) => {
    expect(eraAt(zone, Date.parse(at))).toBe(era);
  });

  test('offsets follow summer time', () => {
    expect(offsetMs('America/New_York', Date.parse('2026-10-31T12:00:00Z'))).toBe(-4 * 3_600_000);
    expect(offsetMs('America/New_York', Date.parse('2026-11-01T06:00:00Z'))).toBe(-5 * 3_600_000);
    expect(offsetMs('Asia/Kolkata', Date.parse('2026-11-01T06:10:00Z'))).toBe(5.5 * 3_600_000);
  });
});

function around(from: string, through: string) {
  const { truths } = trafficOf({ messages: 2_500, seed: 8, from, through });
  const messages = ofKind(truths, 'message').filter(({ pricing }) => pricing !== null);
  return { messages };
}

const summer = around('2025-06-25', '2025-07-06');
const autumn = around('2026-09-25', '2026-10-06');

function eraOf({ accountId, sentAtMs, recordedAtMs, deliveredAtMs, readAtMs }: MessageTruth): string | null {
  const zone = ACCOUNTS.find(({ id }) => id === accountId)?.zone ?? '';
  const atMs = recordedAtMs ?? sentAtMs;
  // Without the time of sending, the era is only certain away from its borders.
  return atMs === null || (deliveredAtMs ?? readAtMs) === undefined ? null : eraAt(zone, atMs);
}

test('until 30 June 2025 prices are of conversations, from 1 July of messages, to the second in both zones', () => {
  const known = summer.messages.filter((one) => eraOf(one) !== null);
  for (const account of ACCOUNTS) {
    const models = known
      .filter(({ accountId }) => accountId === account.id)
      .map((one) => `${eraOf(one)} ${one.pricing?.model}`);
    expect(new Set(models)).toEqual(new Set(['conversation CBP', 'message PMP']));
  }
  expect(known.filter(({ pricing }) => (pricing?.type === null) !== (pricing?.model === 'CBP'))).toEqual([]);
});

test('a conversation has one id and one category for all its messages, and ends 24 hours after it began', () => {
  const ofConversations = summer.messages.filter(
    ({ pricing, conversation }) => pricing?.model === 'CBP' && conversation?.origin !== 'referral_conversion',
  );
  const byId = [...Map.groupBy(ofConversations, ({ conversation }) => conversation?.id).values()];
  expect(byId.some((ofOne) => ofOne.length > 1)).toBe(true);
  for (const ofOne of byId) {
    expect(new Set(ofOne.map(({ personId, pricing }) => `${personId} ${pricing?.category}`)).size).toBe(1);
    const [begin = 0, end = 0] = [Math.min(...ofOne.map(sentAt)), Math.max(...ofOne.map(sentAt))];
    expect(end - begin).toBeLessThan(86_400_000);
  }
});

function sentAt({ sentAtMs, deliveredAtMs, readAtMs }: MessageTruth): number {
  return sentAtMs ?? deliveredAtMs ?? readAtMs ?? 0;
}

test('service and utility in an open window are free until 30 September 2026, and regular afterwards', () => {
  const prices = autumn.messages
    .filter(({ pricing }) => pricing?.type !== 'free_entry_point')
    .map((one) => `${eraOf(one)} ${one.pricing?.category} ${one.pricing?.type}`)
    .filter((price) => !price.startsWith('null'));
  const seen = new Set(prices);
  for (const price of [
    'message service free_customer_service',
    'message utility free_customer_service',
    'message utility regular',
    'service_charged service regular',
    'service_charged utility regular',
  ]) {
    expect(seen).toContain(price);
  }
  expect(
    [...seen].filter((price) =>
      /message service regular|service_charged .* free_|(marketing|authentication) free_/.test(price),
    ),
  ).toEqual([]);
});

describe('an ad opens a window in which all is free', () => {
  const HOUR_MS = 3_600_000;
  const ARRIVED_MS = Date.parse('2026-10-02T10:00:00Z');

  function typesAt(...hours: readonly number[]) {
    const rng = seeded(1);
    const person = new People(rng).newcomer(INDIA, ARRIVED_MS);
    talkOf(person, 'number').adUntilMs = ARRIVED_MS + 24 * HOUR_MS;
    return hours.map((hour) => {
      const atMs = ARRIVED_MS + hour * HOUR_MS;
      const { pricing, conversation } = chargeFor(rng, { person, numberId: 'number', category: 'marketing', atMs });
      return [pricing.type, pricing.category, conversation?.id];
    });
  }

  test('for 72 hours from the answer, under one conversation', () => {
    const [answer, later, last, after] = typesAt(23, 24, 94, 95);
    expect(answer).toEqual(['free_entry_point', 'referral_conversion', expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect([later, last]).toEqual([answer, answer]);
    expect(after).toEqual(['regular', 'marketing', undefined]);
  });

  test('but not when the answer comes after a day', () => {
    expect(typesAt(24)).toEqual([['regular', 'marketing', undefined]]);
  });

  test('and there are some in the traffic', () => {
    const free = autumn.messages.filter(({ pricing }) => pricing?.type === 'free_entry_point');
    expect(free.length).toBeGreaterThan(5);
    expect(free.filter(({ conversation, pricing }) => conversation === null || pricing?.billable)).toEqual([]);
  });
});
