import { describe, expect, test } from 'vitest';
import { areClose, athenaType, bitsOf, comparable, doubleOf, refuseUncomparable } from './values.ts';

describe('Trino’s type by the name that Athena reports', () => {
  test.each([
    ['varchar(12)', 'varchar'],
    ['varchar', 'varchar'],
    ['bigint', 'bigint'],
    ['timestamp(3)', 'timestamp'],
    ['timestamp(3) with time zone', 'timestamp with time zone'],
    ['decimal(10,2)', 'decimal'],
    ['array(varchar)', 'array'],
    ['real', 'float'],
  ])('%s is %s', (trino, athena) => {
    expect(athenaType(trino)).toBe(athena);
  });

  test('digits that Athena does not have stay as a difference', () => {
    expect(athenaType('timestamp(6)')).toBe('timestamp(6)');
  });
});

test('a list is refused by name: the engines spell it differently', () => {
  expect(() => refuseUncomparable('tags', 'array')).toThrow(/tags is of type array/);
  expect(() => refuseUncomparable('day', 'date')).not.toThrow();
});

test('a double is equal by its bits, however it is spelt', () => {
  expect(comparable('1.0E7', 'double')).toBe(comparable('10000000', 'double'));
  expect(comparable('0.1', 'double')).not.toBe(comparable('0.10000000000000002', 'double'));
  expect(comparable('-0.0', 'double')).not.toBe(comparable('0.0', 'double'));
  expect(comparable('NaN', 'double')).toBe('7FF8000000000000');
});

test('NULL is NULL, and no other type’s text is touched', () => {
  expect(comparable(null, 'double')).toBeNull();
  expect(comparable('9007199254740993', 'bigint')).toBe('9007199254740993');
});

test.each([0.1, -1.5e300, 5e-324])('the bits of %d give it back', (value) => {
  expect(doubleOf(bitsOf(value))).toBe(value);
});

test('close is twelve digits, and no more', () => {
  expect(areClose(bitsOf(0.1 + 0.2), bitsOf(0.3))).toBe(true);
  expect(areClose(bitsOf(1), bitsOf(1 + 1e-11))).toBe(false);
  expect(areClose(bitsOf(Number.POSITIVE_INFINITY), bitsOf(1))).toBe(false);
});
