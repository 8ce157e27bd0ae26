import { createHash } from 'node:crypto';
import { canonical } from '../../shared/json.ts';

/** What an item without an id of its own is known by: SHA-256 of its canonical JSON, in hexadecimal. */
export function contentDigest(item: unknown): string {
  return createHash('sha256').update(canonical(item)).digest('hex');
}
