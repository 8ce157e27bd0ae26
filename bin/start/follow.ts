/** Refreshes the numbers after what lands in the lake: on AWS a schedule does, which would be slow to look at. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS_PREFIX, REFERENCE_PREFIX } from '../../domain/contracts/lake-layout.ts';
import { refreshNow } from '../cli/refresh.ts';
import type { Target } from '../cli/target.ts';

/** What lands together, such as the files of one flush, is refreshed once. */
const SETTLE_MS = 500;
/**
 * Under traffic without a pause it rests twice as long as a refresh took: so a large lake keeps time for what is posted,
 * and its disk has fewer generations, which stay for 45 minutes.
 */
const REST = 2;
const FOLLOWED = [EVENTS_PREFIX, REFERENCE_PREFIX];

export interface Follower {
  /** To be called with each object that was written. */
  readonly written: (bucket: string, key: string) => void;
  /** Begins to refresh, also after what was written before. */
  readonly start: (target: Target) => void;
  /** Waits for the refresh under way, and begins no other. */
  readonly end: () => Promise<void>;
}

export function createFollower(onFailure: (reason: string) => void): Follower {
  let target: Target | undefined;
  let hasNews = false;
  let restsUntilMs = 0;
  const ending = new AbortController();
  let working: Promise<void> | undefined;
  const work = async (lake: Target) => {
    while (hasNews) {
      await pause(Math.max(SETTLE_MS, restsUntilMs - performance.now()), ending.signal);
      if (ending.signal.aborted) return;
      hasNews = false;
      const begunMs = performance.now();
      await refreshNow(lake).catch((error: unknown) =>
        onFailure(error instanceof Error ? error.message : String(error)),
      );
      restsUntilMs = performance.now() + REST * (performance.now() - begunMs);
    }
    working = undefined;
  };
  const wake = () => {
    if (target !== undefined && hasNews && !ending.signal.aborted) working ??= work(target);
  };
  return {
    written(bucket, key) {
      if (!FOLLOWED.some((prefix) => key.startsWith(prefix))) return;
      if (target !== undefined && bucket !== target.output('LakeBucket')) return;
      hasNews = true;
      wake();
    },
    start(lake) {
      target = lake;
      wake();
    },
    async end() {
      ending.abort();
      await working;
    },
  };
}

/** Ends early when there will be no other refresh. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
