import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { readEnvironment, SEAL_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { logger, metrics } from '../aws/observability.ts';
import { sealPorts } from './aws.ts';
import { reportRun } from './report.ts';
import { seal } from './seal.ts';

const environment = readEnvironment(SEAL_ENVIRONMENT, process.env);
const s3 = new S3Client();

/** Of EventBridge's schedule: moves failed records to the sealed bucket. Throws when an object could not be moved. */
export async function handler(_event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  try {
    reportRun(await seal(sealPorts(environment, s3, context)));
  } finally {
    metrics.publishStoredMetrics();
  }
}
