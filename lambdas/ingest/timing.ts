import { setTimeout } from 'node:timers/promises';

/** Time as a request sees it, and how it waits. */
export interface Timing {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly sleep: (durationMs: number) => Promise<unknown>;
  /** A signal that aborts after so long. */
  readonly abortAfter: (durationMs: number) => AbortSignal;
  /** Half to all of a pause, by chance: those who failed in the same moment do not come back in the same moment. */
  readonly jittered: (durationMs: number) => number;
}

export const machineTiming: Timing = {
  nowMs: Date.now,
  sleep: setTimeout,
  abortAfter: AbortSignal.timeout,
  jittered: (durationMs) => durationMs * (0.5 + Math.random() / 2),
};
