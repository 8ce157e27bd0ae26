import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake } from '../athena-sql/lake.ts';
import type { Plot } from '../reference/emitted-story.ts';
import { differing } from '../reference/held.ts';
import type { Laptop } from '../support/local-athena.ts';

/** Other runs: `REFERENCE_SEED=7 REFERENCE_RUNS=20 REFERENCE_MESSAGES=1000 npm run test:long -- metrics-reference`. */
const FIRST_SEED = Number(process.env.REFERENCE_SEED ?? 100);
const RUNS = Number(process.env.REFERENCE_RUNS ?? 6);
const MESSAGES = Number(process.env.REFERENCE_MESSAGES ?? 900);

const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'America/Sao_Paulo', 'UTC'];
/** The first is all of it: both changes of charges and every change of clocks between them. */
const SPANS = [
  ['2025-06-12', '2026-10-20', '2026-08-15'],
  ['2025-06-20', '2025-07-12', '2025-07-01'],
  ['2025-10-18', '2025-11-14', '2025-11-01'],
  ['2026-03-01', '2026-04-14', null],
  ['2026-09-18', '2026-10-12', '2026-10-03'],
  ['2026-10-18', '2026-11-12', '2026-10-26'],
] as const;

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
});

afterAll(() => laptop.close());

function plotOf(run: number): Plot {
  const seed = FIRST_SEED + run;
  const [from, through, closedThrough] = SPANS[seed % SPANS.length] ?? SPANS[0];
  const zone = ZONES[seed % ZONES.length] ?? 'UTC';
  return { seed, messages: MESSAGES, from, through, zone, skipDays: seed % 4, closedThrough };
}

/** Of seeds in which rare things happen: an opt-in, a late reply, a change of number, tiers that two accounts fill. */
const RARE: readonly Plot[] = [
  {
    seed: 110,
    messages: 260,
    from: '2025-06-22',
    through: '2025-07-04',
    zone: 'America/New_York',
    skipDays: 2,
    closedThrough: '2025-06-30',
  },
  {
    seed: 29,
    messages: 260,
    from: '2026-03-27',
    through: '2026-04-11',
    zone: 'Europe/Berlin',
    skipDays: 1,
    closedThrough: null,
  },
];

test.each([...RARE, ...Array.from({ length: RUNS }, (_, run) => plotOf(run))])(
  'seed $seed, $from to $through in $zone: every number is the one of the definitions',
  async (plot) => {
    expect(await differing(laptop, plot), JSON.stringify(plot)).toEqual({});
  },
  600_000,
);
