import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactColumns } from '../../../domain/identity/alias.ts';
import { equalInConstantTime } from '../../../domain/identity/constant-time.ts';
import { eventKey } from '../../../domain/identity/event-key.ts';
import { keyedHash } from '../../../domain/identity/keyed-hash.ts';
import { pseudonym } from '../../../domain/identity/pseudonym-keys.ts';
import { PSEUDONYM_KEYS } from '../pipeline.ts';

const parts = fc.array(fc.option(fc.string(), { nil: null }), { maxLength: 5 });

describe('a keyed hash', () => {
  test('differs whenever the parts differ, also when characters move from one to the next', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(keyedHash('secret', ...one) === keyedHash('secret', ...other)).toBe(same);
      }),
    );
    expect(keyedHash('secret', 'ab', 'c')).not.toBe(keyedHash('secret', 'a', 'bc'));
    expect(keyedHash('secret', 'a', '')).not.toBe(keyedHash('secret', 'a'));
    expect(keyedHash('secret', null)).not.toBe(keyedHash('secret', 'null'));
  });

  test('is 22 characters that may stand in a path or a URL', () => {
    expect(keyedHash('secret', 'a')).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test('differs under another secret', () => {
    expect(keyedHash('secret 1', 'a')).not.toBe(keyedHash('secret 2', 'a'));
  });
});

test('the same parts from another source are another event', () => {
  expect(eventKey('secret', 'meta', ['a'])).not.toBe(eventKey('secret', 'twilio', ['a']));
});

test('a pseudonym carries the version of its pepper, and differs by kind', () => {
  expect(pseudonym(PSEUDONYM_KEYS, 'phone', '15550100001')).toMatch(/^1\.[A-Za-z0-9_-]{22}$/);
  expect(pseudonym(PSEUDONYM_KEYS, 'phone', '1')).not.toBe(pseudonym(PSEUDONYM_KEYS, 'message', '1'));
});

describe('a contact is known', () => {
  const phone = { contact_key: pseudonym(PSEUDONYM_KEYS, 'phone', '15550100001'), contact_key_kind: 'phone' };
  const user = { contact_key: pseudonym(PSEUDONYM_KEYS, 'bsuid', 'US.1001'), contact_key_kind: 'bsuid' };
  test.each([
    ['by the phone number before the user id', ['15550100001'], ['US.1001'], phone],
    ['by the same key however the number is written', ['+1 (555) 010-0001'], [], phone],
    ['by the first number that is one', [null, 'US.1001', '15550100001'], [], phone],
    ['by the user id where no number was sent', [null, null], [null, 'US.1001'], user],
    ['by the user id in the field of the number', ['US.1001'], [null], user],
    ['by nothing where nothing was sent', [null], [null], { contact_key: null, contact_key_kind: null }],
  ])('%s', (_name, phones, userIds, expected) => {
    expect(contactColumns(PSEUDONYM_KEYS, { phones, userIds })).toMatchObject(expected);
  });

  test('never by a text of punctuation, which would make many contacts one', () => {
    expect(contactColumns(PSEUDONYM_KEYS, { phones: ['------'] }).contact_key_kind).not.toBe('phone');
  });
});

test('texts are equal in constant time when they are equal, and not otherwise', () => {
  expect(equalInConstantTime('a', 'a')).toBe(true);
  expect(equalInConstantTime('a', 'b')).toBe(false);
  expect(equalInConstantTime('a', 'aa')).toBe(false);
  expect(equalInConstantTime('', '')).toBe(true);
  expect(equalInConstantTime(undefined, '')).toBe(false);
});
