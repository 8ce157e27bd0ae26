/** Adds up what must not cost a log line each time, and gives it out once a minute. */
export interface PerMinute {
  readonly add: () => void;
  /** How many were added since it last gave some out; 0 while that is less than a minute ago. */
  readonly due: () => number;
}

const MINUTE_MS = 60_000;

/**
 * Anybody can post here, and each request that is refused for that could write a line. What an execution environment has
 * added when Lambda ends it is not given out: at most the refusals of its last minute.
 */
export function perMinute(nowMs: () => number): PerMinute {
  let waiting = 0;
  let nextMs = Number.NEGATIVE_INFINITY;
  return {
    add() {
      waiting += 1;
    },
    due() {
      if (waiting === 0 || nowMs() < nextMs) return 0;
      const given = waiting;
      waiting = 0;
      nextMs = nowMs() + MINUTE_MS;
      return given;
    },
  };
}
