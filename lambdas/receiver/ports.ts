import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { RECEIVER_ENVIRONMENT, readEnvironment } from '../../domain/environment.ts';
import { jsonText } from '../../domain/json-text.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { logger, metrics } from '../shared/observability.ts';
import type { SecretReader } from '../shared/secrets.ts';
import { dynamoClaims } from './claims.ts';
import { ingest } from './ingest.ts';
import { firehosePublisher } from './publish.ts';
import type { ReceiverPorts } from './receive.ts';

type Environment = ReturnType<typeof readEnvironment<typeof RECEIVER_ENVIRONMENT>>;

interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly firehose: FirehoseClient;
  readonly secrets: SecretReader;
}

/** What must be left of the function's time when publishing gives up: to release the claims and to answer. */
const SETTLE_MS = 2_000;

/** The world as one request sees it. */
export function portsFor(environment: Environment, clients: Clients, context: Context): ReceiverPorts {
  return {
    source: sourceNamed,
    credentials: (source) => credentials(environment, clients.secrets, source),
    async freshCredentials(source) {
      const refreshed = await clients.secrets.refresh(secretIdOf(environment, source));
      return refreshed ? credentials(environment, clients.secrets, source) : null;
    },
    eventKeySecret: () => eventKeySecret(environment, clients.secrets),
    ingest: (envelopes) => ingest(envelopes, ingestPorts(environment, clients, context)),
    count: (metric, value) => metrics.addMetric(metric, MetricUnit.Count, value),
    nowMs: Date.now,
    apiVersion: environment.API_VERSION,
  };
}

function ingestPorts(environment: Environment, clients: Clients, context: Context) {
  return {
    claims: dynamoClaims(clients.dynamodb, {
      table: environment.CLAIMS_TABLE,
      owner: context.awsRequestId,
      leaseSeconds: environment.LEASE_SECONDS,
      ttlDays: environment.CLAIM_TTL_DAYS,
      nowMs: Date.now,
    }),
    publish: firehosePublisher(clients.firehose, {
      stream: environment.STREAM_NAME,
      deadlineMs: () => Date.now() + context.getRemainingTimeInMillis() - SETTLE_MS,
      nowMs: Date.now,
      onFailure: (codes) => logger.warn('records refused by the stream', { records: codes.length, code: codes[0] }),
    }),
    onClaimError: (step: string, code: string) => logger.warn('claim step failed', { step, code }),
  };
}

const credentialsText = jsonText(z.record(z.string(), z.string()));

async function credentials(environment: Environment, secrets: SecretReader, source: Source): Promise<Credentials> {
  const parsed = z.safeParse(credentialsText, await secrets.read(secretIdOf(environment, source)));
  if (parsed.success) return parsed.data;
  throw new Error(`The secret of source "${source.name}" is not a JSON object of texts. Set it again.`);
}

function secretIdOf(environment: Environment, source: Source): string {
  const secretId = environment.SOURCE_SECRETS[source.name];
  if (secretId === undefined) throw new Error(`SOURCE_SECRETS names no secret for source "${source.name}".`);
  return secretId;
}

const eventKeyText = jsonText(z.object({ secret: z.string().check(z.minLength(32)) }));

async function eventKeySecret(environment: Environment, secrets: SecretReader): Promise<string> {
  const parsed = z.safeParse(eventKeyText, await secrets.read(environment.EVENT_KEY_SECRET));
  if (parsed.success) return parsed.data.secret;
  throw new Error(
    'The event key secret must be {"secret": "<at least 32 characters>"}. It is made with the stack; never change it.',
  );
}
