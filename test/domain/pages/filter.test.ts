import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  DEFAULT_FILTER,
  FilterError,
  LENGTHS,
  parametersOf,
  readFilter,
  SLICES,
  windowOf,
} from '../../../domain/pages/filter.ts';
import { anyDay, anyFilter, anyPeriod } from './filters.ts';

const read = (query: string) => readFilter(new URLSearchParams(query));
const TODAY = '2026-11-28';

describe('a filter is its address', () => {
  test('any filter comes back from its parameters, also as text', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(readFilter(parametersOf(filter))).toEqual(filter);
        expect(read(parametersOf(filter).toString())).toEqual(filter);
      }),
    );
  });

  test('without parameters it is the last 28 days of all', () => {
    expect(read('')).toEqual(DEFAULT_FILTER);
  });

  test('an empty parameter is one that is not given, as a form sends it', () => {
    expect(read('period=&number=&campaign=&category=&country=&channel=&month=&from=&through=')).toEqual(DEFAULT_FILTER);
  });

  test('a parameter that no filter has is left aside', () => {
    expect(read('utm_source=mail&__proto__=x&campaign=a')).toEqual({ ...DEFAULT_FILTER, slices: { campaign: 'a' } });
  });

  test('of a parameter that is given twice the first holds', () => {
    expect(read('campaign=a&campaign=b').slices).toEqual({ campaign: 'a' });
  });

  test('a name keeps its blanks', () => {
    expect(read('campaign=%20a%20').slices).toEqual({ campaign: ' a ' });
  });
});

describe('what cannot be is refused, with its rule', () => {
  test.each([
    ['period=1d', 'period must be 7d, 28d, 90d, month or custom; it is "1d".'],
    ['period=constructor', 'period must be 7d, 28d, 90d, month or custom; it is "constructor".'],
    ['period=month', 'month must be a month such as 2026-10; it is "".'],
    ['period=month&month=2026-13', 'month must be a month such as 2026-10; it is "2026-13".'],
    ['period=month&month=0050-02', 'month must be a month such as 2026-10; it is "0050-02".'],
    ['period=custom&from=2026-11-01', 'through must be a day such as 2026-11-28; it is "".'],
    ['period=custom&from=2026-02-29&through=2026-03-01', 'from must be a day such as 2026-11-28; it is "2026-02-29".'],
    ['period=custom&from=0000-01-01&through=2026-03-01', 'from must be a day such as 2026-11-28; it is "0000-01-01".'],
    ['period=custom&from=2026-11-1&through=2026-11-02', 'from must be a day such as 2026-11-28; it is "2026-11-1".'],
    ['period=custom&from=2026-11-02&through=2026-11-01', 'from (2026-11-02) is after through (2026-11-01)'],
    ['period=custom&from=2010-01-01&through=2026-11-01', 'A period has 3650 days at most.'],
    ['campaign=a%00b', 'campaign must have no control characters.'],
    ['campaign=a%C2%85b', 'campaign must have no control characters.'],
    ['country=a%0Ab', 'country must have no control characters.'],
    [`number=${'9'.repeat(513)}`, 'number has 512 characters at most.'],
  ])('%s', (query, message) => {
    expect(() => read(query)).toThrow(FilterError);
    expect(() => read(query)).toThrow(message);
  });

  test('whatever an address says, it is a filter or a refusal', () => {
    const name = fc.constantFrom('period', 'month', 'from', 'through', ...SLICES);
    const value = fc.oneof(fc.string(), fc.constantFrom('month', 'custom', '7d', TODAY, '2026-02', '9999-12-31'));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const parameters = new URLSearchParams(pairs);
        try {
          const filter = readFilter(parameters);
          expect(readFilter(parametersOf(filter))).toEqual(filter);
          expect(windowOf(filter.period, TODAY).days).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
        }
      }),
    );
  });
});

describe('a period and the one before it', () => {
  const daysBetween = (from: string, through: string) => (Date.parse(through) - Date.parse(from)) / 86_400_000 + 1;

  test('have as many days, side by side, and are days of the calendar', () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, (period, today) => {
        const { from, through, days, before } = windowOf(period, today);
        expect(daysBetween(from, through)).toBe(days);
        expect(daysBetween(before.from, before.through)).toBe(days);
        expect(addDays(before.through, 1)).toBe(from);
        for (const day of [from, through, before.from, before.through]) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });

  test.each(Object.entries(LENGTHS))('%s ends today, and has %i days', (kind, days) => {
    const window = windowOf(read(`period=${kind}`).period, TODAY);
    expect([window.through, window.days]).toEqual([TODAY, days]);
  });

  test.each([
    ['2026-11', '2026-11-01', '2026-11-30', '2026-10-02', '2026-10-31'],
    ['2026-02', '2026-02-01', '2026-02-28', '2026-01-04', '2026-01-31'],
    ['2028-02', '2028-02-01', '2028-02-29', '2028-01-03', '2028-01-31'],
    ['2100-02', '2100-02-01', '2100-02-28', '2100-01-04', '2100-01-31'],
    ['2026-12', '2026-12-01', '2026-12-31', '2026-10-31', '2026-11-30'],
    ['2026-01', '2026-01-01', '2026-01-31', '2025-12-01', '2025-12-31'],
  ])('the month %s is whole', (month, from, through, beforeFrom, beforeThrough) => {
    expect(windowOf({ kind: 'month', month }, TODAY)).toMatchObject({
      from,
      through,
      before: { from: beforeFrom, through: beforeThrough },
    });
  });

  test('a month is every day of it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { from, through } = windowOf({ kind: 'month', month: day.slice(0, 7) }, TODAY);
        expect([from <= day, day <= through]).toEqual([true, true]);
        expect([from.slice(8), addDays(through, 1).slice(8)]).toEqual(['01', '01']);
      }),
    );
  });

  test('a leap day is a day', () => {
    const leap = { kind: 'custom', from: '2028-02-29', through: '2028-02-29' } as const;
    expect(windowOf(leap, TODAY)).toEqual({
      from: '2028-02-29',
      through: '2028-02-29',
      days: 1,
      before: { from: '2028-02-28', through: '2028-02-28' },
    });
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
