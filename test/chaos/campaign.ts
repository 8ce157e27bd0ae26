import type { Mutation } from './functions.ts';
import type { Sight } from './invariant-checker.ts';
import { runSchedule, type ScheduleResult } from './schedule.ts';

export interface CampaignProps {
  /** The first schedule's seed; the next has the next. */
  readonly seed: number;
  readonly schedules: number;
  readonly mutation?: Mutation;
  readonly keep?: readonly number[];
  /** Ends after the first schedule for which this is true. */
  readonly until?: (result: ScheduleResult) => boolean;
  readonly onProgress?: (done: number) => void;
}

export interface Campaign {
  readonly schedules: number;
  readonly failures: readonly ScheduleResult[];
  /** In how many schedules each situation came about. */
  readonly seen: ReadonlyMap<Sight, number>;
  readonly items: number;
  /** Copies on the stream beyond the first of each item. */
  readonly rawDuplicates: number;
  /** Those of them in schedules that no fault struck. */
  readonly rawDuplicatesWithoutFault: number;
}

/** How often the process's own work, such as the progress bar, gets its turn. */
const BREATH = 100;

/** Runs schedules, one after the other, each with a seed of its own. */
export async function runCampaign(props: CampaignProps): Promise<Campaign> {
  const { seed, schedules, until = () => false, onProgress = () => {}, ...rest } = props;
  const tally = newTally();
  for (let n = 0; n < schedules; n += 1) {
    const result = await runSchedule({ ...rest, seed: seed + n });
    add(tally, result);
    if (until(result)) break;
    if (n % BREATH !== 0) continue;
    onProgress(n);
    await new Promise((resolve) => setImmediate(resolve));
  }
  onProgress(tally.schedules);
  return tally;
}

function newTally() {
  const failures: ScheduleResult[] = [];
  return {
    failures,
    seen: new Map<Sight, number>(),
    schedules: 0,
    items: 0,
    rawDuplicates: 0,
    rawDuplicatesWithoutFault: 0,
  };
}

function add(tally: ReturnType<typeof newTally>, result: ScheduleResult): void {
  tally.schedules += 1;
  tally.items += result.items;
  tally.rawDuplicates += result.rawDuplicates;
  if (result.struck.length === 0) tally.rawDuplicatesWithoutFault += result.rawDuplicates;
  if (result.violations.length > 0) tally.failures.push(result);
  for (const sight of result.seen) tally.seen.set(sight, (tally.seen.get(sight) ?? 0) + 1);
}

/** Of how many of the failing schedules the faults are left out one by one. */
const CANDIDATES = 5;

/**
 * The failing schedule with the fewest faults, without those that the failure does not need. Traced. Undefined when
 * there is no failure.
 */
export async function shortestFailure(failures: readonly ScheduleResult[], mutation: Mutation = {}) {
  const candidates = failures.toSorted((a, b) => a.struck.length - b.struck.length).slice(0, CANDIDATES);
  const shortened: (ScheduleResult & { readonly keep: readonly number[] })[] = [];
  for (const failure of candidates) {
    const keep = await fewestFaults(failure, mutation);
    shortened.push({ keep, ...(await runSchedule({ seed: failure.seed, keep, mutation, isTraced: true })) });
  }
  return shortened.toSorted((a, b) => a.keep.length - b.keep.length || a.trace.length - b.trace.length)[0];
}

async function fewestFaults(
  { seed, struck, violations }: ScheduleResult,
  mutation: Mutation,
): Promise<readonly number[]> {
  const rule = violations[0]?.rule;
  let kept = struck;
  for (const fault of struck) {
    const keep = kept.filter((other) => other !== fault);
    const result = await runSchedule({ seed, keep, mutation });
    if (result.violations.some((violation) => violation.rule === rule)) kept = keep;
  }
  return kept;
}
