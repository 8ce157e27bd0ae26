import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that does not reveal how much of the text is right, or its expected length. */
export function equalInConstantTime(received: string | undefined, expected: string): boolean {
  if (received === undefined) return false;
  return timingSafeEqual(digest(received), digest(expected));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
