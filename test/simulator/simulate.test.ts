import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimulateOptions } from '../../packages/simulator/src/simulate.ts';
import type { MessageTruth } from '../../packages/simulator/src/truth.ts';
import { expectAgreement, textOf } from './agreement.ts';
import { instant, ofKind, rowsOf, trafficOf } from './traffic.ts';

const YEARS: SimulateOptions = { messages: 700, seed: 5, from: '2025-05-01', through: '2026-11-20' };
const traffic = trafficOf(YEARS);
const rows = rowsOf(traffic.deliveries);

test('the same options give the same bytes and the same truth; another seed gives others', () => {
  const options = { messages: 60, seed: 9, from: '2026-09-20', through: '2026-10-10' };
  const once = JSON.stringify(trafficOf(options));
  expect(JSON.stringify(trafficOf(options))).toBe(once);
  expect(JSON.stringify(trafficOf({ ...options, seed: 10 }))).not.toBe(once);
});

test('every delivery is understood: nothing fails, nothing is unmapped, nothing is new', () => {
  expect(rows.filter(({ event_type }) => event_type === 'unmapped')).toEqual([]);
  expect(rows.flatMap(({ new_paths }) => new_paths ?? [])).toEqual([]);
});

test('the truth is what the rows say: statuses, prices, campaigns, answers, clicks, consent, reactions, changes', () => {
  expectAgreement(traffic, rows);
});

test('property: whatever the seed and the size, the truth is what the rows say, and nothing is told before it happens or after the last day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('2025-06-20', '2026-03-25', '2026-09-20'),
      (seed, messages, from) => {
        const through = textOf(Date.parse(from) + 20 * 86_400_000).slice(0, 10);
        const made = trafficOf({ messages, seed, from, through });
        const all = rowsOf(made.deliveries);
        expectAgreement(made, all);
        expect(made.deliveries.at(-1)?.atMs ?? 0).toBeLessThan(Date.parse(through) + 86_400_000);
        expect(all.filter(({ event_at, received_at }) => instant(event_at) > instant(received_at))).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
});

describe('deliveries', () => {
  test('come in the order of posting, none after the last day, none tells of what has not happened yet', () => {
    const times = traffic.deliveries.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(-1)).toBeLessThan(Date.parse('2026-11-21T00:00:00Z'));
    expect(rows.filter(({ event_at, received_at }) => instant(event_at) > instant(received_at))).toEqual([]);
  });

  test('are batched, repeated, and tell some things late and out of order', () => {
    const texts = traffic.deliveries.map(({ document }) => JSON.stringify(document));
    const repeated = texts.length - new Set(texts).size;
    expect(repeated / texts.length).toBeGreaterThan(0.01);
    expect(texts.some((text) => (text.match(/"status":/g) ?? []).length > 1)).toBe(true);
    const delays = rows.map(({ event_at, received_at }) => instant(received_at) - instant(event_at));
    expect(delays.filter((delay) => delay > 3_600_000).length).toBeGreaterThan(5);
    const told = rows
      .filter(({ status }) => status === 'read')
      .map(({ message_key, received_at }) => ({ message_key, received_at }));
    const isBefore = ({ message_key, received_at }: (typeof told)[number]) =>
      rows.some(
        (row) =>
          row.message_key === message_key &&
          row.status === 'delivered' &&
          String(row.received_at) > String(received_at),
      );
    expect(told.some(isBefore)).toBe(true);
  });
});

describe('shares are those of a healthy account', () => {
  const messages = ofKind(trafficOf({ ...YEARS, messages: 6_000, seed: 1 }).truths, 'message').filter(
    ({ groupId, echoedAtMs }) => groupId === null && echoedAtMs === null,
  );
  const share = (of: readonly MessageTruth[], is: (one: MessageTruth) => unknown) => of.filter(is).length / of.length;
  const delivered = messages.filter((one) => one.deliveredAtMs ?? one.readAtMs);

  test.each([
    ['failed', share(messages, ({ failedAtMs }) => failedAtMs), 0.02, 0.08],
    ['delivered', delivered.length / messages.length, 0.88, 0.97],
    ['read', share(delivered, ({ readAtMs }) => readAtMs), 0.45, 0.7],
    ['read without a stated delivery', share(delivered, ({ deliveredAtMs }) => deliveredAtMs === null), 0.03, 0.12],
    ['without a stated sending', share(delivered, ({ sentAtMs }) => sentAtMs === null), 0.003, 0.03],
    [
      'of an unknown campaign',
      share(
        messages.filter(({ isFreeForm }) => !isFreeForm),
        ({ knownFrom }) => knownFrom === 'none',
      ),
      0.05,
      0.35,
    ],
    ['recorded by a send', share(messages, ({ recordedAtMs }) => recordedAtMs), 0.3, 0.85],
  ])('%s: %f', (_what, found, least, most) => {
    expect(found).toBeGreaterThan(least);
    expect(found).toBeLessThan(most);
  });

  test('failures have the codes of each category, and some come after 30 days', () => {
    const failed = messages.filter(({ failedAtMs }) => failedAtMs !== null);
    expect(new Set(failed.map(({ errorCode }) => errorCode))).toEqual(
      new Set([131026, 131049, 130472, 131050, 131047, 131056]),
    );
    expect(
      failed.some(({ sentAtMs, failedAtMs }) => (failedAtMs ?? 0) - (sentAtMs ?? Infinity) >= 30 * 86_400_000),
    ).toBe(true);
  });

  test('who hides reading never tells of it', () => {
    const byPerson = Map.groupBy(delivered, ({ personId }) => personId);
    const often = [...byPerson.values()].filter((ofPerson) => ofPerson.length >= 8);
    const never = often.filter((ofPerson) => ofPerson.every(({ readAtMs }) => readAtMs === null));
    expect(never.length / often.length).toBeGreaterThan(0.1);
    expect(never.length / often.length).toBeLessThan(0.35);
  });
});
