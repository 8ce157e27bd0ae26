import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Answers true with the given probability, 0 to 1; the same seed gives the same answers. */
export function seededChance(seed: number): (probability: number) => boolean {
  const generator = xoroshiro128plus(seed);
  return (probability) => uniformFloat64(generator) < probability;
}
