import { type Rng, seeded } from 'simulator';

/** All that is left to chance in one schedule; the same seed gives the same schedule. */
export interface Chance extends Rng {
  /** Whether a fault strikes here, with the given probability. */
  readonly strikes: (rate: number) => boolean;
  /** The faults that struck, by their number in the schedule. */
  readonly struck: readonly number[];
  /** How many faults would have struck had none been left out. */
  readonly drawn: () => number;
}

/** `keep` names the faults that may strike: a schedule is made shorter by leaving faults out. Null for all. */
export function chanceOf(seed: number, keep: ReadonlySet<number> | null): Chance {
  const random = seeded(scattered(seed));
  const struck: number[] = [];
  let drawn = 0;
  const strikes = (rate: number) => {
    if (!random.chance(rate)) return false;
    drawn += 1;
    if (keep !== null && !keep.has(drawn)) return false;
    struck.push(drawn);
    return true;
  };
  return { ...random, strikes, struck, drawn: () => drawn };
}

/** The generator's first draws are much alike for neighbouring seeds; this is MurmurHash3's last step. */
function scattered(seed: number): number {
  let bits = seed ^ (seed >>> 16);
  bits = Math.imul(bits, 0x85eb_ca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}
