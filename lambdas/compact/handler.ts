import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { COMPACT_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { Busy } from '../aws/lease.ts';
import { logger, metrics } from '../aws/observability.ts';
import { deployed } from './aws.ts';
import type { CompactionReport } from './compact.ts';
import { reportBusy, reportFailure, reportNoRefresh, reportRun } from './report.ts';
import { readRequest } from './request.ts';
import { compactUnderLease } from './under-lease.ts';

const environment = readEnvironment(COMPACT_ENVIRONMENT, process.env);
const { compaction, lease, startRefresh } = deployed(environment, join(import.meta.dirname, 'athena-sql'));

/** Of EventBridge’s schedule, or of `lake compact`. */
export async function handler(event: unknown, context: Context): Promise<CompactionReport | Busy> {
  logger.addContext(context);
  try {
    const answer = await compactUnderLease(compaction, lease, readRequest(event, Date.now()), {
      requestId: context.awsRequestId,
      timeLeftMs: () => context.getRemainingTimeInMillis(),
      onRun: reportRun,
      startRefresh: () => startRefresh().catch(reportNoRefresh),
    });
    if ('heldBy' in answer) reportBusy(answer);
    return answer;
  } catch (error) {
    reportFailure(error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
}
