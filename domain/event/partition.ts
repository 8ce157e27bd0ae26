import { dayOf } from './time.ts';

const DAY_MS = 86_400_000;

/** Late statuses come up to 30 days after the send, retries up to 7 days after the event. */
export const OLDEST_EVENT_DAYS = 35;
/** Clocks differ; a day is more than any of them does. */
export const NEWEST_EVENT_DAYS = 1;

export interface EventDay {
  /** `yyyy-MM-dd`, UTC. */
  readonly dt: string;
  readonly dt_source: 'event' | 'received';
}

/**
 * The day an event belongs to. One without a time of its own, or outside [received − 35 days, received + 1 day] goes to the day it was received, and
 * says so: old events must not open hundreds of partitions (Firehose allows 500 active ones per stream).
 */
export function eventDay(eventAtMs: number | null, receivedAtMs: number): EventDay {
  if (eventAtMs === null) return { dt: dayOf(receivedAtMs), dt_source: 'received' };
  const ageMs = receivedAtMs - eventAtMs;
  const near = ageMs <= OLDEST_EVENT_DAYS * DAY_MS && ageMs >= -NEWEST_EVENT_DAYS * DAY_MS;
  return near ? { dt: dayOf(eventAtMs), dt_source: 'event' } : { dt: dayOf(receivedAtMs), dt_source: 'received' };
}
