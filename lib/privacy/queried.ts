import {
  CHECKS_KEY,
  COMPACTED_PREFIX,
  CURRENT_GENERATION_KEY,
  EVENTS_PREFIX,
  REFERENCE_PREFIX,
  REFRESHED_PREFIX,
  storedName,
} from '../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';

/** What a policy lets people query. */
export interface Queried {
  /** Keys of single objects in the lake's bucket. */
  readonly keys: readonly string[];
  /** Key prefixes in the lake's bucket: no payloads. */
  readonly prefixes: readonly string[];
  /** Names of tables and views, or patterns. */
  readonly tables: readonly string[];
}

/** Rows of events, what was computed from them, what their checks found, and reference data. */
export const ALL_ROWS: Queried = {
  keys: [CURRENT_GENERATION_KEY, CHECKS_KEY],
  prefixes: [EVENTS_PREFIX, COMPACTED_PREFIX, REFRESHED_PREFIX, REFERENCE_PREFIX],
  tables: ['*'],
};

/** Sums and counts, and no row of one message or person. */
export const AGGREGATES: Queried = {
  keys: [],
  prefixes: [`${REFRESHED_PREFIX}aggregates/`],
  tables: [
    ...REFRESHED_TABLES.filter(({ group }) => group === 'aggregates').map(({ name }) => storedName(name)),
    ...['agg_*', 'cube_*', 'metric_*', 'stg_metric_*', 'stg_report_*', 'stg_reporting_settings', 'current_generation'],
  ],
};
