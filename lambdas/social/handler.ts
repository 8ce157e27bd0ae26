import type { Context, SNSEvent } from 'aws-lambda';
import { INGEST_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { ingestClients } from '../aws/ingest-ports.ts';
import { logger, metrics } from '../aws/observability.ts';
import { socialPorts } from './aws.ts';
import { handleMessage } from './handle-message.ts';

const environment = readEnvironment(INGEST_ENVIRONMENT, process.env);
const clients = ingestClients(environment);

/** The topic of AWS End User Messaging Social. SNS gives Lambda one message a call; the list is its format. */
export async function handler(event: SNSEvent, context: Context): Promise<void> {
  logger.addContext(context);
  try {
    for (const { Sns } of event.Records) await handleMessage(Sns, socialPorts(environment, clients, context));
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
