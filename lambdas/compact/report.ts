import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CompactMetric } from '../../domain/contracts/operations.ts';
import type { Busy } from '../aws/lease.ts';
import { logger, metrics } from '../aws/observability.ts';
import type { CompactionReport } from './ports.ts';

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

/** What all runs of one call did: the state is the last one's, days, rows and files are those of each. */
export function together(last: CompactionReport, all: readonly CompactionReport[]): CompactionReport {
  const sum = (of: (report: CompactionReport) => number) => all.reduce((total, report) => total + of(report), 0);
  return {
    ...last,
    days: all.flatMap(({ days }) => days),
    rows: sum(({ rows }) => rows),
    filesBefore: sum(({ filesBefore }) => filesBefore),
    filesAfter: sum(({ filesAfter }) => filesAfter),
  };
}

/** Another run is at it, which is nobody's mistake: no metric, for the other counts. */
export function reportBusy(busy: Busy): void {
  logger.info('another compaction is at it', { ...busy });
}

/** Its message names the step and the days; Lambda logs what is thrown as well. */
export function reportFailure(error: unknown): void {
  count('RunsFailed', 1);
  logger.error('compaction failed', error instanceof Error ? error : new Error(String(error)));
}

function count(metric: CompactMetric, value: number): void {
  metrics.addMetric(metric, MetricUnit.Count, value);
}
