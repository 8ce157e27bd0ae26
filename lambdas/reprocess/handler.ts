import { FirehoseClient } from '@aws-sdk/client-firehose';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { REPROCESS_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import { readReplayRequest } from '../../domain/contracts/replay/request.ts';
import { logger, metrics } from '../aws/observability.ts';
import { replayPorts } from './aws.ts';
import { replay } from './replay.ts';
import { reportRun } from './report.ts';

const environment = readEnvironment(REPROCESS_ENVIRONMENT, process.env);
const clients = { s3: new S3Client(), firehose: new FirehoseClient() };

/** Puts what `raw/` or `failed/` holds on the replay stream: one run, which the next goes on from. */
export async function handler(event: unknown, context: Context): Promise<ReplayAnswer> {
  logger.addContext(context);
  try {
    const request = readReplayRequest(event);
    const answer = await replay(request, replayPorts(environment, clients, context));
    reportRun(request, answer);
    return answer;
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
