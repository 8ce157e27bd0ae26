import { createHmac, hash } from 'node:crypto';
import { memoize } from '../shared/memoize.ts';

/** Of SHA-256. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const SCRATCH_BYTES = 4_096;
const MAX_UTF16_UNITS = Math.floor((SCRATCH_BYTES - BLOCK_BYTES) / 3);
const SECRETS = 100;

/** RFC 2104: the two inputs of SHA-256. The key fills the first block of each; the rest is written for each message. */
interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/**
 * HMAC-SHA-256 of a text, in base64url. Made of two hashes, which take Node half the time of one `createHmac` for texts
 * as short as ids are; every row waits for some. A text longer than any id goes to `createHmac`.
 */
export function hmacSha256(secret: string, text: string): string {
  if (text.length > MAX_UTF16_UNITS) return createHmac('sha256', secret).update(text).digest('base64url');
  const { inner, outer } = padsOf(secret);
  const end = BLOCK_BYTES + inner.write(text, BLOCK_BYTES);
  outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outer, 'base64url');
}

const padsOf = memoize(
  SECRETS,
  (secret: string): Pads => ({
    inner: padOf(secret, 0x36, SCRATCH_BYTES),
    outer: padOf(secret, 0x5c, BLOCK_BYTES + DIGEST_BYTES),
  }),
);

function padOf(secret: string, byte: number, sizeBytes: number): Buffer {
  const bytes = Buffer.from(secret);
  const key = bytes.length > BLOCK_BYTES ? hash('sha256', bytes, 'buffer') : bytes;
  const pad = Buffer.alloc(sizeBytes);
  for (let index = 0; index < BLOCK_BYTES; index += 1) pad[index] = (key[index] ?? 0) ^ byte;
  return pad;
}
