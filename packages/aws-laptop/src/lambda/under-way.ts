/** What is running now, so that closing can wait for it. */

import { setTimeout as sleep } from 'node:timers/promises';

export interface UnderWay {
  /** Counts `work` until it settles, and gives it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until all of it has settled, or `seconds` have passed. */
  settle(seconds: number): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>();
  return {
    async track(work) {
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    async settle(seconds) {
      const timer = new AbortController();
      const late = sleep(seconds * 1000, undefined, { signal: timer.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(running), late]);
      timer.abort();
    },
  };
}
