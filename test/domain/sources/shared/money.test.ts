import { expect, test } from 'vitest';
import { minorUnits, numberOf } from '../../../../domain/sources/shared/money.ts';

test.each([
  [30.5, 'USD', 3050],
  [500, 'JPY', 500],
  [10.25, 'KWD', 10250],
  [0.1 + 0.2, 'EUR', 30],
  [-12.34, 'EUR', -1234],
  [1, null, null],
  [null, 'USD', null],
  [1e15, 'USD', null],
])('%d %s is %d of its smallest unit', (amount, currency, expected) => {
  expect(minorUnits(amount, currency)).toBe(expected);
});

test.each([
  [2, 2],
  ['2', 2],
  ['10.25', 10.25],
  ['-3', -3],
  ['1e3', null],
  ['0x10', null],
  ['many', null],
  ['', null],
  [null, null],
  [['2'], null],
])('%j says the number %j', (written, expected) => {
  expect(numberOf(written)).toBe(expected);
});
