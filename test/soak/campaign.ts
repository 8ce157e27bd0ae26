export interface Campaign {
  /** How many cases to run: all of them, or the tenth that CI runs. */
  readonly runs: number;
  readonly seed: number;
}

/**
 * The size and seed of one seeded campaign. `npm run soak` sets both for all campaigns; the seed is printed, so that a
 * failure can be repeated.
 */
export function campaign(name: string, fullRuns: number): Campaign {
  const share = Number(process.env.SOAK_SHARE ?? '0.1');
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000_000);
  const runs = Math.ceil(fullRuns * share);
  process.stdout.write(`${name}: ${runs} of ${fullRuns} runs, seed ${seed}\n`);
  return { runs, seed };
}
