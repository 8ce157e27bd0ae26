import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { COMPACT_ENVIRONMENT, readEnvironment } from '../../domain/environment.ts';
import { withLiterals } from '../shared/literals.ts';
import { logger, metrics } from '../shared/observability.ts';
import { reportingLiterals } from '../shared/reporting.ts';
import { awsPorts } from './aws-ports.ts';
import { compact } from './compact.ts';
import type { CompactionReport } from './ports.ts';
import { reportFailure, reportRun } from './report.ts';
import { readRequest } from './request.ts';
import { maintenanceStatements } from './statements.ts';

const environment = readEnvironment(COMPACT_ENVIRONMENT, process.env);
const { LAKE_BUCKET: bucket, WORKGROUP: workgroup, DATABASE: database } = environment;
const { OPEN_DAYS: openDays, DAYS_PER_RUN: daysPerRun } = environment;
const deleteSuperseded = environment.DELETE_SUPERSEDED === 'true';
const sqlFolder = join(import.meta.dirname, 'athena-sql');
const stagingView = (name: string) => readFileSync(join(sqlFolder, 'staging', `${name}.sql`), 'utf8');
const windowTexts = ['reporting_events', 'reporting_settings'].map(stagingView);
const compaction = {
  ports: awsPorts(new S3Client(), new AthenaClient(), { bucket, workgroup, database }),
  settings: { bucket, openDays, daysPerRun, deleteSuperseded },
  statements: maintenanceStatements(sqlFolder),
  eventsView: stagingView('events'),
  windowViews: (nowMs: number) => windowTexts.map((text) => withLiterals(text, reportingLiterals(environment, nowMs))),
};

/** A lake that was never compacted has many days; what is left is for the next call. */
const TIME_FOR_ONE_MORE_MS = 8 * 60_000;

/** Of EventBridge’s schedule, or of `lake compact`. */
export async function handler(event: unknown, context: Context): Promise<CompactionReport> {
  logger.addContext(context);
  try {
    const request = readRequest(event, Date.now());
    for (;;) {
      const report = await compact(compaction, request);
      reportRun(report);
      if (!report.hasMore || context.getRemainingTimeInMillis() < TIME_FOR_ONE_MORE_MS) return report;
    }
  } catch (error) {
    reportFailure(error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
}
