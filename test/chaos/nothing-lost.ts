import { expect } from 'vitest';
import { runCampaign, shortestFailure } from './campaign.ts';
import type { Sight } from './invariant-checker.ts';
import { failureInWords } from './report.ts';

/** What the protocol is there for; a schedule has to bring it about for its rules to be tried. */
const SIGHTS: readonly Sight[] = [
  'claims throttled',
  'claims failed',
  'claims timed out',
  'claims slow',
  'claims partial',
  'stream throttled',
  'stream timed out',
  'stream hung',
  'stream partial',
  'stream twice',
  'stream slow',
  'crash',
  'freeze',
  'a run that was ended at its time limit',
  'a put that was given up at the deadline',
  'a call carried out after its sender died',
  'a concurrent duplicate that was not done in time',
  'a delivery of several slices',
  'a delivery that ran out of time between slices',
  'a slice that was passed over',
  'a slice that another run had not ended',
  'a dead owner’s claim taken over',
  'a living owner’s claim taken over',
  'a first owner’s confirm refused',
  'a first owner’s release refused',
  'a claim that expired and was not swept',
  'a claim that expired and was swept',
];

/** Runs that many schedules of faults: no event is lost, none doubled without cause, and every kind of fault was met. */
export async function expectNothingLost(schedules: number): Promise<void> {
  const campaign = await runCampaign({ seed: 1, schedules });
  const failure = await shortestFailure(campaign.failures);
  expect(failure && failureInWords(failure, failure.keep)).toBeUndefined();
  expect(campaign.schedules).toBe(schedules);
  expect(campaign.rawDuplicates).toBeGreaterThan(0);
  expect(campaign.rawDuplicatesWithoutFault).toBe(0);
  const rare = SIGHTS.filter((sight) => (campaign.seen.get(sight) ?? 0) < schedules / 200);
  expect(rare).toEqual([]);
}
