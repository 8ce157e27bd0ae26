import type { Context } from 'aws-lambda';
import { eventKeySecret, type IngestClients, type IngestEnvironment, ingestPorts } from '../aws/ingest-ports.ts';
import { count } from '../aws/observability.ts';
import { ingest } from '../ingest/ingest.ts';
import type { SocialPorts } from './handle-message.ts';

/** The world as one call sees it. */
export function socialPorts(environment: IngestEnvironment, clients: IngestClients, context: Context): SocialPorts {
  return {
    eventKeySecret: () => eventKeySecret(environment, clients.secrets),
    ingest: (envelopes) => ingest(envelopes, ingestPorts(environment, clients, context)),
    count,
    nowMs: Date.now,
    apiVersion: environment.API_VERSION,
  };
}
