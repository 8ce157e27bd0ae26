import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { ingestClients } from '../aws/ingest-ports.ts';
import { logger, metrics } from '../aws/observability.ts';
import type { Answer } from './answer.ts';
import { receiverPorts } from './aws.ts';
import { receive } from './receive.ts';
import { receiverReport } from './report.ts';

const environment = readEnvironment(RECEIVER_ENVIRONMENT, process.env);
const clients = ingestClients(environment);
const report = receiverReport(Date.now);

/** API Gateway HTTP API, payload format 2.0. */
export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<Answer> {
  logger.addContext(context);
  try {
    const answer = await receive(event, { ...receiverPorts(environment, clients, context), count: report.count });
    report.answered(event.requestContext.requestId, answer);
    return answer;
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
