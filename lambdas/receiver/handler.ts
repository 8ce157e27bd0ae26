import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/environment.ts';
import { logger, metrics } from '../shared/observability.ts';
import { secretReader } from '../shared/secrets.ts';
import type { Answer } from './answer.ts';
import { portsFor } from './ports.ts';
import { receive } from './receive.ts';

const environment = readEnvironment(RECEIVER_ENVIRONMENT, process.env);
const clients = {
  dynamodb: new DynamoDBClient(),
  firehose: new FirehoseClient(),
  secrets: secretReader(new SecretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now),
};

/** API Gateway HTTP API, payload format 2.0. */
export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<Answer> {
  logger.addContext(context);
  try {
    const answer = await receive(event, portsFor(environment, clients, context));
    logger.info('answered', { deliveryId: event.requestContext.requestId, statusCode: answer.statusCode });
    return answer;
  } finally {
    metrics.publishStoredMetrics();
  }
}
