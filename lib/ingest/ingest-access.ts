import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { EnvironmentText, INGEST_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import type { Settings } from '../settings.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import type { Claims } from './claims.ts';
import type { Secrets } from './secrets.ts';

/** What a function needs that puts events on the stream. */
export interface IngestProps {
  /** The table of events that were taken. */
  readonly claims: Claims;
  /** The live stream. */
  readonly stream: DeliveryStream;
  /** It reads the secret of the event keys; the receiver also those of the sources. */
  readonly secrets: Secrets;
  /** All settings of the stack. */
  readonly settings: Settings;
}

/** A lease ends a little after the longest run of its owner, so that no owner outlives its lease. */
const LEASE_MARGIN_SECONDS = 5;

/** The environment of such a function; its timeout is `receiverTimeoutSeconds`. */
export function ingestEnvironment({
  claims,
  stream,
  secrets,
  settings,
}: IngestProps): EnvironmentText<typeof INGEST_ENVIRONMENT> {
  return {
    CLAIMS_TABLE: claims.table.tableName,
    STREAM_NAME: stream.deliveryStreamName,
    EVENT_KEY_SECRET: secrets.eventKey.secretArn,
    API_VERSION: settings.apiVersion,
    LEASE_SECONDS: String(settings.receiverTimeoutSeconds + LEASE_MARGIN_SECONDS),
    CLAIM_TTL_DAYS: String(settings.claimTtlDays),
    SECRET_CACHE_SECONDS: String(settings.secretCacheSeconds),
  };
}

/** A claim alone, and claims in batches: PartiQL's statements have actions of their own. */
const CLAIM_ACTIONS = [
  'dynamodb:PutItem',
  'dynamodb:GetItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** It may claim, put, and read the secret of the event keys. */
export function grantIngest(grantee: LakeFunction, { claims, stream, secrets }: IngestProps): void {
  claims.table.grant(grantee, ...CLAIM_ACTIONS);
  stream.grant(grantee, 'firehose:PutRecordBatch');
  secrets.eventKey.grantRead(grantee);
}
