import type { CompactMetric } from '../../domain/contracts/operations.ts';
import type { Busy } from '../aws/lease.ts';
import { countAlways, logger } from '../aws/observability.ts';
import type { CompactionReport } from './compact.ts';

/** Counts a run that ended well, and logs it as one line. */
export function reportRun(report: CompactionReport): void {
  count('DaysCompacted', report.days.length);
  count('RowsCompacted', report.rows);
  count('FilesBefore', report.filesBefore);
  count('FilesAfter', report.filesAfter);
  count('OldestWaitingDays', report.oldestWaitingDays);
  count('RunsFailed', 0);
  logger.info('compacted', { ...report });
}

/** Another run is active, which is no failure: no metric, for the other counts. */
export function reportBusy(busy: Busy): void {
  logger.info('another compaction is running', { ...busy });
}

/** The compaction is done all the same; refreshes also run by schedule, and an alarm is raised when they do not. */
export function reportNoRefresh(error: unknown): void {
  logger.error('refresh not started', error instanceof Error ? error : new Error(String(error)));
}

/** Its message names the step and the days; Lambda logs what is thrown as well. */
export function reportFailure(error: unknown): void {
  count('RunsFailed', 1);
  logger.error('compaction failed', error instanceof Error ? error : new Error(String(error)));
}

function count(metric: CompactMetric, value: number): void {
  countAlways(metric, value);
}
