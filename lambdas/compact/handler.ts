import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { COMPACT_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { COMPACTION_LEASE_KEY } from '../../domain/contracts/lake-layout.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { type Busy, type HeldLease, withLease } from '../aws/lease.ts';
import { leaseObjectPorts } from '../aws/lease-object.ts';
import { logger, metrics } from '../aws/observability.ts';
import { awsPorts } from './aws.ts';
import { compact } from './compact.ts';
import type { CompactionReport, CompactionRequest } from './ports.ts';
import { reportBusy, reportFailure, reportRun, together } from './report.ts';
import { readRequest } from './request.ts';
import { maintenanceStatements } from './statements.ts';

const environment = readEnvironment(COMPACT_ENVIRONMENT, process.env);
const { LAKE_BUCKET: bucket, WORKGROUP: workgroup, DATABASE: database } = environment;
const { OPEN_DAYS: openDays, DAYS_PER_RUN: daysPerRun } = environment;
const deleteSuperseded = environment.DELETE_SUPERSEDED === 'true';
const sqlFolder = join(import.meta.dirname, 'athena-sql');
const viewText = (path: string) => readFileSync(join(sqlFolder, `${path}.sql`), 'utf8');
const windowTexts = ['intermediate/int_reporting_events', 'staging/stg_reporting_settings'].map(viewText);
const s3 = new S3Client();
const leasePorts = leaseObjectPorts(s3, bucket, COMPACTION_LEASE_KEY);
const compaction = {
  ports: awsPorts(s3, new AthenaClient(), { bucket, workgroup, database }),
  settings: { bucket, openDays, daysPerRun, deleteSuperseded },
  statements: maintenanceStatements(sqlFolder),
  eventsView: viewText('staging/events'),
  windowViews: (nowMs: number) => windowTexts.map((text) => withLiterals(text, reportingLiterals(environment, nowMs))),
};

/** A lake that was never compacted has many days; what is left is for the next call. */
const TIME_FOR_ONE_MORE_MS = 8 * 60_000;

/** Lambda ends the function before its lease does, however little the clocks of two machines differ. */
const LEASE_MARGIN_MS = 10_000;

/** Of EventBridge’s schedule, or of `lake compact`. One run at a time: two could each switch a part of a day. */
export async function handler(event: unknown, context: Context): Promise<CompactionReport | Busy> {
  logger.addContext(context);
  try {
    const request = readRequest(event, Date.now());
    const untilMs = Date.now() + context.getRemainingTimeInMillis() + LEASE_MARGIN_MS;
    const wanted = { owner: context.awsRequestId, untilMs };
    const outcome = await withLease(leasePorts, wanted, (lease) => runs(lease, request, context));
    if ('done' in outcome) return outcome.done;
    reportBusy(outcome.busy);
    return outcome.busy;
  } catch (error) {
    reportFailure(error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
}

async function runs(lease: HeldLease, request: CompactionRequest, context: Context): Promise<CompactionReport> {
  const reports: CompactionReport[] = [];
  for (;;) {
    const report = await compact({ ...compaction, lease }, request);
    reportRun(report);
    reports.push(report);
    if (!report.hasMore || context.getRemainingTimeInMillis() < TIME_FOR_ONE_MORE_MS) return together(report, reports);
  }
}
