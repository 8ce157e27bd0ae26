import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counts, lastHours } from '../../bin/cli/counts.ts';
import type { Refreshed } from '../../bin/cli/refreshed.ts';
import { type Account, formatStatus } from '../../bin/cli/status-lines.ts';

type Given = Readonly<Record<string, number>>;

function countsOf(given: Given): Counts {
  return (service, metric) => given[`${service}.${metric}`] ?? 0;
}

function accountOf(given: Given, stored = 0, failed = 0): Account {
  return { counts: countsOf(given), stored, failed };
}

const NOTHING = accountOf({});

const NOW_MS = Date.parse('2026-11-28T12:00:00Z');
const GENERATION = {
  generation: '20261128T110000Z-1a2b3c4d',
  ...{ watermark: '2026-11-28 10:59:00.000', events: 4_000, parts: 1, refreshedAt: '2026-11-28T11:00:30.000Z' },
  former: [],
};
const REFRESHED = { current: GENERATION, everyMinutes: 60 };
/** What every test below has alike. */
const REST = { hours: 24, problem: null, notUnderstood: 6, freshness: '3 s', refreshed: REFRESHED, nowMs: NOW_MS };

function shown(account: Account, settled = NOTHING): readonly string[] {
  return formatStatus({ ...REST, account, settled }).split('\n');
}

/** What stands beside each name. */
function valuesOf(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14, 24).trim()]));
}

describe('what came by the topic', () => {
  const lines = shown(
    accountOf({
      ...{ 'receiver.ItemsReceived': 10, 'receiver.ItemsDuplicate': 2, 'receiver.ItemsUnfinished': 1 },
      ...{ 'social.ItemsReceived': 5, 'social.ItemsDuplicate': 3, 'social.ItemsUnfinished': 4 },
    }),
  );

  test('counts with what came by the front door', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^received +15 {2}items, last 24 h$/));
    expect(lines).toContainEqual(expect.stringMatching(/^duplicates +5 {2}/));
    expect(lines).toContainEqual(expect.stringMatching(/^unfinished +5 {2}/));
  });

  test('has a line of its own, where something did', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^by topic +5 {2}/));
    expect(shown(accountOf({ 'receiver.ItemsReceived': 10 })).join()).not.toContain('by topic');
  });
});

test('every number stands under its own name', () => {
  const lines = shown(accountOf({ 'receiver.ItemsRejected': 11, 'transform.ItemsLeftOut': 12 }, 7, 13));
  expect(valuesOf(lines)).toMatchObject({
    ...{ rejected: '11', 'left out': '12', failed: '13', stored: '7', freshness: '3 s', 'not understood': '6' },
  });
  expect(lines.join('\n')).toContain('npx lake query metric_unmapped_daily');
});

test('where failed/ could not be counted, all else is shown, and neither failed nor in flight is made up', () => {
  const account = accountOf({ 'receiver.ItemsReceived': 5 }, 3);
  const problem = 'The function Reprocess failed.';
  const lines = formatStatus({ ...REST, account, settled: NOTHING, problem }).split('\n');
  expect(valuesOf(lines)).toMatchObject({ received: '5', stored: '3', failed: '?' });
  expect(valuesOf(lines)).not.toHaveProperty('in flight');
  expect(lines.join()).toContain(problem);
});

describe('the account', () => {
  const RECEIVED = {
    'receiver.ItemsReceived': 3_279,
    'receiver.ItemsDuplicate': 2_855,
    'receiver.ItemsUnfinished': 240,
  };

  test('a batch that failed is counted by what lies under failed/, not by what the transform could still count', () => {
    const lines = shown(accountOf({ ...RECEIVED, 'transform.ItemsFailed': 0, 'transform.RowsMade': 324 }, 103, 81));
    expect(valuesOf(lines)).toMatchObject({ stored: '103', failed: '81', 'in flight': '0' });
  });

  test('what is nowhere yet is in flight', () => {
    expect(valuesOf(shown(accountOf(RECEIVED, 100, 81)))['in flight']).toBe('3');
  });

  test('what is in flight for over an hour is late, and no longer only in flight', () => {
    const lines = shown(accountOf(RECEIVED, 100, 81), accountOf({ 'receiver.ItemsReceived': 50 }, 48, 0));
    expect(valuesOf(lines)).toMatchObject({ 'in flight': '3', late: '2' });
    expect(shown(accountOf(RECEIVED, 100, 81), accountOf(RECEIVED, 103, 81)).join()).not.toContain('late ');
  });

  test('what is accounted for twice is said in words', () => {
    const lines = shown(accountOf(RECEIVED, 103, 85));
    expect(lines).toContainEqual(expect.stringMatching(/^excess +4 {2}more accounted for than received: /));
    expect(valuesOf(lines)['in flight']).toBe('0');
  });

  test('adds up, whatever became of the items', () => {
    const some = fc.nat(1_000);
    fc.assert(
      fc.property(fc.tuple(some, some, some, some, some, some, some), (parts) => {
        const [duplicates, rejected, unfinished, leftOut, stored, failed, inFlight] = parts;
        const received = parts.reduce((total, part) => total + part, 0);
        const counts = {
          ...{ 'receiver.ItemsReceived': received, 'receiver.ItemsDuplicate': duplicates },
          ...{ 'receiver.ItemsRejected': rejected, 'receiver.ItemsUnfinished': unfinished },
          'transform.ItemsLeftOut': leftOut,
        };
        const values = valuesOf(shown(accountOf(counts, stored, failed)));
        const names = ['duplicates', 'rejected', 'unfinished', 'left out', 'stored', 'failed', 'in flight'];
        expect(names.reduce((total, name) => total + Number(values[name]), 0)).toBe(Number(values.received));
        expect(Number(values['in flight'])).toBe(inFlight);
        expect(values).not.toHaveProperty('excess');
      }),
    );
  });
});

describe('the refresh', () => {
  const linesAt = (time: string, refreshed: Refreshed = REFRESHED) =>
    formatStatus({ ...REST, account: NOTHING, settled: NOTHING, refreshed, nowMs: Date.parse(time) }).split('\n');

  test('has its own age beside that of the newest event, and says which generation readers see', () => {
    const lines = linesAt('2026-11-28T12:00:00Z');
    expect(valuesOf(lines)).toMatchObject({ freshness: '3 s', refreshed: '3570 s' });
    expect(lines).toContainEqual(
      expect.stringMatching(/4000 events, as of 2026-11-28 10:59:00 UTC; generation 20261128T110000Z-1a2b3c4d$/),
    );
  });

  test('is overdue when three in a row have not succeeded, by the setting', () => {
    expect(linesAt('2026-11-28T14:00:30Z').join()).not.toContain('overdue');
    expect(valuesOf(linesAt('2026-11-28T14:00:31Z'))).toMatchObject({ overdue: '60 min' });
    expect(linesAt('2026-11-28T11:15:31Z', { ...REFRESHED, everyMinutes: 5 }).join()).toContain('A job is overdue');
  });

  test('of a lake without events names no moment', () => {
    const current = { ...GENERATION, events: 0, watermark: null };
    expect(linesAt('2026-11-28T12:00:00Z', { ...REFRESHED, current }).join()).toContain('refreshed: no events yet;');
  });

  test('that has never run is said, with the command that runs it', () => {
    const lines = linesAt('2026-11-28T12:00:00Z', { ...REFRESHED, current: undefined });
    expect(valuesOf(lines)).toMatchObject({ refreshed: 'never' });
    expect(lines.join()).toContain('npx lake refresh');
  });
});

test('all is counted by the same whole hours', () => {
  const hour = 3_600_000;
  expect(lastHours(2, 10 * hour + 1)).toEqual({ sinceMs: 8 * hour, untilMs: 11 * hour });
  expect(lastHours(0, 10 * hour)).toEqual({ sinceMs: 9 * hour, untilMs: 10 * hour });
});
