import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPhone } from '../../../domain/identity/phone.ts';

describe('a number is the same however it is written', () => {
  test.each([['15550100001'], ['+15550100001'], ['+1 (555) 010-0001'], ['0015550100001'], ['1.555.010.0001']])(
    '%s',
    (written) => {
      expect(canonicalPhone(written)?.digits).toBe('15550100001');
    },
  );
});

// WhatsApp's ids of some countries lack, or have, digits that a dialled number has.
describe('a WhatsApp id is the number as it is dialled', () => {
  test.each([
    ['a mobile of Brazil without its ninth digit', '551187654321', '5511987654321'],
    ['a mobile of Brazil with it', '5511987654321', '5511987654321'],
    ['a landline of Brazil', '551132654321', '551132654321'],
    ['a number of Mexico with the 1 of mobiles', '5215512345678', '525512345678'],
    ['a number of Mexico without it', '525512345678', '525512345678'],
    ['a number of Argentina with the 9 of mobiles', '5491112345678', '5491112345678'],
    ['a number of Argentina without it', '541112345678', '5491112345678'],
    ['a mobile of Argentina as dialled at home, with 15', '54111512345678', '5491112345678'],
  ])('%s', (_name, written, digits) => {
    expect(canonicalPhone(written)?.digits).toBe(digits);
  });
});

test('a number without its country is read in the default country', () => {
  expect(canonicalPhone('020 7946 0958', 'GB')?.digits).toBe('442079460958');
  expect(canonicalPhone('442079460958', 'GB')?.digits).toBe('442079460958');
  expect(canonicalPhone('+15550100001', 'GB')?.digits).toBe('15550100001');
});

test('a number says its country where its plan does', () => {
  expect(canonicalPhone('442079460958')?.country).toBe('GB');
  expect(canonicalPhone('+442079460958', 'DE')?.country).toBe('GB');
});

test.each([['US.1001'], ['ada@example.com'], ['------'], ['12345'], ['1'.repeat(18)], ['']])(
  '%j is no number',
  (text) => {
    expect(canonicalPhone(text)).toBeNull();
  },
);

test('any text at all is a number of digits or none, and the same one each time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9 ()-]{0,20}$/)), (written) => {
      const found = canonicalPhone(written);
      expect(found === null || /^\d+$/.test(found.digits)).toBe(true);
      expect(canonicalPhone(written)).toEqual(found);
    }),
  );
});
