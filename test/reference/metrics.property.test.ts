import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake } from '../athena-sql/lake.ts';
import type { Laptop } from '../local/athena/laptop.ts';
import { differing } from './held.ts';
import type { Plot } from './told-story.ts';

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
});

afterAll(() => laptop.close());

/**
 * Around both changes of charges, and around a night in which clocks of the reporting zone change. Of seeds in which rare
 * things happen: an opt-in, a reply in the last hour that counts, a failure between a message and its answer, a change of
 * number, tiers that two accounts fill together.
 */
const PLOTS: readonly (Plot & { readonly what: string })[] = [
  {
    what: 'conversations end and messages are charged',
    seed: 110,
    messages: 260,
    from: '2025-06-22',
    through: '2025-07-04',
    zone: 'America/New_York',
    skipDays: 2,
    closedThrough: '2025-06-30',
  },
  {
    what: 'clocks go forward, and user ids appear',
    seed: 29,
    messages: 260,
    from: '2026-03-27',
    through: '2026-04-11',
    zone: 'Europe/Berlin',
    skipDays: 1,
    closedThrough: null,
  },
  {
    what: 'service messages are charged',
    seed: 72,
    messages: 260,
    from: '2026-09-23',
    through: '2026-10-05',
    zone: 'Asia/Kolkata',
    skipDays: 2,
    closedThrough: '2026-10-02',
  },
];

test.each(PLOTS)(
  'numbers are those of the definitions while $what, in whatever order and how often they are told',
  async (plot) => {
    expect(await differing(laptop, plot), JSON.stringify(plot)).toEqual({});
  },
  60_000,
);
