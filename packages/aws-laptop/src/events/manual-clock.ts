import type { Clock } from './clock.ts';

export interface ManualClock extends Clock {
  /** Time goes on by so many milliseconds, and what falls due meanwhile is called back at its time. */
  readonly advance: (durationMs: number) => void;
}

/** A clock that goes on when a test says so. */
export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  const waiting = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  return {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const one = { dueMs: nowMs + delayMs, callback };
      waiting.add(one);
      return () => void waiting.delete(one);
    },
    advance(durationMs) {
      const untilMs = nowMs + durationMs;
      for (;;) {
        const [next] = [...waiting].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.callback();
      }
      nowMs = untilMs;
    },
  };
}
