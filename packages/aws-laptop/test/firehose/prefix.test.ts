import { describe, expect, test } from 'vitest';
import { formatTime, parseTimePattern } from '../../src/firehose/java-time.ts';
import { objectName } from '../../src/firehose/object-name.ts';
import { evaluatePrefix, parsePrefix, partitionKeyNames } from '../../src/firehose/prefix.ts';

const arrivalMs = Date.parse('2026-01-02T03:04:05.678Z');
const at = { oldestArrivalMs: arrivalMs, timeZone: 'UTC' };

describe('a prefix', () => {
  test.each([
    ['raw', 'raw2026/01/02/03/'],
    ['raw/', 'raw/2026/01/02/03/'],
    ['', '2026/01/02/03/'],
    ['raw/!{timestamp:yyyy}', 'raw/2026'],
    ['raw/dt=!{timestamp:yyyy-MM-dd}/h=!{timestamp:HH}/', 'raw/dt=2026-01-02/h=03/'],
    ["!{timestamp:yyyy'-'MM}", '2026-01'],
  ])('%j gives %j: without an expression the hour is appended, with one nothing', (prefix, expected) => {
    expect(evaluatePrefix(parsePrefix(prefix), at)).toBe(expected);
  });

  test('shows partition keys and the error type in place', () => {
    const prefix = parsePrefix('a=!{partitionKeyFromLambda:a}/!{firehose:error-output-type}/');
    const values = { ...at, partitionKeys: new Map([['a', '7']]), errorOutputType: 'processing-failed' } as const;
    expect(evaluatePrefix(prefix, values)).toBe('a=7/processing-failed/');
    expect(partitionKeyNames(prefix)).toEqual(['a']);
  });

  test('gives each random string eleven characters, different ones', () => {
    const prefix = parsePrefix('!{firehose:random-string}/!{firehose:random-string}');
    const [first, second] = evaluatePrefix(prefix, at).split('/');
    expect(first).toMatch(/^[0-9A-Za-z]{11}$/);
    expect(second).not.toBe(first);
  });

  test.each([
    '!{partitionKeyFromQuery:a}',
    '!{firehose:other}',
    '!{timestamp:YYYY}',
    '!{timestamp:yyyyy}',
    '!{timestamp:MMM}',
    '!{timestamp:}',
    'x!{timestamp:yyyy',
  ])('refuses %j', (prefix) => {
    expect(() => parsePrefix(prefix)).toThrow();
  });
});

describe('a date pattern', () => {
  test.each([
    ['yyyy/MM/dd/HH', '2026/01/02/03'],
    ['yy-M-d H:m:s', '26-1-2 3:4:5'],
    ['uuuu HH:mm:ss.SSS', '2026 03:04:05.678'],
    ["yyyy'year'''", "2026year'"],
  ])('%j shows %j in UTC', (pattern, expected) => {
    expect(formatTime(parseTimePattern(pattern), arrivalMs, 'UTC')).toBe(expected);
  });

  test('follows the time zone over midnight', () => {
    const late = Date.parse('2026-01-02T20:00:00Z');
    expect(formatTime(parseTimePattern('yyyy-MM-dd HH'), late, 'Asia/Kolkata')).toBe('2026-01-03 01');
  });
});

test('an object is named stream, version, time of its oldest record, uuid, extension', () => {
  expect(objectName('events', arrivalMs, 'UTC', '.parquet')).toMatch(
    /^events-1-2026-01-02-03-04-05-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.parquet$/,
  );
});
