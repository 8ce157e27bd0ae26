import type { Metric, MetricView } from './definition.ts';

const INTAKE: MetricView = {
  view: 'metric_intake_hourly',
  grain: 'one row per hour of receipt (UTC) and source',
  keys: ['received_hour', 'source'],
  slices: {},
};
const UNMAPPED: MetricView = {
  view: 'metric_unmapped_daily',
  grain: 'one row per day of receipt, source and kind of event in the vendor’s words',
  keys: ['received_day', 'source', 'source_event'],
  slices: {},
};
const FRESHNESS: MetricView = { view: 'metric_freshness', grain: 'one row per source', keys: ['source'], slices: {} };
const DUPLICATES: MetricView = {
  view: 'duplicates_audit',
  grain: 'one row per source, kind of item and place',
  keys: ['source', 'kind', 'place'],
  slices: {},
};

const owner = 'Data engineering';
const LATENESS = 'Time from an event to its first receipt, of live events that state their time';

/** The quality of the data behind the other numbers. */
export const QUALITY_METRICS: readonly Metric[] = [
  {
    id: 'events_received',
    title: 'Events received',
    unit: 'events',
    in: INTAKE,
    column: 'events',
    owner,
    numerator: 'Events, in the hour they were first received; by source, those of the days that the reports read.',
    denominator: null,
    caveat: 'Events, not messages: one message has several. Each counts once, no matter how often it was delivered.',
    alsoIn: [FRESHNESS],
  },
  {
    id: 'unmapped_hourly',
    title: 'Unmapped among the received',
    unit: 'events',
    in: INTAKE,
    column: 'unmapped',
    owner,
    numerator: 'Events received in the hour that the dictionary does not understand.',
    denominator: null,
    caveat: 'They are kept with their payload; a replay by a newer version can map them.',
  },
  {
    id: 'unmapped',
    title: 'Unmapped',
    unit: 'events',
    in: UNMAPPED,
    column: 'unmapped',
    owner,
    numerator: 'Events first received on the day that the dictionary does not understand, by the vendor’s word.',
    denominator: null,
    caveat: 'No other metric counts them.',
  },
  {
    id: 'lateness_p50',
    title: 'Lateness, median',
    unit: 'seconds',
    in: FRESHNESS,
    column: 'lateness_p50_seconds',
    owner,
    numerator: `${LATENESS}: the least that half of them did not exceed.`,
    denominator: null,
    caveat: 'Backfilled events are excluded.',
  },
  {
    id: 'lateness_p95',
    title: 'Lateness, 95th percentile',
    unit: 'seconds',
    in: FRESHNESS,
    column: 'lateness_p95_seconds',
    owner,
    numerator: `${LATENESS}: the least that 95 in 100 did not exceed.`,
    denominator: null,
    caveat:
      'As for the median. Vendors retry for up to 7 days, so a period is complete 7 days after its end (is_complete, complete_until_at).',
  },
  {
    id: 'lateness_max',
    title: 'Lateness, longest',
    unit: 'seconds',
    in: FRESHNESS,
    column: 'lateness_max_seconds',
    owner,
    numerator: `${LATENESS}: the longest.`,
    denominator: null,
    caveat: 'One event with a wrong clock decides it.',
  },
  {
    id: 'duplicates',
    title: 'Duplicates',
    unit: 'copies',
    in: DUPLICATES,
    column: 'duplicates',
    owner,
    numerator: 'Items received again: refused at the front door, or deduplicated in events.',
    denominator: null,
    caveat: 'They change no other metric: each counts an event once.',
  },
];
