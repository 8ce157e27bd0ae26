import { Duration } from 'aws-cdk-lib';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import type { EnvironmentText, RECEIVER_ENVIRONMENT } from '../domain/environment.ts';
import type { Claims } from './claims.ts';
import { LakeFunction } from './lake-function.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** A lease ends a little after the longest run of its owner, so that no owner outlives its lease. */
const LEASE_MARGIN_SECONDS = 5;

export interface ReceiverProps {
  readonly claims: Claims;
  readonly stream: DeliveryStream;
  readonly secrets: Secrets;
  readonly settings: Settings;
}

/** Verifies, splits, claims, publishes, confirms, answers. It may read its secrets, claim, and put; nothing else. */
export class Receiver extends Construct {
  readonly function: LakeFunction;

  constructor(scope: Construct, id: string, { claims, stream, secrets, settings }: ReceiverProps) {
    super(scope, id);
    const environment: EnvironmentText<typeof RECEIVER_ENVIRONMENT> = {
      CLAIMS_TABLE: claims.table.tableName,
      STREAM_NAME: stream.deliveryStreamName,
      EVENT_KEY_SECRET: secrets.eventKey.secretArn,
      SOURCE_SECRETS: JSON.stringify(
        Object.fromEntries([...secrets.ofSource].map(([name, secret]) => [name, secret.secretArn])),
      ),
      API_VERSION: settings.apiVersion,
      LEASE_SECONDS: String(settings.receiverTimeoutSeconds + LEASE_MARGIN_SECONDS),
      CLAIM_TTL_DAYS: String(settings.claimTtlDays),
      SECRET_CACHE_SECONDS: String(settings.secretCacheSeconds),
    };
    this.function = new LakeFunction(this, 'Receiver', {
      entry: 'lambdas/receiver/handler.ts',
      description: 'Webhooks to the stream: verify, split, claim, publish, confirm',
      timeout: Duration.seconds(settings.receiverTimeoutSeconds),
      memoryMiB: settings.receiverMemoryMiB,
      environment,
      settings,
    });
    claims.table.grant(
      this.function,
      'dynamodb:PutItem',
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    );
    stream.grant(this.function, 'firehose:PutRecordBatch');
    for (const secret of [...secrets.ofSource.values(), secrets.eventKey]) secret.grantRead(this.function);
  }
}
