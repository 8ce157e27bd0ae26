import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its duration how much of the text was right, or how long it should be. */
export function equalInConstantTime(received: string | undefined, expected: string): boolean {
  if (received === undefined) return false;
  return timingSafeEqual(digest(received), digest(expected));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
