/** The time that rules run by; tests have one of their own. */
export interface Clock {
  readonly nowMs: () => number;
  /** Calls back once, after so many milliseconds; what it returns takes that back. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

export const SYSTEM_CLOCK: Clock = {
  nowMs: Date.now,
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** A clock that does not advance: no rule ever runs. */
export const STOPPED_CLOCK: Clock = { nowMs: () => 0, after: () => () => undefined };
