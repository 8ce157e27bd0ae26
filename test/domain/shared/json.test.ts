import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  at,
  canonical,
  isObject,
  list,
  member,
  parseKeepingNumbers,
  parseWithSafeIds,
  text,
} from '../../../domain/shared/json.ts';

describe('a number is printed as it was received', () => {
  test.each([
    '{"id":12345678901234567}',
    '{"id":-12345678901234567890123}',
    '[1,12345678901234567,2]',
    '{"a": 98765432109876543210 }',
    '{"ratio":0.12345678901234567890}',
    '{"amount":1e400}',
    '{"amount":1.0E+2}',
    '12345678901234567890',
    '{"nested":[{"id":12345678901234567}],"text":"12345678901234567"}',
  ])('%s', (received) => {
    expect(JSON.stringify(parseKeepingNumbers(received))).toBe(received.replaceAll(': ', ':').replaceAll(' }', '}'));
  });

  test.each(['{"price":30.50}', '{"zero":-0}', '{"small":0.00000001}', '{"sum":123456789012345.678}'])(
    '%s',
    (received) => {
      expect(JSON.stringify(parseKeepingNumbers(received))).toBe(received);
    },
  );
});

describe('a number that a double cannot hold is read as text', () => {
  test.each([
    ['17 digits', '{"v":12345678901234567}', '12345678901234567'],
    ['an exponent beyond all doubles', '{"v":1e400}', '1e400'],
    ['an exponent that is a large whole number', '{"v":1e20}', '1e20'],
    ['alone in the document', '{"v": 98765432109876543210}', '98765432109876543210'],
  ])('%s', (_name, received, expected) => {
    expect(member(parseWithSafeIds(received), 'v')).toBe(expected);
  });
});

describe('a number that a double holds stays a number', () => {
  test.each([
    ['{"v":1700000000}', 1_700_000_000],
    ['{"v":1234567890123456}', 1_234_567_890_123_456],
    ['{"v":1.7e9}', 1_700_000_000],
    ['{"v":30.5}', 30.5],
    ['{"v":-0.1234567890123456}', -0.1234567890123456],
  ])('%s', (received, expected) => {
    expect(member(parseWithSafeIds(received), 'v')).toBe(expected);
  });
});

test('what JSON.parse refuses, both parsers refuse with a SyntaxError', () => {
  for (const received of ['', '{', '{"id":12345678901234567', 'NaN', '01', '{"a":1,}', '[1e400', 'undefined']) {
    expect(() => parseKeepingNumbers(received), received).toThrow(SyntaxError);
    expect(() => parseWithSafeIds(received), received).toThrow(SyntaxError);
  }
});

test('any JSON value survives both parsers', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const printed = JSON.stringify(value);
      const kept: unknown = JSON.parse(JSON.stringify(parseKeepingNumbers(printed)));
      expect(kept).toEqual(JSON.parse(printed));
      expect(() => parseWithSafeIds(printed)).not.toThrow();
    }),
  );
});

test('keys that name members of every object are only keys', () => {
  const received = '{"__proto__":{"admin":true},"constructor":"c","toString":"t","id":12345678901234567}';
  for (const parse of [parseKeepingNumbers, parseWithSafeIds]) {
    const value = parse(received);
    expect(member(value, '__proto__')).toEqual({ admin: true });
    expect(member(value, 'constructor')).toBe('c');
    expect(member(value, 'admin')).toBeUndefined();
    expect(member(parse('{}'), 'constructor')).toBeUndefined();
    expect(member(parse('{}'), '__proto__')).toBeUndefined();
  }
  expect(canonical(JSON.parse(received))).toContain('"__proto__"');
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
});

test('a path leads through own members only', () => {
  const value = { pricing: { category: 'utility' }, items: ['a'] };
  expect(at(value, 'pricing.category')).toBe('utility');
  expect(at(value, 'pricing.category.length')).toBeUndefined();
  expect(at(value, 'items.0')).toBeUndefined();
  expect(() => at(value, 'constructor.name')).toThrow('every object inherits');
  expect(at(null, 'a.b')).toBeUndefined();
});

test('lists and objects are distinguished from everything else', () => {
  for (const other of [null, undefined, 1, 'a', true, []]) expect(isObject(other)).toBe(false);
  expect(isObject({})).toBe(true);
  for (const other of [null, undefined, 1, 'ab', { 0: 'a', length: 1 }]) expect(list(other)).toEqual([]);
});

test('ids are text whatever was sent, and what is no id is null', () => {
  expect(text('a')).toBe('a');
  expect(text(17)).toBe('17');
  expect(text('0')).toBe('0');
  for (const other of ['', null, undefined, true, {}, [], Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(text(other)).toBeNull();
  }
});

test('an id is text in the receiver even when it was sent as a number of 17 digits', () => {
  expect(text(member(parseKeepingNumbers('{"id":12345678901234567}'), 'id'))).toBe('12345678901234567');
});

test('the canonical text is the same for every order of keys, and differs for every other value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(reversed)).toBe(canonical(value));
      expect(canonical([value])).not.toBe(canonical(value));
    }),
  );
});
