import { contactColumns } from './alias.ts';
import type { Pseudonym } from './pseudonym.ts';
import { type AliasKind, type PseudonymKeys, pseudonym } from './pseudonym-keys.ts';

/** What a message or a person is looked up by. */
export const LOOKUP_KINDS = ['wamid', 'phone', 'email', 'user_id'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** One key that rows may carry for what is looked up. */
export interface LookupKey {
  readonly key: Pseudonym;
  /** What the key stands for in the rows. */
  readonly alias: AliasKind;
  /** The default country that a phone number was read in; null where it was read as international. */
  readonly readIn: string | null;
}

/** As people type or paste it: without the marks that nobody sees, and in the one spelling of look-alike characters. */
function typed(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
}

/**
 * The keys that rows carry for a value, under each version of the pepper, the current one first; none where the value
 * has not the form of its kind. They are made by the code that makes the rows' keys.
 */
export function lookupKeys(
  versions: readonly PseudonymKeys[],
  kind: LookupKind,
  written: string,
  defaultCountry: string | null,
): readonly LookupKey[] {
  const value = typed(written);
  return versions.flatMap((keys) => keysOf(keys, kind, value, defaultCountry));
}

function keysOf(keys: PseudonymKeys, kind: LookupKind, value: string, country: string | null): readonly LookupKey[] {
  switch (kind) {
    case 'wamid':
      return isOneWord(value) ? [international(pseudonym(keys, 'message', value), 'message')] : [];
    case 'phone':
      return phoneKeys(keys, value, country);
    case 'email':
      return ADDRESS.test(value) ? [international(pseudonym(keys, 'email', value.toLowerCase()), 'email')] : [];
    case 'user_id':
      return isOneWord(value) ? userIdKeys(keys, value) : [];
  }
}

/** The form alone: whether somebody reads it there nobody can know. Any case means the same. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

/** Ids are hashed as the vendor writes them, whatever their form. */
function isOneWord(value: string): boolean {
  return /^\S+$/.test(value);
}

/**
 * Meta's numbers are read as international, those of the business's own systems in the default country
 * (domain/sources): without `+` one spelling may be two numbers, and either may be the one that a row has.
 */
function phoneKeys(keys: PseudonymKeys, value: string, defaultCountry: string | null): readonly LookupKey[] {
  const read = (country: string | null) => contactColumns(keys, { phones: [value] }, country).phone_key;
  const [abroad, atHome] = [read(null), read(defaultCountry)];
  return [
    ...(abroad ? [international(abroad, 'phone')] : []),
    ...(atHome && atHome !== abroad ? [{ key: atHome, alias: 'phone' as const, readIn: defaultCountry }] : []),
  ];
}

/** A user id may be the contact's in the business's own scope, or in that of its parent. */
function userIdKeys(keys: PseudonymKeys, value: string): readonly LookupKey[] {
  const { bsuid_key, parent_bsuid_key } = contactColumns(keys, { userIds: [value], parentUserIds: [value] });
  return [
    ...(bsuid_key ? [international(bsuid_key, 'bsuid')] : []),
    ...(parent_bsuid_key ? [international(parent_bsuid_key, 'parent_bsuid')] : []),
  ];
}

function international(key: Pseudonym, alias: AliasKind): LookupKey {
  return { key, alias, readIn: null };
}
