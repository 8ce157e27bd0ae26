import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { EnvironmentText, REPROCESS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { lakeStream } from '../ingest/stream.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import { FAILED_PREFIX, RAW_PREFIX, REPLAYS_PREFIX, type Stores } from '../lake/stores.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';
import { replayStateMachine } from './replay-map.ts';

export interface ReplayProps extends LakeProps {
  /** The transform of the live stream, so that a replay makes the same rows as live traffic. */
  readonly transform: LakeFunction;
}

/** A run stops by itself 20 s before. People wait for a run that they start by hand, so it is short. */
const RUN_TIMEOUT = Duration.minutes(2);

/**
 * Reprocesses raw or failed records. It has its own stream, without source backup, so that a replay neither slows live
 * traffic nor grows `raw/`. It bypasses the claims, which would reject replayed events as duplicates.
 */
export class Replay extends Construct {
  readonly stream: DeliveryStream;
  /** The role that delivers. */
  readonly role: Role;
  readonly function: LakeFunction;
  /** Replays many objects of `raw/` at once. */
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: ReplayProps) {
    super(scope, id);
    ({ stream: this.stream, role: this.role } = lakeStream(this, { ...props, keepsSource: false }));
    this.function = this.reprocessFunction(props);
    this.grant(props.stores);
    this.stateMachine = replayStateMachine(this, { ...props, reprocess: this.function });
  }

  private reprocessFunction({ stores, settings }: ReplayProps): LakeFunction {
    const environment: EnvironmentText<typeof REPROCESS_ENVIRONMENT> = {
      RAW_BUCKET: stores.sealed.bucketName,
      RAW_PREFIX,
      FAILED_BUCKET: stores.lake.bucketName,
      FAILED_PREFIX,
      REPLAYS_PREFIX,
      STREAM_NAME: this.stream.deliveryStreamName,
      RECORDS_PER_RUN: String(settings.replayRecordsPerRun),
    };
    return new LakeFunction(this, 'Reprocess', {
      entry: 'lambdas/reprocess/handler.ts',
      description: 'raw/ and failed/ to the replay stream, run by run',
      timeout: RUN_TIMEOUT,
      memoryMiB: 1024,
      environment,
      settings,
    });
  }

  /** The function reads `raw/` and both places of `failed/`, writes notes on replays, and puts on its own stream. It deletes nothing. */
  private grant({ lake, sealed, lakeKey, sealedKey }: Stores): void {
    const allow = (actions: string[], resources: string[]) =>
      this.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(['s3:ListBucket'], [lake.bucketArn, sealed.bucketArn]);
    allow(
      ['s3:GetObject'],
      [
        sealed.arnForObjects(`${RAW_PREFIX}*`),
        sealed.arnForObjects(`${FAILED_PREFIX}*`),
        lake.arnForObjects(`${FAILED_PREFIX}*`),
        lake.arnForObjects(`${REPLAYS_PREFIX}*`),
      ],
    );
    allow(['s3:PutObject'], [lake.arnForObjects(`${REPLAYS_PREFIX}*`)]);
    lakeKey.grant(this.function, 'kms:Decrypt', 'kms:GenerateDataKey');
    sealedKey.grant(this.function, 'kms:Decrypt');
    this.stream.grant(this.function, 'firehose:PutRecordBatch');
    for (const objects of [
      objectsIn(sealed, `${RAW_PREFIX}*`),
      objectsIn(sealed, `${FAILED_PREFIX}*`),
      objectsIn(lake, `${FAILED_PREFIX}*`),
      objectsIn(lake, `${REPLAYS_PREFIX}*`),
    ]) {
      acknowledgeWildcard(this.function, objects, 'Firehose and the time of a replay name the objects.');
    }
  }
}
