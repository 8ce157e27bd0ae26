import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayState } from '../../../lambdas/compact/day-state.ts';
import { boundary, daysBetween, lastClosedDay, shiftDay, waitingDays } from '../../../lambdas/compact/days.ts';

const state = (...folded: string[]): DayState => ({
  run: 'r',
  rows: 1,
  folded,
  generation: [],
  replaced: [],
  tagged: false,
});

/** Landed files by day, folded ones by day, and the boundary. */
function survey(landed: Record<string, string[]>, folded: Record<string, string[]>, through: string | null = null) {
  return {
    landed: new Map(Object.entries(landed)),
    states: new Map(Object.entries(folded).map(([day, keys]) => [day, state(...keys)])),
    through,
  };
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
  ])('%s', (_, landed, folded, days) => {
    expect(waitingDays(survey(landed, folded), '2026-11-19')).toEqual(days);
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
  ])('%s', (_, found, expected) => {
    expect(boundary(found, '2026-11-19')).toBe(expected);
  });

  test('has a generation of every landed day up to it, unless it had passed the day before', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(day), fc.array(day), fc.option(day), day, (landed, compacted, through, lastClosed) => {
        const keys = (days: string[]) => Object.fromEntries(days.map((one) => [one, ['key']]));
        const reached = boundary(survey(keys(landed), keys(compacted), through), lastClosed);
        const passed = landed.filter((one) => one <= (reached ?? '') && one > (through ?? ''));
        expect(passed.filter((one) => !compacted.includes(one))).toEqual([]);
        if (reached !== through) expect(reached !== null && reached <= lastClosed).toBe(true);
      }),
    );
  });
});
