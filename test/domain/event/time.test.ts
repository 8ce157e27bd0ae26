import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, timestampText } from '../../../domain/event/time.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 12);

describe('a timestamp names the same instant however it is written', () => {
  test.each([
    ['seconds as a number', NOON_MS / 1000],
    ['seconds in a string', String(NOON_MS / 1000)],
    ['seconds with a fraction of zero', `${NOON_MS / 1000}.000`],
    ['milliseconds as a number', NOON_MS],
    ['milliseconds in a string', String(NOON_MS)],
    ['ISO 8601 in UTC', '2026-11-20T12:00:00Z'],
    ['ISO 8601 with milliseconds', '2026-11-20T12:00:00.000Z'],
    ['ISO 8601 with an offset', '2026-11-20T17:30:00+05:30'],
    ['ISO 8601 with an offset without a colon', '2026-11-20T07:00:00-0500'],
  ])('%s', (_name, value) => {
    expect(instantOf(value)).toBe(NOON_MS);
  });
});

describe('what names no instant gives null', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty string', ''],
    ['a word', 'yesterday'],
    ['zero', 0],
    ['a negative number', -1],
    ['a negative string', '-1700000000'],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['microseconds', NOON_MS * 1000],
    ['more digits than any time has', '17000000000000000'],
    ['an exponent in a string', '1.7e9'],
    ['ISO 8601 without an offset', '2026-11-20T12:00:00'],
    ['a date alone', '2026-11-20'],
    ['a thirteenth month', '2026-13-20T12:00:00Z'],
    ['a list', [1700000000]],
    ['an object', { seconds: 1700000000 }],
    ['true', true],
  ])('%s', (_name, value) => {
    expect(instantOf(value)).toBeNull();
  });
});

test('seconds become milliseconds below 1e11, and stay as they are from there on', () => {
  expect(instantOf(1e11 - 1)).toBe((1e11 - 1) * 1000);
  expect(instantOf(1e11)).toBe(1e11);
});

test('parts of a millisecond are cut', () => {
  expect(instantOf(1700000000.1239)).toBe(1700000000123);
});

test('a row states times in UTC, with milliseconds and without an offset', () => {
  expect(timestampText(NOON_MS + 7)).toBe('2026-11-20 12:00:00.007');
});

test('a day is a day in UTC', () => {
  expect(dayOf(Date.UTC(2026, 10, 20, 23, 59, 59, 999))).toBe('2026-11-20');
  expect(dayOf(Date.UTC(2026, 10, 21))).toBe('2026-11-21');
});
