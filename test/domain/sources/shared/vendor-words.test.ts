import { expect, test } from 'vitest';
import { capitalWord, vendorWord } from '../../../../domain/sources/shared/words.ts';

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
