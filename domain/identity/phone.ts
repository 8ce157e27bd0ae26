import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

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
const REMEMBERED = 20_000;

/** By default country (empty for none), and there as written. */
const remembered = new Map<string, Map<string, CanonicalPhone | null>>();

/**
 * One form per number, however it was written. Meta sends international digits without `+`; others send what people
 * type, read in the default country. Null when it is no phone number. The same input gives the same output; numbers are
 * remembered because parsing is the dearest part of a row.
 */
export function canonicalPhone(written: string, defaultCountry: string | null = null): CanonicalPhone | null {
  const inCountry = rememberedIn(defaultCountry ?? '');
  const known = inCountry.get(written);
  if (known !== undefined) return known;
  if (inCountry.size >= REMEMBERED) inCountry.clear();
  const found = PHONE.test(written) ? canonical(written, defaultCountry) : null;
  inCountry.set(written, found);
  return found;
}

function rememberedIn(defaultCountry: string): Map<string, CanonicalPhone | null> {
  const known = remembered.get(defaultCountry);
  if (known) return known;
  const empty = new Map<string, CanonicalPhone | null>();
  remembered.set(defaultCountry, empty);
  return empty;
}

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
 * WhatsApp's ids of some countries lack, or have, digits that a dialled number has: Brazil's ninth digit of mobiles
 * (local numbers that begin with 6 to 9), Mexico's 1 after the country code, Argentina's 9 after it.
 */
function throughRules(digits: string): string {
  const brazil = /^55(\d\d)([6-9]\d{7})$/.exec(digits);
  if (brazil) return `55${brazil[1]}9${brazil[2]}`;
  const mexico = /^521(\d{10})$/.exec(digits);
  if (mexico) return `52${mexico[1]}`;
  const argentina = /^54([1-8]\d{9})$/.exec(digits);
  if (argentina) return `549${argentina[1]}`;
  const dialled = /^54(11|[23]\d\d|[23]\d{3})15(\d{6,8})$/.exec(digits);
  if (dialled && `${dialled[1]}${dialled[2]}`.length === 10) return `549${dialled[1]}${dialled[2]}`;
  return digits;
}
