import type { RowDraft } from '../event/row.ts';
import { canonicalPhone, PHONE_RULES } from './phone.ts';
import type { Pseudonym } from './pseudonym.ts';
import { type PseudonymKeys, pseudonym } from './pseudonym-keys.ts';

/** What an event may know a contact by. A phone's place may hold a user id: Meta has been seen to put one there. */
export interface Aliases {
  readonly phones?: readonly (string | null)[];
  readonly userIds?: readonly (string | null)[];
  readonly parentUserIds?: readonly (string | null)[];
  readonly usernames?: readonly (string | null)[];
}

type ContactColumns = Pick<
  RowDraft,
  | 'contact_key'
  | 'contact_key_kind'
  | 'phone_key'
  | 'bsuid_key'
  | 'parent_bsuid_key'
  | 'username_key'
  | 'contact_country'
  | 'contact_country_source'
  | 'phone_rules'
>;

/** `US.1349…`: the prefix is the country of the account, and may differ from the calling code's. */
const USER_ID = /^([A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** The contact's pseudonyms, one column per alias; `contact_key` is the phone's where there is one, else the user id's. */
export function contactColumns(
  keys: PseudonymKeys,
  aliases: Aliases,
  defaultCountry: string | null = null,
): ContactColumns {
  const phone = firstOf(aliases.phones, (written) => canonicalPhone(written, defaultCountry));
  const userId = firstOf(aliases.userIds, (id) => id) ?? firstOf(aliases.phones, misplacedUserId);
  const phoneKey = phone && pseudonym(keys, 'phone', phone.digits);
  const bsuidKey = userId ? pseudonym(keys, 'bsuid', userId) : null;
  const userIdCountry = phone?.country ? null : countryOf(userId);
  return {
    contact_key: phoneKey ?? bsuidKey,
    contact_key_kind: phoneKey ? 'phone' : bsuidKey && 'bsuid',
    phone_key: phoneKey,
    bsuid_key: bsuidKey,
    parent_bsuid_key: hashed(keys, 'parent_bsuid', aliases.parentUserIds),
    username_key: hashed(keys, 'username', aliases.usernames),
    contact_country: phone?.country ?? userIdCountry,
    contact_country_source: phone?.country ? 'phone' : userIdCountry && 'bsuid',
    phone_rules: phone ? PHONE_RULES : null,
  };
}

function countryOf(userId: string | null): string | null {
  return userId && (USER_ID.exec(userId)?.[1] ?? null);
}

function misplacedUserId(written: string): string | null {
  return USER_ID.test(written) ? written : null;
}

function hashed(
  keys: PseudonymKeys,
  kind: 'parent_bsuid' | 'username',
  values: Aliases['usernames'],
): Pseudonym | null {
  const value = firstOf(values, (one) => one);
  // User names are the same in any case.
  return value ? pseudonym(keys, kind, kind === 'username' ? value.toLowerCase() : value) : null;
}

function firstOf<T>(values: readonly (string | null)[] | undefined, read: (value: string) => T | null): T | null {
  for (const value of values ?? []) {
    const found = value === null ? null : read(value);
    if (found !== null) return found;
  }
  return null;
}
