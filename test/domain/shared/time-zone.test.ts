import { expect, test } from 'vitest';
import { isTimeZone } from '../../../domain/shared/time-zone.ts';

test.each(['UTC', 'Asia/Kolkata', 'America/Sao_Paulo', 'America/Argentina/Buenos_Aires', 'Africa/Lagos'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'IST', '+05:30', 'utc', 'Asia/Nowhere', 'asia/kolkata', "UTC'"])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});
