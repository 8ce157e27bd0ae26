import type { Context, SNSEvent } from 'aws-lambda';
import { INGEST_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { eventKeySecret, ingestClients, ingestPorts } from '../aws/ingest-ports.ts';
import { count, logger, metrics } from '../aws/observability.ts';
import { ingest } from '../ingest/ingest.ts';
import { type SocialPorts, takeMessage } from './handle-message.ts';

const environment = readEnvironment(INGEST_ENVIRONMENT, process.env);
const clients = ingestClients(environment);

/** The topic of AWS End User Messaging Social. SNS gives Lambda one message a call; the list is its format. */
export async function handler(event: SNSEvent, context: Context): Promise<void> {
  logger.addContext(context);
  try {
    for (const { Sns } of event.Records) await takeMessage(Sns, portsFor(context));
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}

function portsFor(context: Context): SocialPorts {
  return {
    eventKeySecret: () => eventKeySecret(environment, clients.secrets),
    ingest: (envelopes) => ingest(envelopes, ingestPorts(environment, clients, context)),
    count,
    nowMs: Date.now,
    apiVersion: environment.API_VERSION,
  };
}
