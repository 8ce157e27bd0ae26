import { describe, expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { RULES } from './invariant-checker.ts';
import { MUTANTS } from './mutants.ts';

/** A mutant that more schedules than these do not find would get past a short run. */
const SCHEDULES = 1_000;

describe('a mutant of the protocol is caught', () => {
  test.each(MUTANTS)('$name, as $caughtBy', async ({ mutation, caughtBy }) => {
    const isCaught = ({ violations }: { violations: readonly { rule: string }[] }) =>
      violations.some(({ rule }) => rule === caughtBy);
    const { failures } = await runCampaign({ seed: 1, schedules: SCHEDULES, mutation, until: isCaught });
    expect(failures.some(isCaught)).toBe(true);
  });

  test('for each rule on the claims and the stream there is one', () => {
    const byHand = ['counted twice', 'miscounted'];
    const caught = new Set<string>(MUTANTS.map(({ caughtBy }) => caughtBy));
    expect(Object.keys(RULES).filter((rule) => !caught.has(rule) && !byHand.includes(rule))).toEqual([]);
  });
});
