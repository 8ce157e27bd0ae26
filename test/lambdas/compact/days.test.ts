import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundary,
  daysBetween,
  isSwept,
  lastClosedDay,
  oldestReachableDay,
  shiftDay,
} from '../../../lambdas/compact/days.ts';
import { surveyLake } from '../../../lambdas/compact/survey.ts';
import { NIGHT_MS, surveyed } from './surveyed.ts';

/** What a run of the night finds: landed files by day, folded ones by day, and the boundary. */
async function survey(...lake: Parameters<typeof surveyed>) {
  return surveyLake(surveyed(...lake).ports, { lastClosed: '2026-11-19', timeMs: NIGHT_MS });
}

test.each([
  ['2026-11-21T02:15:00Z', 2, '2026-11-19'],
  ['2026-11-21T00:00:00Z', 1, '2026-11-20'],
  ['2026-11-20T23:59:59Z', 1, '2026-11-19'],
  ['2026-03-01T02:15:00Z', 2, '2026-02-27'],
])('at %s with %i open days, the last closed one is %s', (time, openDays, day) => {
  expect(lastClosedDay(Date.parse(time), openDays)).toBe(day);
});

test('days are moved and counted over months', () => {
  expect(shiftDay('2026-11-01', -36)).toBe('2026-09-26');
  expect(daysBetween('2026-10-31', '2026-11-02')).toBe(2);
});

test('rows can land on days as old as a replay of the oldest kept delivery has, and a week more', () => {
  expect(oldestReachableDay(NIGHT_MS, 30)).toBe('2026-09-10');
  expect(daysBetween(oldestReachableDay(NIGHT_MS, 30), '2026-11-21')).toBe(30 + 35 + 7);
});

test('each day is looked at on one night of four weeks, however old it is', () => {
  const nights = (day: string) => Array.from({ length: 28 }, (_, n) => isSwept(day, NIGHT_MS + n * 86_400_000));
  for (const day of ['2024-02-29', '2025-12-31', '2026-11-19']) {
    expect(nights(day).filter(Boolean)).toHaveLength(1);
  }
});

describe('a closed day waits', () => {
  test.each([
    ['that was never compacted', { '2026-11-18': ['a'] }, {}, ['2026-11-18']],
    ['on which a file landed since', { '2026-11-18': ['a', 'b'] }, { '2026-11-18': ['a'] }, ['2026-11-18']],
    [
      'and those before it, oldest first',
      { '2026-11-18': ['a'], '2026-11-02': ['b'] },
      {},
      ['2026-11-02', '2026-11-18'],
    ],
    ['but not one that has all its files', { '2026-11-18': ['a'] }, { '2026-11-18': ['a', 'gone'] }, []],
    ['but not an open one', { '2026-11-20': ['a'] }, {}, []],
  ])('%s', async (_, landed, folded, days) => {
    expect((await survey(landed, folded)).waiting).toEqual(days);
  });
});

describe('the boundary', () => {
  test.each([
    ['is none while no day was compacted', survey({ '2026-11-18': ['a'] }, {}), null],
    [
      'is the last closed day once every day has a generation',
      survey({ '2026-11-18': ['a'] }, { '2026-11-18': ['a'] }),
      '2026-11-19',
    ],
    [
      'stops before a day without one',
      survey({ '2026-11-16': ['a'], '2026-11-18': ['b'] }, { '2026-11-16': ['a'] }),
      '2026-11-17',
    ],
    [
      'does not stop for what came late',
      survey({ '2026-11-18': ['a', 'late'] }, { '2026-11-18': ['a'] }),
      '2026-11-19',
    ],
    [
      'does not stop for an open day',
      survey({ '2026-11-18': ['a'], '2026-11-20': ['b'] }, { '2026-11-18': ['a'] }),
      '2026-11-19',
    ],
    ['never goes back', survey({ '2026-11-10': ['late'] }, { '2026-11-18': ['a'] }, '2026-11-18'), '2026-11-18'],
    [
      'stays where more days are kept open than before',
      survey({}, { '2026-11-19': ['a'] }, '2026-11-20'),
      '2026-11-20',
    ],
  ])('%s', async (_, found, expected) => {
    expect(boundary(await found, '2026-11-19')).toBe(expected);
  });

  test('has a generation of every landed day up to it, unless it had passed the day before', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
    const lakes = [fc.array(day), fc.array(day), fc.option(day), day] as const;
    await fc.assert(
      fc.asyncProperty(...lakes, async (landed, compacted, through, lastClosed) => {
        const keys = (days: string[]) => Object.fromEntries(days.map((one) => [one, ['key']]));
        const { ports } = surveyed(keys(landed), keys(compacted), through);
        const reached = boundary(await surveyLake(ports, { lastClosed, timeMs: NIGHT_MS }), lastClosed);
        const passed = landed.filter((one) => one <= (reached ?? '') && one > (through ?? ''));
        expect(passed.filter((one) => !compacted.includes(one))).toEqual([]);
        if (reached !== through) expect(reached !== null && reached <= lastClosed).toBe(true);
      }),
    );
  });
});
