import { SOURCES } from '../../../domain/sources/registry.ts';

/** What is billed per month for the default stack, without traffic. A test compares it with the template. */
export const STACK_COUNTS = {
  keys: 2,
  /** The event key, the pepper, and one of each source. */
  secrets: 2 + SOURCES.length,
  /** Metrics that alarms read, counted once for each alarm: AWS bills an alarm on metric math per metric. */
  alarmMetrics: 50,
  /** Metrics of the functions of the default stack (domain/contracts/operations.ts); a metric without data is not billed. */
  customMetrics: 34,
  dashboards: 1,
  /** Functions that run on a schedule; seconds, memory and LIST requests of a run with little to do. Assumed. */
  scheduledRuns: [
    { name: 'Compaction, nightly', perMonth: 30, seconds: 120, gib: 1, lists: 75 },
    { name: 'Seal failed records, every 5 minutes', perMonth: 8_640, seconds: 1, gib: 0.5, lists: 1 },
  ],
} as const;
