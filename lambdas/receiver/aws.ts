import type { Context } from 'aws-lambda';
import type { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { SecretError } from '../../domain/contracts/secret-error.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { readSecretText } from '../../domain/sources/shared/secret-text.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { eventKeySecret, type IngestClients, ingestPorts } from '../aws/ingest-ports.ts';
import { logger } from '../aws/observability.ts';
import type { SecretReader } from '../aws/secrets.ts';
import { ingest } from '../ingest/ingest.ts';
import type { ReceiverPorts } from './receive.ts';

type Environment = ReturnType<typeof readEnvironment<typeof RECEIVER_ENVIRONMENT>>;

/** The world as one request sees it. */
export function receiverPorts(
  environment: Environment,
  clients: IngestClients,
  context: Context,
): Omit<ReceiverPorts, 'count'> {
  return {
    source: sourceNamed,
    credentials: (source) => credentials(environment, clients.secrets, source),
    async freshCredentials(source) {
      const refreshed = await clients.secrets.refresh(secretIdOf(environment, source));
      return refreshed ? credentials(environment, clients.secrets, source) : null;
    },
    eventKeySecret: () => eventKeySecret(environment, clients.secrets),
    ingest: (envelopes) => ingest(envelopes, ingestPorts(environment, clients, context)),
    onSecretError: ({ message }) => logger.error('secret unusable', { problem: message }),
    nowMs: Date.now,
    apiVersion: environment.API_VERSION,
    publicBaseUrl: environment.PUBLIC_BASE_URL,
  };
}

async function credentials(environment: Environment, secrets: SecretReader, source: Source): Promise<Credentials> {
  const read = readSecretText(await secrets.read(secretIdOf(environment, source)));
  if (read !== null) return read;
  throw new SecretError(`The secret of source "${source.name}" is not a JSON object. Set it again.`);
}

function secretIdOf(environment: Environment, source: Source): string {
  const secretId = environment.SOURCE_SECRETS[source.name];
  if (secretId === undefined) throw new Error(`SOURCE_SECRETS names no secret for source "${source.name}".`);
  return secretId;
}
