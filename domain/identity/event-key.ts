import { keyedHash } from './keyed-hash.ts';

/** The parts that make an item the same item in every copy of it, in a fixed order. */
export type KeyParts = readonly (string | null)[];

/**
 * An event's identity: claimed in DynamoDB, carried in the row, deduplicated on in `events`. Keyed by a secret of its
 * own that is never rotated, so that a copy or a replay gets the same key for ever; keyed at all, because parts such as
 * (user, preference, second) could otherwise be guessed.
 */
export function eventKey(secret: string, source: string, parts: KeyParts): string {
  return keyedHash(secret, source, ...parts);
}
