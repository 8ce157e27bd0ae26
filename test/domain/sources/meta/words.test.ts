import { describe, expect, test } from 'vitest';
import { businessId, capitalWord, metaId, vendorWord } from '../../../../domain/sources/meta/words.ts';

describe('an id that the business made up is kept unless it may hold a number or an address', () => {
  test.each([
    ['yes-please', 'yes-please'],
    ['slot_2026-11-20', 'slot_2026-11-20'],
    ['Größe 42 ✓', 'Größe 42 ✓'],
    ['order-123456', 'order-123456'],
    ['order-1234567', null],
    ['call:15550100001', null],
    ['+15550100001', null],
    ['+1 (555) 010-0001', null],
    ['555-010-0001', null],
    ['ada@example.com', null],
    ['a'.repeat(257), null],
    ['', null],
    [null, null],
  ])('%j becomes %j', (written, kept) => {
    expect(businessId(written)).toBe(kept);
  });
});

describe('an id of Meta’s own is kept when it has more digits than phone numbers have', () => {
  test.each([
    ['120210000000000001', '120210000000000001'],
    ['194836987003835', '194836987003835'],
    ['123456789012345', '123456789012345'],
    ['12345678901234', null],
    ['1234567890123', null],
    ['15550100001', null],
    ['1'.repeat(21), null],
    ['catalog-a', 'catalog-a'],
    ['ada@example.com', null],
  ])('%j becomes %j', (written, kept) => {
    expect(metaId(written)).toBe(kept);
  });
});

test.each([
  ['in_orbit', 'in_orbit'],
  ['authentication-international', 'authentication-international'],
  ['READ', null],
  ['Ada Example', null],
  ['15550100001', null],
  [null, null],
])('the vendor’s word %j is kept as %j', (written, kept) => {
  expect(vendorWord(written)).toBe(kept);
});

test.each([
  ['READ', 'read'],
  ['read', 'read'],
  ['IN_ORBIT', 'in_orbit'],
  ['Read', null],
  ['READ 15550100001', null],
])('the word %j of a list that spells in capitals is kept as %j', (written, kept) => {
  expect(capitalWord(written)).toBe(kept);
});
