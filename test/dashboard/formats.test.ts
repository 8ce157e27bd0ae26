import { expect, test } from 'vitest';
import { formatsOf } from '../../dashboard/format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en-IN', '1234567', '12,34,567'],
  ['en-IN', '123456789', '12,34,56,789'],
  ['en', '1234567', '1,234,567'],
  ['de', '1234567', '1.234.567'],
  ['en', '9007199254740993', '9,007,199,254,740,993'],
  ['en-IN', '9223372036854775807', '92,23,37,20,36,85,47,75,807'],
  ['en', '0', '0'],
])('a count in %s: %s is %s', (locale, value, expected) => {
  expect(formatsOf(locale).count(value)).toBe(expected);
});

test.each([
  ['en-IN', '1234567890000', 'INR', '₹12,34,567.89'],
  ['en-NG', '1500000', 'NGN', '₦1.50'],
  ['de', '1234560000', 'EUR', '1.234,56 €'],
  ['en', '1', 'USD', '$0.00'],
  ['en', '-2500000', 'USD', '-$2.50'],
  ['en', '9007199254740993000000', 'USD', '$9,007,199,254,740,993.00'],
  ['en', '784600', 'JPY', '¥1'],
])('money in %s: %s millionths of %s are %s', (locale, micros, currency, expected) => {
  expect(plain(formatsOf(locale).money(micros, currency))).toBe(expected);
});

test('an average of money, a double, is money', () => {
  expect(formatsOf('en').money('7138486.1372', 'USD')).toBe('$7.14');
  expect(formatsOf('en').money('7.1384861372E6', 'USD')).toBe('$7.14');
});

test('a currency that is no code of three letters is shown as what it is', () => {
  expect(plain(formatsOf('en').money('1500000', 'points'))).toBe('1.50 points');
});

test('rates have a decimal, their changes are in points, those of counts in percent, with their sign', () => {
  const { percent, points, change } = formatsOf('en');
  expect(percent('0.9390130353817505')).toBe('93.9%');
  expect(points('0.0123')).toBe('+1.2 pp');
  expect(points('-0.031')).toBe('-3.1 pp');
  expect(points('0')).toBe('0.0 pp');
  expect(change('0.135')).toBe('+13.5%');
  expect(change('-1')).toBe('-100%');
});

test('a time is by the clocks of the zone, which is named', () => {
  expect(plain(formatsOf('en-IN').time('2026-11-28T09:42:00Z', 'Asia/Kolkata'))).toBe(
    '28 Nov 2026, 3:12 pm Asia/Kolkata',
  );
  expect(plain(formatsOf('en-IN').time('2026-11-28 09:42:00.000', 'UTC'))).toBe('28 Nov 2026, 9:42 am UTC');
});

test.each([
  [0, 'now', '0 seconds'],
  [59.9, '59 seconds ago', '59 seconds'],
  [85.8, '1 minute ago', '1 minute'],
  [2_904, '48 minutes ago', '48 minutes'],
  [7_199, '119 minutes ago', '119 minutes'],
  [7_200, '2 hours ago', '2 hours'],
  [172_799, '47 hours ago', '47 hours'],
  [172_800, '2 days ago', '2 days'],
])('%d seconds are said in whole units: %s, for %s', (seconds, past, length) => {
  const { ago, span } = formatsOf('en-IN');
  if (seconds > 0) expect(ago(seconds)).toBe(past);
  expect(span(seconds)).toBe(length);
  expect(formatsOf('ar-EG').span(seconds)).toBe(length);
});
