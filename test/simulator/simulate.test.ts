import fc from 'fast-check';
import { type SimulateOptions, trafficOf } from 'simulator';
import { describe, expect, test } from 'vitest';
import { expectAgreement, textOf } from './agreement.ts';
import { instant, rowsOf } from './traffic.ts';

const YEARS: SimulateOptions = { messages: 700, seed: 5, from: '2025-05-01', through: '2026-11-20' };
const traffic = trafficOf(YEARS);
const rows = rowsOf(traffic.deliveries);

test('every delivery is understood: nothing fails, nothing is unmapped, nothing is new', () => {
  expect(rows.filter(({ event_type }) => event_type === 'unmapped')).toEqual([]);
  expect(rows.flatMap(({ new_paths }) => new_paths ?? [])).toEqual([]);
});

test('the truth is what the rows say: statuses, prices, campaigns, answers, clicks, consent, reactions, changes', () => {
  expectAgreement(traffic, rows);
});

test('property: whatever the seed and the size, the truth is what the rows say, and nothing is emitted before it happens or after the last day', () => {
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
  test('come in the order of posting, none after the last day, none reports what has not happened yet', () => {
    const times = traffic.deliveries.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(-1)).toBeLessThan(Date.parse('2026-11-21T00:00:00Z'));
    expect(rows.filter(({ event_at, received_at }) => instant(event_at) > instant(received_at))).toEqual([]);
  });

  test('are batched, repeated, and report some things late and out of order', () => {
    const texts = traffic.deliveries.map(({ document }) => JSON.stringify(document));
    const repeated = texts.length - new Set(texts).size;
    expect(repeated / texts.length).toBeGreaterThan(0.01);
    expect(texts.some((text) => (text.match(/"status":/g) ?? []).length > 1)).toBe(true);
    const delays = rows.map(({ event_at, received_at }) => instant(received_at) - instant(event_at));
    expect(delays.filter((delay) => delay > 3_600_000).length).toBeGreaterThan(5);
    const readRows = rows
      .filter(({ status }) => status === 'read')
      .map(({ message_key, received_at }) => ({ message_key, received_at }));
    const isBefore = ({ message_key, received_at }: (typeof readRows)[number]) =>
      rows.some(
        (row) =>
          row.message_key === message_key &&
          row.status === 'delivered' &&
          String(row.received_at) > String(received_at),
      );
    expect(readRows.some(isBefore)).toBe(true);
  });
});
