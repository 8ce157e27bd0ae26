import { describe, expect, test } from 'vitest';
import { CLAIM_FAULTS, type Fault, PROCESS_FAULTS, STREAM_FAULTS } from './fault-profile.ts';
import { runSchedule } from './schedule.ts';

const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);

/** The schedule of a seed, with one fault, at one of the calls that it can befall; 0 for no fault. */
function oneFault(fault: Fault, call: number, seed: number) {
  const faultProfile = { faults: new Set([fault]), rate: 1, stormMs: 60_000, isTimeLimitKept: seed % 2 === 0 };
  return runSchedule({ seed, keep: [call], faultProfile });
}

describe('nothing is lost or doubled without cause by one fault, at whichever call it strikes', () => {
  test.each([...PROCESS_FAULTS, ...CLAIM_FAULTS, ...STREAM_FAULTS])('%s', async (fault) => {
    let struck = 0;
    for (const seed of SEEDS) {
      const { drawn: calls } = await oneFault(fault, 0, seed);
      for (let call = 1; call <= calls; call += 1) {
        const result = await oneFault(fault, call, seed);
        expect({ seed, call, struck: result.struck, broken: result.violations }).toEqual({
          seed,
          call,
          struck: [call],
          broken: [],
        });
        struck += 1;
      }
    }
    expect(struck).toBeGreaterThanOrEqual(SEEDS.length);
  });
});
