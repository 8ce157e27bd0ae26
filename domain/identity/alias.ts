import { type AliasKind, type KeyRing, pseudonym } from './key-ring.ts';

/** Digits with the marks people write between them; E.164 has at most 15 digits, and none has fewer than 6. */
const PHONE = /^\+?(?:[\s().-]*\d){6,15}[\s().-]*$/;

export interface ContactKey {
  readonly contact_key: string | null;
  readonly contact_key_kind: AliasKind | null;
}

/**
 * The contact's pseudonym: by phone number where one was sent, else by business-scoped user id. Meta leaves the phone
 * out for people with a username, and has been seen to put the user id in its place.
 */
export function contactKey(
  ring: KeyRing,
  phones: readonly (string | null)[],
  userIds: readonly (string | null)[],
): ContactKey {
  const phone = phones.find((candidate) => candidate !== null && PHONE.test(candidate));
  if (phone) return { contact_key: pseudonym(ring, 'phone', phone.replace(/\D/g, '')), contact_key_kind: 'phone' };
  const userId = [...userIds, ...phones].find((candidate) => candidate !== null);
  if (userId) return { contact_key: pseudonym(ring, 'bsuid', userId), contact_key_kind: 'bsuid' };
  return { contact_key: null, contact_key_kind: null };
}

export function messageKey(ring: KeyRing, messageId: string | null): string | null {
  return messageId === null ? null : pseudonym(ring, 'message', messageId);
}
