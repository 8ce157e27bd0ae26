import { simulate } from 'simulator';
import { expect, test } from 'vitest';
import { disordered } from './deliveries.ts';
import { differences } from './differences.ts';
import { rowsOf } from './story-lake.ts';

test('a bad day loses nothing, brings some of it twice, and nothing where or when it was', () => {
  const simulatedDeliveries = [...simulate({ messages: 60, seed: 3, from: '2026-09-29', through: '2026-10-01' })];
  const keysOf = (rows: readonly { event_key: string }[]) => new Set(rows.map(({ event_key }) => event_key));
  const asPosted = simulatedDeliveries.flatMap(({ source, atMs, document }, index) =>
    rowsOf({ source, document, receivedAtMs: atMs }, index),
  );
  const untilMs = Date.UTC(2026, 9, 2) - 1;
  const bad = disordered(simulatedDeliveries, 5, untilMs);
  const rows = bad.flatMap(rowsOf);
  expect(keysOf(rows)).toEqual(keysOf(asPosted));
  expect(rows.length).toBeGreaterThan(keysOf(rows).size);
  expect(bad.every(({ receivedAtMs }) => receivedAtMs <= untilMs)).toBe(true);
  expect(bad.map(({ document }) => document)).not.toEqual(simulatedDeliveries.map(({ document }) => document));
});

test('what is missing, wrong, or there twice is a difference; order and the writing of numbers are none', () => {
  const expected = [
    { day: '2026-03-01', rate: 0.0001, of: 10 },
    { day: '2026-03-02', rate: null, of: 0 },
  ];
  const same = [
    { day: '2026-03-02', rate: null, of: '0', more: 'x' },
    { day: '2026-03-01', rate: '1.0E-4', of: '10', more: 'y' },
  ];
  expect(differences(expected, same)).toEqual([]);
  expect(differences(expected, [...same, ...same.slice(0, 1)])).toHaveLength(1);
  expect(differences(expected, same.slice(1))).toEqual(['missing  day=2026-03-02 rate=NULL of=0']);
  expect(differences(expected, [{ day: '2026-03-01' }])).toEqual(['The view has no columns rate, of.']);
});
