import { type KeyRing, pseudonym } from '../identity/key-ring.ts';
import { isVendorId } from './ids.ts';
import { isPlainName } from './names.ts';
import { isKnownWord, isVendorWord, type OwnWords } from './words.ts';

/**
 * A text as it may stand in a column: as it is where its rule lets it, else its keyed hash, by which it can still be
 * counted and joined. NULL where there is none. The kind is part of the hash (see `AliasKind`).
 */

/** The vendor's word of a member that only the vendor writes. */
export function wordColumn(ring: KeyRing, value: string | null, own?: OwnWords): string | null {
  if (value === null) return null;
  return isVendorWord(value, own) ? value : pseudonym(ring, 'word', value);
}

/** A word in a member that people or the business may fill in too: none but the known ones stays. */
export function knownWordColumn(ring: KeyRing, value: string | null, own?: OwnWords): string | null {
  return value === null || isKnownWord(value, own) ? value : pseudonym(ring, 'word', value);
}

/** The vendor's id of an object of its own, or of the business's. */
export function idColumn(ring: KeyRing, value: string | null): string | null {
  if (value === null) return null;
  return isVendorId(value) ? value : pseudonym(ring, 'id', value);
}

/**
 * What the business calls something: blanks at its ends do not count, and of two encodings of a letter (é) one is meant,
 * so that the same name has the same value whichever way it comes.
 */
export function nameColumn(ring: KeyRing, written: string | null): string | null {
  const name = written === null ? '' : written.trim().normalize('NFC');
  if (name === '') return null;
  // A name in the form of a key is keyed, so that what looks like a key is one.
  return isPlainName(name) && !isKeyed(ring, name) ? name : pseudonym(ring, 'name', name);
}

/** Whether a text is a keyed hash of the ring's present version. */
function isKeyed({ currentVersion }: KeyRing, text: string): boolean {
  const hashBegins = currentVersion.length + 1;
  if (text.length !== hashBegins + HASH_CHARACTERS || !text.startsWith(`${currentVersion}.`)) return false;
  return HASH.test(text.slice(hashBegins));
}

/** See keyed-hash.ts. */
const HASH_CHARACTERS = 22;
const HASH = /^[A-Za-z0-9_-]{22}$/;

/** Whether a column's value is a keyed hash, or JSON with one among its values, as `sent_buttons` may be. */
export function holdsKeyed(ring: KeyRing, value: string): boolean {
  if (!value.startsWith('[')) return isKeyed(ring, value);
  return value.split('"').some((text) => isKeyed(ring, text));
}
