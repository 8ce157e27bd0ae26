import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of chance that gives the same for the same seed. */
export interface Rng {
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  /** True with the given probability, 0 to 1. */
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly digits: (length: number) => string;
  /** So many characters of upper-case hexadecimal. */
  readonly hex: (length: number) => string;
}

export function seeded(seed: number): Rng {
  const generator = xoroshiro128plus(seed);
  const between = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    between,
    chance: (probability) => uniformFloat64(generator) < probability,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    digits: (length) => Array.from({ length }, () => between(0, 9)).join(''),
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16).toUpperCase()).join(''),
  };
}
