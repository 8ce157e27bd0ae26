import type { FailedItem, FailureGroup, ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import { NO_RUN, together } from './replay-runs.ts';

/** What lies under `failed/`. */
export interface FailedRecords {
  /** By kind of error and reason, the most first. */
  readonly groups: readonly FailureGroup[];
  readonly newest: readonly FailedItem[];
}

/** Of the dry runs of a replay from `failed/`. */
export async function failedRecordsOf(runs: AsyncIterable<ReplayAnswer>): Promise<FailedRecords> {
  let total = NO_RUN;
  for await (const answer of runs) total = together(total, answer);
  const groups = merged(total.failures).toSorted((a, b) => b.count - a.count);
  return { groups, newest: total.newestFailed };
}

function merged(groups: readonly FailureGroup[]): readonly FailureGroup[] {
  const byName = Map.groupBy(groups, ({ type, code, reason }) => `${type} ${code} ${reason}`);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const seen = (pick: (group: FailureGroup) => number | null) => same.flatMap((group) => pick(group) ?? []);
    const count = same.reduce((total, group) => total + group.count, 0);
    const [firsts, lasts] = [seen((group) => group.firstSeenMs), seen((group) => group.lastSeenMs)];
    const firstSeenMs = firsts.length === 0 ? null : Math.min(...firsts);
    const lastSeenMs = lasts.length === 0 ? null : Math.max(...lasts);
    return [{ ...first, count, firstSeenMs, lastSeenMs }];
  });
}
