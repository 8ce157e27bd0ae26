import { hmacSha256 } from './hmac.ts';

/**
 * 128 bits of HMAC-SHA-256 as 22 base64url characters. Truncation keeps HMAC's security down to half its length
 * (NIST SP 800-107r1 §5.3.4); two of 10^12 different inputs meet with probability below 10^-14.
 *
 * Parts are joined as JSON, so that ("ab", "c") and ("a", "bc") never give the same input.
 */
export function keyedHash(secret: string, ...parts: readonly (string | null)[]): string {
  return hmacSha256(secret, JSON.stringify(parts)).slice(0, 22);
}
