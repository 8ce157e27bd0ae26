import type { Rng } from './rng.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** One of the choices by its share; shares add up to 1. */
export function byShare<T>(rng: Rng, choices: readonly (readonly [share: number, choice: T])[]): T {
  let left = rng.between(0, 999_999) / 1_000_000;
  for (const [share, choice] of choices) {
    if (left < share) return choice;
    left -= share;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new Error('There is nothing to choose from.');
  return last[1];
}

/** Whole seconds between two spans, both included, in milliseconds. */
export function span(rng: Rng, fromMs: number, toMs: number): number {
  return rng.between(Math.ceil(fromMs / SECOND_MS), Math.floor(toMs / SECOND_MS)) * SECOND_MS;
}

/** Most come soon and some late: a span whose size is drawn first, then its length. */
export function longTail(
  rng: Rng,
  spans: readonly (readonly [share: number, range: readonly [fromMs: number, toMs: number]])[],
): number {
  const [fromMs, toMs] = byShare(rng, spans);
  return span(rng, fromMs, toMs);
}

/** So many characters of lower-case hexadecimal, a multiple of 8. */
export function hexadecimal(rng: Rng, length: number): string {
  let text = '';
  while (text.length < length) text += rng.between(0, 0xffff_ffff).toString(16).padStart(8, '0');
  return text;
}
