import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/environment.ts';
import { logger, metrics } from '../shared/observability.ts';
import { secretReader } from '../shared/secrets.ts';
import type { Answer } from './answer.ts';
import { CLAIM_CONCURRENCY } from './ingest.ts';
import { portsFor } from './ports.ts';
import { receive } from './receive.ts';

const environment = readEnvironment(RECEIVER_ENVIRONMENT, process.env);

/**
 * A call that hangs must leave time to try again, and the claims of a large delivery need a connection each. A put that
 * is given up may have been written: it is put again, and the views count it once.
 */
const connections = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true };
const clients = {
  dynamodb: new DynamoDBClient({ requestHandler: { ...connections, httpsAgent: { maxSockets: CLAIM_CONCURRENCY } } }),
  firehose: new FirehoseClient({ requestHandler: connections }),
  secrets: secretReader(new SecretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now),
};

/** API Gateway HTTP API, payload format 2.0. */
export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<Answer> {
  logger.addContext(context);
  try {
    const answer = await receive(event, portsFor(environment, clients, context));
    // A success has its line in the front door's access log, under the same id; a second one would cost as much again.
    if (answer.statusCode !== 200)
      logger.warn('refused', { deliveryId: event.requestContext.requestId, statusCode: answer.statusCode });
    return answer;
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
