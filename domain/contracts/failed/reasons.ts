import { FAILURE_REASONS } from '../../event/failure.ts';

/**
 * Why a record lies under `failed/`: a closed list, by which failures are listed and replayed. Firehose's error names no
 * reason of the transform's, so a record's is found again, by reading it with the code of today. A record of the plain
 * kind that was `batch_full` reads as `normaliser_error`; the transform's log has the reason of that day.
 */
export const FAILED_REASONS = {
  ...FAILURE_REASONS,
  transform_unavailable: 'The transform did not answer for the record: it was refused, timed out or ended early.',
  too_many_partitions: 'The stream had as many open partitions as it may have.',
  row_refused: 'The conversion to Parquet refused the row: it does not fit the table.',
} as const satisfies Record<string, string>;

export type FailedReason = keyof typeof FAILED_REASONS;
