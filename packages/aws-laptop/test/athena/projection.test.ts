import { describe, expect, test } from 'vitest';
import { parseProjection } from '../../src/athena/projection.ts';

const NOW = Date.UTC(2026, 10, 20, 15, 30);
const covers = (parameters: Record<string, string>, value: string): boolean => {
  const entries = Object.entries(parameters).map(([name, text]): [string, string] => [`projection.p.${name}`, text]);
  return parseProjection('p', new Map(entries)).covers(value, NOW);
};

describe('date', () => {
  test.each([
    ['2026-01-01,NOW', '2026-01-01', true],
    ['2026-01-01,NOW', '2025-12-31', false],
    ['2026-01-01,NOW', '2026-11-20', true],
    ['2026-01-01,NOW', '2026-11-21', false],
    ['2026-01-01,NOW+1DAYS', '2026-11-21', true],
    ['2026-01-01, NOW + 1 DAY', '2026-11-22', false],
    ['NOW-3DAYS,NOW', '2026-11-17', true],
    ['NOW-3DAYS,NOW', '2026-11-16', false],
    ['NOW-1YEARS,NOW', '2025-11-20', true],
    ['NOW-1MONTHS,NOW', '2026-10-19', false],
    ['2026-01-01,NOW', '2026-02-30', false],
    ['2026-01-01,NOW+1YEARS', '2026-13-01', false],
    ['2026-01-01,NOW', '2026-1-5', false],
    ['2026-01-01,NOW', '__HIVE_DEFAULT_PARTITION__', false],
  ])('in %s, %s exists: %s', (range, value, exists) => {
    expect(covers({ type: 'date', range, format: 'yyyy-MM-dd' }, value)).toBe(exists);
  });

  test('a format may stop at the hour or the month, or use other separators', () => {
    const hours = { type: 'date', range: '2026/11/20/00,NOW', format: 'yyyy/MM/dd/HH' };
    expect(covers(hours, '2026/11/20/15')).toBe(true);
    expect(covers(hours, '2026/11/20/16')).toBe(false);
    expect(covers({ type: 'date', range: '202601,NOW', format: 'yyyyMM' }, '202611')).toBe(true);
  });

  test('an unknown format, bound or interval is refused by name', () => {
    expect(() => covers({ type: 'date', range: '2026-01-01,NOW', format: 'yy-MM' }, '')).toThrow('format "yy-MM"');
    expect(() => covers({ type: 'date', range: 'LATER,NOW', format: 'yyyy-MM-dd' }, '')).toThrow('bound "LATER"');
    expect(() => covers({ type: 'date', range: 'NOW', format: 'yyyy-MM-dd' }, '')).toThrow('two dates');
    expect(() => covers({ type: 'date', range: '2026-01-01,NOW', format: 'yyyy-MM-dd', interval: '7' }, '')).toThrow(
      'interval',
    );
  });
});

test('an enum has its values only', () => {
  expect(covers({ type: 'enum', values: 'a, b' }, 'b')).toBe(true);
  expect(covers({ type: 'enum', values: 'a,b' }, 'c')).toBe(false);
});

test.each([
  ['5', {}, true],
  ['05', {}, false],
  ['05', { digits: '2' }, true],
  ['11', {}, false],
  ['4', { interval: '2' }, false],
  ['x', {}, false],
])('in the integers 1 to 10, %s with %j exists: %s', (value, more, exists) => {
  expect(covers({ type: 'integer', range: '1,10', ...more }, value)).toBe(exists);
});

test('an unknown type, or an invalid range, is refused with the allowed values', () => {
  expect(() => covers({ type: 'hash' }, '')).toThrow('must be enum, integer, date or injected');
  expect(() => covers({ type: 'integer', range: 'a,b' }, '')).toThrow('two integers');
});
