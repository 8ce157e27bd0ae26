import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import { memoize } from '../shared/memoize.ts';

/** Raised whenever a number may come out otherwise than before: every key of such a number changes with it. */
export const PHONE_RULES = 1;

export interface CanonicalPhone {
  /** Digits of the international form, without `+`: what is hashed. */
  readonly digits: string;
  /** ISO 3166-1 alpha-2; null where the number does not say. */
  readonly country: string | null;
}

/** Digits with the marks people write between them; E.164 has at most 15 digits, and none has fewer than 6. */
const PHONE = /^\+?(?:[\s().-]*\d){6,17}[\s().-]*$/;
/** Seventeen digits with a few marks beside each: a longer text is no phone number, and is not remembered. */
const MAX_PHONE_CHARACTERS = 64;
/** How many are remembered. */
const COUNTRIES = 250;
const NUMBERS = 5_000;

/**
 * One form per number, however it was written. Meta sends international digits without `+`; others send what people
 * type, read in the default country. Null when it is no phone number. The same input gives the same output; numbers are
 * remembered because parsing is the dearest part of a row.
 */
export function canonicalPhone(written: string, defaultCountry: string | null = null): CanonicalPhone | null {
  return written.length > MAX_PHONE_CHARACTERS ? null : canonicalIn(defaultCountry)(written);
}

/** Whether a text has the form of a phone number, whoever's it is. */
export function isWrittenPhone(written: string): boolean {
  return written.length <= MAX_PHONE_CHARACTERS && PHONE.test(written);
}

const canonicalIn = memoize(COUNTRIES, (defaultCountry: string | null) =>
  memoize(NUMBERS, (written: string) => (isWrittenPhone(written) ? canonical(written, defaultCountry) : null)),
);

function canonical(written: string, defaultCountry: string | null): CanonicalPhone {
  const parsed = parse(written, defaultCountry);
  const digits = (parsed?.number ?? written).replace(/\D/g, '');
  return { digits: throughRules(digits), country: parsed?.country ?? null };
}

/** In the default country where one is set and the number is not international by its looks; else as international. */
function parse(written: string, defaultCountry: string | null) {
  const international = written.trim().replace(/^00/, '+');
  const inCountry = isCountry(defaultCountry) ? parsePhoneNumberFromString(international, defaultCountry) : undefined;
  if (inCountry?.isPossible()) return inCountry;
  return parsePhoneNumberFromString(international.startsWith('+') ? international : `+${international}`);
}

function isCountry(code: string | null): code is CountryCode {
  return code !== null && isSupportedCountry(code);
}

/**
 * WhatsApp's ids of some countries lack, or have, digits that a dialled number has; by country code.
 */
const RULES: ReadonlyMap<string, (digits: string) => string> = new Map([
  ['52', inMexico],
  ['54', inArgentina],
  ['55', inBrazil],
]);

function throughRules(digits: string): string {
  return RULES.get(digits.slice(0, 2))?.(digits) ?? digits;
}

/** The ninth digit of mobiles, which are the local numbers that begin with 6 to 9. */
function inBrazil(digits: string): string {
  return digits.replace(/^(55\d\d)([6-9]\d{7})$/, (_all, area, local) => `${area}9${local}`);
}

/** The 1 after the country code. */
function inMexico(digits: string): string {
  return digits.replace(/^521(\d{10})$/, (_all, local) => `52${local}`);
}

/** The 9 after the country code; who dials writes a 15 before the local number instead. */
function inArgentina(digits: string): string {
  const dialled = /^54(11|[23]\d\d|[23]\d{3})15(\d{6,8})$/.exec(digits);
  const national = dialled ? `${dialled[1]}${dialled[2]}` : digits.slice(2);
  return /^[1-8]\d{9}$/.test(national) ? `549${national}` : digits;
}
