import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { EnvironmentText, INGEST_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import type { Settings } from '../settings.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import type { Claims } from './claims.ts';
import type { Secrets } from './secrets.ts';

/** What a function needs to put events on the stream. */
export interface IngestProps {
  /** The table of claims. */
  readonly claims: Claims;
  /** The live stream. */
  readonly stream: DeliveryStream;
  /** It reads the secret of the event keys; the receiver also those of the sources. */
  readonly secrets: Secrets;
  /** All settings of the stack. */
  readonly settings: Settings;
}

/** A lease ends a little after the owner's timeout, so that a lease never ends before its owner. */
const LEASE_MARGIN_SECONDS = 5;

/** The environment of a function that puts events on the stream; its timeout is `receiverTimeoutSeconds`. */
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

/** For single claims and for batches: PartiQL statements have their own actions. */
const CLAIM_ACTIONS = [
  'dynamodb:PutItem',
  'dynamodb:GetItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** Lets a function write claims, put records on the stream, and read the secret of the event keys. */
export function grantIngest(grantee: LakeFunction, { claims, stream, secrets }: IngestProps): void {
  claims.table.grant(grantee, ...CLAIM_ACTIONS);
  stream.grant(grantee, 'firehose:PutRecordBatch');
  secrets.eventKey.grantRead(grantee);
}
