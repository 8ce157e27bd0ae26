import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { REFRESH_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { Busy } from '../aws/lease.ts';
import { logger, metrics } from '../aws/observability.ts';
import { deployed } from './aws.ts';
import type { RefreshReport } from './refresh.ts';
import { reportAnswer, reportFailure, reportNoPages } from './report.ts';
import { readRequest } from './request.ts';
import { type Continues, refreshUnderLease } from './under-lease.ts';

const environment = readEnvironment(REFRESH_ENVIRONMENT, process.env);
const lake = deployed(environment, join(import.meta.dirname, 'athena-sql'));

/** Of EventBridge’s schedule, of the compaction, of `lake refresh`, or of itself. */
export async function handler(event: unknown, context: Context): Promise<RefreshReport | Continues | Busy> {
  logger.addContext(context);
  try {
    const timeLeftMs = () => context.getRemainingTimeInMillis();
    const { work, lease, call } = lake({ timeLeftMs, functionName: context.functionName });
    const answer = await refreshUnderLease(work, lease, readRequest(event), {
      ...call,
      startPages: () => call.startPages().catch(reportNoPages),
    });
    reportAnswer(answer);
    return answer;
  } catch (error) {
    reportFailure(error);
    throw error;
  } finally {
    metrics.publishStoredMetrics();
  }
}
