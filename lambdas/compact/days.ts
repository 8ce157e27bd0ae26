/** Which days are closed, which of them a run takes, and up to which the lake is compacted. Days are `2026-11-18`. */
import type { DayState } from './day-state.ts';

const DAY_MS = 86_400_000;

/** The lake as a run finds it. */
export interface LakeSurvey {
  /** Keys of landed files, by day. */
  readonly landed: ReadonlyMap<string, readonly string[]>;
  readonly states: ReadonlyMap<string, DayState>;
  /** The boundary of the last run; null for none. */
  readonly through: string | null;
}

/** The last day that is closed: with two open days, the day before yesterday (UTC). */
export function lastClosedDay(timeMs: number, openDays: number): string {
  return dayOf(timeMs - openDays * DAY_MS);
}

export function shiftDay(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** Whole days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** Closed days on which files landed that no generation has folded in, oldest first. */
export function waitingDays({ landed, states }: LakeSurvey, lastClosed: string): readonly string[] {
  const waiting = [...landed].filter(([day, keys]) => {
    const folded = new Set(states.get(day)?.folded);
    return day <= lastClosed && (!states.has(day) || keys.some((key) => !folded.has(key)));
  });
  return waiting.map(([day]) => day).toSorted();
}

/**
 * The boundary that the lake may have now: the last day such that every day up to it with landed files has a generation.
 * It never goes back: what lands later on a day before it waits for the next run.
 */
export function boundary({ landed, states, through }: LakeSurvey, lastClosed: string): string | null {
  if (states.size === 0) return through;
  const firstMissing = [...landed.keys()].filter((day) => !states.has(day)).toSorted()[0];
  const reached = firstMissing === undefined || firstMissing > lastClosed ? lastClosed : shiftDay(firstMissing, -1);
  return through !== null && through > reached ? through : reached;
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
