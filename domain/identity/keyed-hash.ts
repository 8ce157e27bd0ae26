import { createHmac } from 'node:crypto';

/**
 * 128 bits of HMAC-SHA-256 as 22 base64url characters. Truncation keeps HMAC's security down to half its length
 * (NIST SP 800-107r1 §5.3.4); two of 10^12 different inputs meet with probability below 10^-14.
 *
 * Parts are joined as JSON, so that ("ab", "c") and ("a", "bc") never give the same input.
 */
export function keyedHash(secret: string, ...parts: readonly (string | null)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
