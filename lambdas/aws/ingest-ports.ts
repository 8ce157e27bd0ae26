import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { INGEST_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { SecretError } from '../../domain/contracts/secret-error.ts';
import { jsonText } from '../../domain/shared/json-text.ts';
import type { IngestPorts } from '../ingest/slice.ts';
import { SLICE_LIMITS } from '../ingest/slices.ts';
import { machineTiming, type Timing } from '../ingest/timing.ts';
import { CLAIM_CONCURRENCY, dynamoClaims } from './claims.ts';
import { firehosePublisher } from './firehose.ts';
import { logger } from './observability.ts';
import { type SecretReader, secretReader } from './secrets.ts';
import { secretsProvider } from './secrets-provider.ts';

export type IngestEnvironment = ReturnType<typeof readEnvironment<typeof INGEST_ENVIRONMENT>>;

export interface IngestClients {
  readonly dynamodb: DynamoDBClient;
  readonly firehose: FirehoseClient;
  readonly secrets: SecretReader;
}

/**
 * A call that hangs must leave time to try again, and claims that are made one by one need a connection each. A put that
 * is given up may have been written: it is put again, and the views count it once.
 */
const CONNECTIONS = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true };

/**
 * The SDK makes a call of DynamoDB's four times: at 4 s each, a claim that hangs would outlast the function (15 s), and
 * nobody would release it. It takes milliseconds otherwise, and made twice it is still one claim.
 */
const CLAIM_CONNECTIONS = {
  ...CONNECTIONS,
  requestTimeout: 1_000,
  httpsAgent: { maxSockets: CLAIM_CONCURRENCY },
};

/** The clients of a function that puts events on the stream; one set for all its requests. */
export function ingestClients(environment: IngestEnvironment): IngestClients {
  return {
    dynamodb: new DynamoDBClient({ requestHandler: CLAIM_CONNECTIONS }),
    firehose: new FirehoseClient({ requestHandler: CONNECTIONS }),
    secrets: secretReader(secretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now, ({ message }) =>
      logger.error('secret not refreshed', { problem: message }),
    ),
  };
}

/** What must be left of the function's time when publishing gives up: to release the claims and to answer. */
const SETTLE_MS = 2_000;

/** Claims and stream as one request sees them. */
export function ingestPorts(
  environment: IngestEnvironment,
  clients: IngestClients,
  context: Context,
  timing: Timing = machineTiming,
): IngestPorts {
  const timeLeftMs = () => context.getRemainingTimeInMillis() - SETTLE_MS;
  return {
    claims: dynamoClaims(clients.dynamodb, {
      table: environment.CLAIMS_TABLE,
      // The id leads to the run's log lines; it is not the run's alone (see ClaimSettings).
      owner: `${context.awsRequestId}/${randomUUID()}`,
      leaseSeconds: environment.LEASE_SECONDS,
      ttlDays: environment.CLAIM_TTL_DAYS,
      nowMs: timing.nowMs,
    }),
    publish: firehosePublisher(clients.firehose, {
      stream: environment.STREAM_NAME,
      deadlineMs: () => timing.nowMs() + timeLeftMs(),
      timing,
      onFailure: (codes) => logger.warn('records refused by the stream', { records: codes.length, code: codes[0] }),
    }),
    sleep: timing.sleep,
    timeLeftMs,
    sliceLimits: SLICE_LIMITS,
    onClaimErrors: (step, codes) => logger.warn('claim step failed', { step, claims: codes.length, code: codes[0] }),
  };
}

const eventKeyText = jsonText(z.object({ secret: z.string().check(z.minLength(32)) }));

/** The secret of the event keys. Throws, without quoting it, when its form is wrong. */
export async function eventKeySecret(environment: IngestEnvironment, secrets: SecretReader): Promise<string> {
  const parsed = z.safeParse(eventKeyText, await secrets.read(environment.EVENT_KEY_SECRET));
  if (parsed.success) return parsed.data.secret;
  throw new SecretError(
    'The event key secret must be {"secret": "<at least 32 characters>"}. It is made with the stack; never change it.',
  );
}
