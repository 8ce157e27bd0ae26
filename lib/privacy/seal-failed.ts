import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EnvironmentText, SEAL_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import type { Stream } from '../ingest/stream.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import { FAILED_PREFIX, type Stores } from '../lake/stores.ts';
import type { Replay } from '../operate/replay.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';

/** A run stops by itself a minute before; the next run continues. */
const RUN_TIMEOUT = Duration.minutes(5);

export interface SealFailedProps extends Pick<LakeProps, 'stores' | 'settings'> {
  /** The live stream, whose roles write `failed/` and `raw/`. */
  readonly stream: Stream;
  /** The replay, which reads both and writes `failed/`. */
  readonly replay: Replay;
}

/**
 * Keeps payloads away from people who read rows (docs/adr/0016). Firehose can write failed records only to the lake
 * bucket. There they are denied to all but Firehose's roles, the reprocess function and this function, which moves them
 * to the sealed bucket within minutes.
 */
export class SealFailed extends Construct {
  readonly function: LakeFunction;

  constructor(scope: Construct, id: string, { stores, settings, stream, replay }: SealFailedProps) {
    super(scope, id);
    const environment: EnvironmentText<typeof SEAL_ENVIRONMENT> = {
      LAKE_BUCKET: stores.lake.bucketName,
      SEALED_BUCKET: stores.sealed.bucketName,
      FAILED_PREFIX,
    };
    this.function = new LakeFunction(this, 'Seal', {
      entry: 'lambdas/seal-failed/handler.ts',
      description: 'Failed records to the sealed bucket',
      timeout: RUN_TIMEOUT,
      memoryMiB: 512,
      environment,
      settings,
    });
    this.grant(stores);
    const readers = [replay.function, this.function].flatMap(({ role }) => role ?? []);
    stores.sealPayloads({
      ofFailed: [...readers, stream.role, replay.role],
      ofSealed: [...readers, stream.backupRole],
    });
    new Rule(this, 'Schedule', {
      description: 'Moves failed records of the event lake to the sealed bucket',
      schedule: Schedule.rate(Duration.minutes(settings.sealIntervalMinutes)),
      targets: [new LambdaFunction(this.function)],
    });
  }

  /** The function deletes from the lake bucket only, never from the sealed one. */
  private grant({ lake, sealed, lakeKey, sealedKey }: Stores): void {
    const allow = (actions: string[], resources: string[]) =>
      this.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(['s3:ListBucket'], [lake.bucketArn, sealed.bucketArn]);
    allow(['s3:GetObject', 's3:DeleteObject'], [lake.arnForObjects(`${FAILED_PREFIX}*`)]);
    allow(['s3:GetObject', 's3:PutObject'], [sealed.arnForObjects(`${FAILED_PREFIX}*`)]);
    for (const bucket of [lake, sealed]) {
      acknowledgeWildcard(
        this.function,
        objectsIn(bucket, `${FAILED_PREFIX}*`),
        'It moves every object below this one prefix; Firehose names the objects.',
      );
    }
    lakeKey.grant(this.function, 'kms:Decrypt');
    sealedKey.grant(this.function, 'kms:Decrypt', 'kms:GenerateDataKey');
  }
}
