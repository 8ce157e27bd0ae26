import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { type Country, inventedPhone, withoutNinthDigit } from '../src/phones.ts';

describe('invented numbers', () => {
  const PLACES = Array.from({ length: 500 }, (_, place) => place * 61);

  test.each<Country>(['US', 'CA', 'IN', 'BR', 'NG'])(
    'of %s read as the country’s, are all different, and are nobody’s',
    (country) => {
      const phones = PLACES.map((place) => inventedPhone(country, place) ?? '');
      expect(new Set(phones).size).toBe(PLACES.length);
      const read = phones.map((phone) => parsePhoneNumberFromString(`+${phone}`));
      expect(read.filter((one) => one?.country !== country || !one.isPossible())).toEqual([]);
      expect(phones.filter((phone) => !/^(1\d{3}555\d{4}|915555\d{6}|5520980\d{6}|2347550\d{6})$/.test(phone))).toEqual(
        [],
      );
    },
  );

  test('a country that has no more gives none, rather than somebody’s', () => {
    expect(inventedPhone('CA', 39_999)).not.toBeNull();
    expect(inventedPhone('CA', 40_000)).toBeNull();
  });

  test('WhatsApp’s short ids of Brazil leave out the ninth digit, and only that', () => {
    expect(withoutNinthDigit('5520980000001')).toBe('552080000001');
    expect(withoutNinthDigit('915555000001')).toBe('915555000001');
  });
});
