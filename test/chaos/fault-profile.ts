import type { Chance } from './chance.ts';

/** What can go wrong with a call to the claims' table. `claims partial`: with some statements of a batch, inside a 200. */
export const CLAIM_FAULTS = [
  'claims throttled',
  'claims failed',
  'claims timed out',
  'claims slow',
  'claims partial',
] as const;

/** What can go wrong with a put on the stream. */
export const STREAM_FAULTS = [
  'stream throttled',
  'stream timed out',
  'stream hung',
  'stream partial',
  'stream twice',
  'stream slow',
] as const;

/** What can befall the process itself at any call. */
export const PROCESS_FAULTS = ['crash', 'freeze'] as const;

export type ClaimFault = (typeof CLAIM_FAULTS)[number];
export type StreamFault = (typeof STREAM_FAULTS)[number];
export type ProcessFault = (typeof PROCESS_FAULTS)[number];
export type Fault = ClaimFault | StreamFault | ProcessFault;

/** Which faults a schedule has, how often, and until when. */
export interface FaultProfile {
  readonly faults: ReadonlySet<Fault>;
  /** The probability of a fault at each call. */
  readonly rate: number;
  /** How long the faults last, in milliseconds from the beginning. */
  readonly stormMs: number;
  /**
   * Lambda ends a run at its time limit, so that no owner outlives its lease. A schedule without the limit shows what
   * the owner's name in the conditions is for.
   */
  readonly isTimeLimitKept: boolean;
}

/**
 * Each schedule has faults of its own choice: were all of them in every schedule, the frequent would hide the rare
 * (swarm testing, Groce and others, ISSTA 2012).
 */
export function faultProfileOf(chance: Chance): FaultProfile {
  const all: readonly Fault[] = [...CLAIM_FAULTS, ...STREAM_FAULTS, ...PROCESS_FAULTS];
  return {
    faults: new Set(all.filter(() => chance.chance(0.4))),
    rate: chance.pick([0, 0.1, 0.2, 0.3, 0.5]),
    stormMs: chance.between(500, 60_000),
    isTimeLimitKept: chance.chance(0.75),
  };
}

/** After the storm. */
export const CALM: FaultProfile = { faults: new Set(), rate: 0, stormMs: 0, isTimeLimitKept: true };
