import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { PAGES } from '../../dashboard/pages.ts';
import { PAGES_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { logger, metrics } from '../aws/observability.ts';
import { pageFilePorts } from './aws.ts';
import { type PagesReport, writePages } from './pages.ts';
import { reportFailure, reportWritten } from './report.ts';
import { readRequest } from './request.ts';

const environment = readEnvironment(PAGES_ENVIRONMENT, process.env);
const files = {
  ports: pageFilePorts(environment, join(import.meta.dirname, 'athena-sql')),
  pages: PAGES,
  bucket: environment.REPORTS_BUCKET,
  refreshMinutes: environment.REFRESH_MINUTES,
};

/** Of `lake page`, or of the refresh. */
export async function handler(event: unknown, context: Context): Promise<PagesReport> {
  logger.addContext(context);
  try {
    const report = await writePages(files, readRequest(event, PAGES, environment.PAGE_LOCALE));
    reportWritten(report);
    return report;
  } catch (error) {
    reportFailure(error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
}
