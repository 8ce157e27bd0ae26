import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../src/events/schedule.ts';

const next = (expression: string, after: string) => {
  const foundMs = parseSchedule(expression)(Date.parse(after));
  return foundMs === undefined ? 'never' : new Date(foundMs).toISOString().slice(0, 16);
};

describe('a rule runs next', () => {
  test.each([
    ['rate(1 minute)', '2026-11-20T10:00:30Z', '2026-11-20T10:01'],
    ['rate(5 minutes)', '2026-11-20T10:00:00Z', '2026-11-20T10:05'],
    ['rate(1 hour)', '2026-11-20T10:00:00Z', '2026-11-20T11:00'],
    ['rate(2 days)', '2026-11-20T10:00:00Z', '2026-11-22T10:00'],
    // A quarter past two every night; the minute itself has passed when the rule ran in it.
    ['cron(15 2 * * ? *)', '2026-11-20T02:14:59Z', '2026-11-20T02:15'],
    ['cron(15 2 * * ? *)', '2026-11-20T02:15:00Z', '2026-11-21T02:15'],
    ['cron(0/15 * * * ? *)', '2026-11-20T10:15:00Z', '2026-11-20T10:30'],
    ['cron(5/30 8-10 ? * MON-FRI *)', '2026-11-20T10:35:00Z', '2026-11-23T08:05'],
    ['cron(0 12 ? * sun *)', '2026-11-20T00:00:00Z', '2026-11-22T12:00'],
    ['cron(0 12 ? * 1 *)', '2026-11-20T00:00:00Z', '2026-11-22T12:00'],
    ['cron(0 0 1 JAN,JUL ? *)', '2026-11-20T00:00:00Z', '2027-01-01T00:00'],
    ['cron(0 0 29 2 ? *)', '2026-11-20T00:00:00Z', '2028-02-29T00:00'],
    ['cron(0 0 1 1 ? 2026)', '2026-11-20T00:00:00Z', 'never'],
    ['cron(0 0 31 2 ? *)', '2026-11-20T00:00:00Z', 'never'],
  ])('%s after %s at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test('in no minute that it skipped, and in one that fits, whatever the fields', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(minute, hour, fc.integer({ min: 0, max: 4e12 }), (m, h, afterMs) => {
        const foundMs = parseSchedule(`cron(${m} ${h} * * ? *)`)(afterMs) ?? Number.NaN;
        const found = new Date(foundMs);
        expect([found.getUTCMinutes(), found.getUTCHours(), foundMs % 60_000]).toEqual([m, h, 0]);
        expect(foundMs - afterMs).toBeGreaterThan(0);
        expect(foundMs - afterMs).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

test.each([
  'at(2026-11-20T10:00:00)',
  'rate(5 minute)',
  'rate(1 minutes)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'rate(1.5 hours)',
  'cron(15 2 * * ?)',
  'cron(15 2 * * * *)',
  'cron(15 2 ? * ? *)',
  'cron(60 2 * * ? *)',
  'cron(* 24 * * ? *)',
  'cron(? 2 * * ? *)',
  'cron(0/0 2 * * ? *)',
  'cron(5-1 2 * * ? *)',
  'cron(15 2 L * ? *)',
  'cron(15 2 3W * ? *)',
  'cron(15 2 ? * 6#3 *)',
  'cron(15 2 * JUNE ? *)',
])('%s is refused, by name', (expression) => {
  expect(() => parseSchedule(expression)).toThrow(`The schedule ${expression} cannot be run`);
});
