import type { PagesMetric } from '../../domain/contracts/operations.ts';
import { countAlways, logger } from '../aws/observability.ts';
import type { PagesReport } from './pages.ts';

/** Counts what was written, and logs each file as one line. */
export function reportWritten(report: PagesReport): void {
  const files = 'files' in report ? report.files : [report];
  count('PagesWritten', files.length);
  count('RunsFailed', 0);
  for (const file of files) logger.info('page written', { ...file });
}

/** The page is written all the same, and says that this is missing. */
export function reportUnanswered(statement: string, reason: string): void {
  count('StatementsFailed', 1);
  logger.warn('statement not answered', { statement, reason });
}

/** Its message names the page; Lambda logs what is thrown as well. */
export function reportFailure(error: unknown): void {
  count('RunsFailed', 1);
  logger.error('pages not written', error instanceof Error ? error : new Error(String(error)));
}

function count(metric: PagesMetric, value: number): void {
  countAlways(metric, value);
}
