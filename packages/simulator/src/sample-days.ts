import { DAY_MS, HOUR_MS } from './distributions.ts';
import type { Delivery } from './emitted.ts';
import type { Pace } from './load.ts';
import { type FunnelCounts, funnelOf } from './sample-day.ts';
import { simulateSpan } from './simulate.ts';
import type { Truth } from './truth.ts';

export interface SampleDays {
  /** What was posted before the last 24 hours, and then in them; to be read to its end once. */
  readonly deliveries: Iterable<Delivery>;
  /** Where the last 24 hours begin, in milliseconds since the epoch: a whole hour, so up to an hour more. */
  readonly lastDayMs: number;
  /** The message funnel of all days together; known when all deliveries have been read. */
  readonly truth: () => FunnelCounts;
}

/**
 * The days of 24 hours before a time (milliseconds since the epoch, a whole second) as the traffic of a business that
 * grows, with days on which it sends no campaign, and nothing open at the end. The same for the same options. One day is
 * that of `sampleTraffic`.
 */
export function sampleDays(endMs: number, seed: number, messages: number, days: number): SampleDays {
  const fromMs = endMs - days * DAY_MS;
  const truths: Truth[] = [];
  const record = (truth: Truth) => {
    if (truth.kind === 'message') truths.push(truth);
  };
  const options = {
    messages,
    seed,
    fromMs,
    endMs,
    isComplete: true,
    ...(days > 1 && { pace: growing(fromMs, endMs) }),
  };
  return {
    deliveries: simulateSpan(options, record),
    lastDayMs: Math.floor(endMs / HOUR_MS) * HOUR_MS - DAY_MS,
    truth: () => funnelOf(truths),
  };
}

/** Of the first day and the last, where 1 is usual. */
const GROWTH = [0.7, 1.3] as const;
/** So many days (UTC) before the last there is no campaign: a holiday, a weekend between two of them. */
const CLOSED = new Set([9, 23, 24, 41, 54]);

function growing(fromMs: number, endMs: number): Pace {
  const [first, last] = GROWTH;
  const daysBefore = (atMs: number) => Math.floor(endMs / DAY_MS) - Math.floor(atMs / DAY_MS);
  return (startMs) => {
    const touched = [daysBefore(startMs), daysBefore(startMs + HOUR_MS - 1)];
    if (touched.some((day) => CLOSED.has(day))) return 0;
    return first + ((last - first) * (startMs - fromMs)) / (endMs - fromMs);
  };
}
