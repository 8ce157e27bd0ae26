import { describe, expect, test } from 'vitest';
import { currencyCode, minorFromThousandths } from '../../../../domain/sources/shared/amounts.ts';
import { enumWord, limitWord, sourceEvent, vendorId } from '../../../../domain/sources/shared/words.ts';

describe('a word in capitals passes, whatever might be a name, a number or a sentence does not', () => {
  test.each(['APPROVED', 'IN_APPEAL', 'TIER_100K', 'TIER_250', 'NONE'])('%s', (word) =>
    expect(enumWord(word)).toBe(word),
  );

  test.each([
    null,
    'Ada',
    'ada',
    'ADA EXAMPLE',
    'ADA@EXAMPLE.COM',
    '15550100001',
    'TEL_15550100001',
    'US.1349',
    '_APPROVED',
    'TEL_491_701_2',
    '__proto__',
    'A'.repeat(33),
  ])('%s', (word) => expect(enumWord(word)).toBeNull());
});

test.each([
  ['2000', '2000'],
  ['-1', '-1'],
  ['TIER_10K', 'TIER_10K'],
  ['15550100001', null],
  ['2,000', null],
])('a limit is a small whole number or a tier: %s', (value, limit) => expect(limitWord(value)).toBe(limit));

test.each([
  ['12345678901234567', '12345678901234567'],
  ['123456789012345', '123456789012345'],
  ['12345678901234', null],
  ['15550100001', null],
  ['ada@example.com', null],
  ['wamid.X', null],
  ['1'.repeat(21), null],
])('an id has more digits than phone numbers have: %s', (value, id) => expect(vendorId(value)).toBe(id));

test('the vendor’s event is named by its place and word', () => {
  expect(sourceEvent('flows.change', 'ENDPOINT_LATENCY')).toBe('flows.change.ENDPOINT_LATENCY');
  expect(sourceEvent('flows.change', null)).toBe('flows.change.other');
});

test.each([
  ['USD', 25_990, 2_599],
  ['USD', '25990', 2_599],
  ['EUR', 5, 1],
  ['EUR', 4, 0],
  ['JPY', 25_000, 25],
  ['KWD', 25_125, 25_125],
  ['USD', -25_990, -2_599],
  ['XYZ', 25_990, null],
  [null, 25_990, null],
  ['USD', '25,99', null],
  ['USD', 1e300, null],
  ['USD', null, null],
])('an amount in thousandths has as many digits as its currency: %s %s', (currency, value, minor) =>
  expect(minorFromThousandths(value, currency)).toBe(minor),
);

test.each(['usd', 'Ada', 'US', '', null])('%s is no currency', (code) => expect(currencyCode(code)).toBeNull());
