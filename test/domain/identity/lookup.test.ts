import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactColumns } from '../../../domain/identity/alias.ts';
import { lookupKeys } from '../../../domain/identity/lookup.ts';
import { pseudonym } from '../../../domain/identity/pseudonym-keys.ts';

const FIRST = { currentVersion: '1', pepper: 'first pepper of the tests, 32 chars or more' };
const SECOND = { currentVersion: '2', pepper: 'second pepper of the tests, 32 chars or more' };

function keysOf(...[kind, written, country = null]: [Parameters<typeof lookupKeys>[1], string, (string | null)?]) {
  return lookupKeys([FIRST], kind, written, country).map(({ key }) => key);
}

/** One number as people, systems and Meta write it: marks and blanks between its digits, and its beginning. */
const spellings = fc
  .record({
    begin: fc.constantFrom('+', '00', ''),
    digits: fc.constantFrom('15550100001', '442079460958', '5511987654321', '4915112345678', '525512345678'),
    marks: fc.array(fc.constantFrom('', '', ' ', '-', '.', '(', ')', ' (', ') '), { minLength: 20, maxLength: 20 }),
    around: fc.constantFrom('', ' ', '\n', '\u202a', '\u200e', '\u00a0'),
  })
  .map(({ begin, digits, marks, around }) => ({
    digits,
    written: `${around}${begin}${[...digits].map((digit, n) => `${n === 0 ? '' : marks[n]}${digit}`).join('')}${around}`,
  }));

/** As people write a number in their own country; there each is another one than read as international. */
const national = fc.constantFrom('020 7946 0958', '(11) 98765-4321', '55 1234 5678', '07400 123456');

describe('a phone number has the key that rows have', () => {
  test('however it is spelled, where Meta sent its digits', () => {
    fc.assert(
      fc.property(spellings, ({ digits, written }) => {
        expect(keysOf('phone', written)).toEqual([contactColumns(FIRST, { phones: [digits] }).phone_key]);
      }),
    );
  });

  test('however it is spelled, where a default country is set and the number says that it is international', () => {
    fc.assert(
      fc.property(spellings, fc.constantFrom('GB', 'DE', 'BR', 'IN', 'US'), ({ digits, written }, country) => {
        fc.pre(/^\s*(\+|00)/.test(written));
        expect(keysOf('phone', written, country)).toEqual([contactColumns(FIRST, { phones: [digits] }).phone_key]);
      }),
    );
  });

  test('also without a country, where a default country is set: of rows of the business, and of Meta', () => {
    const home = contactColumns(FIRST, { phones: ['020 7946 0958'] }, 'GB').phone_key;
    const abroad = contactColumns(FIRST, { phones: ['020 7946 0958'] }).phone_key;
    expect(lookupKeys([FIRST], 'phone', '020 7946 0958', 'GB')).toEqual([
      { key: abroad, alias: 'phone', readIn: null },
      { key: home, alias: 'phone', readIn: 'GB' },
    ]);
  });

  test('in any text at all: the keys of a row of Meta’s and of one of the business’s are among its keys', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^\+?[0-9 ().-]{6,20}$/), national),
        fc.constantFrom(null, 'GB', 'BR', 'MX'),
        (written, country) => {
          const rows = [null, country].map((one) => contactColumns(FIRST, { phones: [written.trim()] }, one).phone_key);
          expect(new Set(keysOf('phone', written, country))).toEqual(new Set(rows.filter((key) => key !== null)));
        },
      ),
    );
  });
});

test('a message id has the key of the rows, blanks around it left aside', () => {
  expect(keysOf('wamid', ' wamid.HBgL= \n')).toEqual([pseudonym(FIRST, 'message', 'wamid.HBgL=')]);
});

test('a user id is looked for in the business’s scope and in its parent’s', () => {
  const { bsuid_key, parent_bsuid_key } = contactColumns(FIRST, { userIds: ['US.1001'], parentUserIds: ['US.1001'] });
  expect(keysOf('user_id', 'US.1001')).toEqual([bsuid_key, parent_bsuid_key]);
});

test('an e-mail address has one key in any case', () => {
  expect(keysOf('email', ' Ada@Example.com')).toEqual(keysOf('email', 'ada@example.com'));
  expect(keysOf('email', 'ada@example.com')).toHaveLength(1);
});

test('a value has a key under each version of the pepper, the current one first', () => {
  const keys = lookupKeys([SECOND, FIRST], 'phone', '+15550100001', null);
  expect(keys.map(({ key }) => key.slice(0, 2))).toEqual(['2.', '1.']);
});

describe('what has not the form of its kind has no key', () => {
  test.each([
    ['phone', 'US.1001'],
    ['phone', '12345'],
    ['phone', 'ada@example.com'],
    ['phone', ''],
    ['email', 'ada'],
    ['email', 'ada lovelace@example.com'],
    ['wamid', 'two words'],
    ['user_id', '  '],
  ] as const)('%s %j', (kind, written) => {
    expect(lookupKeys([FIRST], kind, written, 'GB')).toEqual([]);
  });
});
