/** Which days are closed, which of them may have new rows, and up to which the lake is compacted. Days are `2026-11-18`. */
import { OLDEST_EVENT_DAYS } from '../../domain/event/partition.ts';

const DAY_MS = 86_400_000;

/** The lake as a run finds it, or leaves it. */
export interface LakeSurvey {
  /** The boundary of the last run; null for none. */
  readonly through: string | null;
  /** Days that have a generation. */
  readonly compacted: ReadonlySet<string>;
  /** Closed days on which rows landed that no generation has, oldest first. */
  readonly waiting: readonly string[];
}

/** The last day that is closed: with two open days, the day before yesterday (UTC). */
export function lastClosedDay(timeMs: number, openDays: number): string {
  return dayAt(timeMs - openDays * DAY_MS);
}

export function shiftDay(day: string, days: number): string {
  return dayAt(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** Whole days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** Firehose tries for a day to deliver, and S3 removes what has expired some days late. */
const LATENESS_DAYS = 7;

/**
 * The oldest day on which rows can land from now on. They come from a delivery that comes now, or from one that is kept
 * in `raw/` and replayed: an event's day lies at most 35 days before its receipt.
 */
export function oldestReachableDay(timeMs: number, keptDays: number): string {
  return dayAt(timeMs - (keptDays + OLDEST_EVENT_DAYS + LATENESS_DAYS) * DAY_MS);
}

const SWEEP_NIGHTS = 28;

/** Whether this is the night, of each four weeks, on which a day is looked at however old it is. */
export function isSwept(day: string, timeMs: number): boolean {
  return daysBetween(day, dayAt(timeMs)) % SWEEP_NIGHTS === 0;
}

/**
 * The boundary that the lake may have now: the last day such that every day up to it with landed rows has a generation.
 * It never goes back: what lands later on a day before it waits for the next run.
 */
export function boundary({ compacted, waiting, through }: LakeSurvey, lastClosed: string): string | null {
  if (compacted.size === 0) return through;
  const firstMissing = waiting.find((day) => !compacted.has(day));
  const reached = firstMissing === undefined ? lastClosed : shiftDay(firstMissing, -1);
  return through !== null && through > reached ? through : reached;
}

function dayAt(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
