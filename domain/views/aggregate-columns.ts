import type { Meanings } from './definition.ts';

/** What the columns of the aggregates mean where `SHARED_COLUMNS` does not say it, by view. */
export const AGGREGATE_COLUMNS = {
  agg_watermark: {
    newest_received_at:
      'The newest receive time of the events that the numbers are made of (UTC): their "now". NULL in an empty lake.',
    events: 'How many rows of events the numbers are made of.',
  },
} as const satisfies Readonly<Record<string, Meanings>>;
