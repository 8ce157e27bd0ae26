import { CfnResource, Duration, RemovalPolicies, Size, Stack } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Role } from 'aws-cdk-lib/aws-iam';
import {
  DeliveryStream,
  EnableLogging,
  type IDestination,
  InputFormat,
  LambdaFunctionProcessor,
  OutputFormat,
  S3Bucket,
  SchemaConfiguration,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { EnvironmentText, TRANSFORM_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { EVENTS_PREFIX } from '../../domain/contracts/lake-layout.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import { FAILED_PREFIX } from '../lake/stores.ts';
import type { Settings } from '../settings.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledge } from '../shared/security.ts';
import { checkRetries } from './retries.ts';
import type { Secrets } from './secrets.ts';
import { backedUp, backupRole } from './source-backup.ts';
import { streamRole } from './stream-role.ts';

/** Parquet conversion needs a buffer of at least 64 MiB, dynamic partitioning of at most 128 MiB. */
const FILE_SIZE = Size.mebibytes(128);
/** Firehose waits for a transform of up to 5 minutes; a batch of 1 MiB takes well under a second. */
const TRANSFORM_TIMEOUT = Duration.seconds(60);
/** Rows may be larger than their records, and a Lambda response is limited to 6 MB: 1 MiB leaves room (docs/adr/0019). */
const TRANSFORM_BATCH = Size.mebibytes(1);
const TRANSFORM_MEMORY_MIB = 1024;

export interface StreamProps extends LakeProps {
  /** The transform reads the pepper. */
  readonly secrets: Secrets;
}

/** Takes envelopes; writes Parquet by day and family, failed records with their payload, and the source as received. */
export class Stream extends Construct {
  readonly transform: LakeFunction;
  readonly stream: DeliveryStream;
  /** The role that delivers. */
  readonly role: Role;
  /** The role that writes `raw/`. */
  readonly backupRole: Role;

  constructor(scope: Construct, id: string, { stores, catalog, secrets, settings }: StreamProps) {
    super(scope, id);
    this.transform = transformFunction(this, secrets, settings);
    const made = lakeStream(this, { stores, catalog, settings, transform: this.transform, keepsSource: true });
    if (made.backup === undefined) throw new Error('The live stream has no role for its source backup.');
    ({ stream: this.stream, role: this.role, backup: this.backupRole } = { ...made, backup: made.backup });
    acknowledge(
      Stack.of(this),
      'CloudFormation-Validate::W7001',
      'The CDK’s delivery stream adds a mapping of Firehose’s addresses to the stack, which only VPC destinations use.',
    );
  }
}

export interface LakeStreamProps extends LakeProps {
  /** The function that turns records into rows. */
  readonly transform: LakeFunction;
  /** Whether records are kept under `raw/` as received. */
  readonly keepsSource: boolean;
}

export interface LakeStream {
  readonly stream: DeliveryStream;
  /** The role that delivers. */
  readonly role: Role;
  /** The role that writes the source backup, if there is one. */
  readonly backup: Role | undefined;
}

/** A stream that makes rows. The live stream and the replay stream write rows and failures to the same places. */
export function lakeStream(scope: Construct, props: LakeStreamProps): LakeStream {
  const { stores, catalog, settings, transform, keepsSource } = props;
  checkRetries(settings.transformRetries, TRANSFORM_TIMEOUT.toSeconds());
  const logs = logGroup(scope, settings);
  const role = streamRole(scope, props, logs);
  const destination = new S3Bucket(stores.lake, {
    // Without the grants that CDK would add to the role's own policy.
    role: role.withoutPolicyUpdates(),
    loggingConfig: new EnableLogging(logs),
    dataOutputPrefix: `${EVENTS_PREFIX}dt=!{partitionKeyFromLambda:dt}/family=!{partitionKeyFromLambda:family}/`,
    errorOutputPrefix: `${FAILED_PREFIX}!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/`,
    bufferingInterval: Duration.seconds(settings.bufferSeconds),
    bufferingSize: FILE_SIZE,
    encryptionKey: stores.lakeKey,
    dynamicPartitioning: { enabled: true },
    processors: [
      new LambdaFunctionProcessor(transform, {
        bufferInterval: Duration.seconds(60),
        bufferSize: TRANSFORM_BATCH,
        retries: settings.transformRetries,
      }),
    ],
    dataFormatConversion: {
      schemaConfiguration: SchemaConfiguration.fromCfnTable(catalog.eventRows.node.defaultChild as CfnTable),
      inputFormat: InputFormat.OPENX_JSON,
      outputFormat: OutputFormat.PARQUET,
    },
  });
  const backup = keepsSource ? backupRole(scope, stores, logs) : undefined;
  const stream = new DeliveryStream(scope, 'Stream', {
    destination: backup ? keepingSource(destination, props, logs, backup) : destination,
    encryption: StreamEncryption.awsOwnedKey(),
  });
  // Nothing is written before the bucket policies seal the payloads.
  for (const policy of [stores.lake.policy, stores.sealed.policy]) if (policy) dependOn(stream, policy);
  return { stream, role, backup };
}

function dependOn(
  { node: { defaultChild: stream } }: DeliveryStream,
  { node: { defaultChild: policy } }: BucketPolicy,
) {
  if (CfnResource.isCfnResource(stream) && CfnResource.isCfnResource(policy)) stream.addResourceDependency(policy);
}

function keepingSource(
  destination: IDestination,
  { stores, settings }: LakeStreamProps,
  logs: LogGroup,
  role: Role,
): IDestination {
  return backedUp(destination, { stores, logs, bufferSeconds: settings.bufferSeconds, role });
}

/** Firehose logs here what it could not deliver. */
function logGroup(scope: Construct, settings: Settings): LogGroup {
  const group = new LogGroup(scope, 'DeliveryLogs', { retention: settings.logRetentionDays });
  // Also the log streams that CDK adds, which would otherwise remain after a failed creation.
  RemovalPolicies.of(group).apply(RETAINED);
  return group;
}

function transformFunction(scope: Construct, secrets: Secrets, settings: Settings): LakeFunction {
  const environment: EnvironmentText<typeof TRANSFORM_ENVIRONMENT> = {
    PEPPER_SECRET: secrets.pepper.secretArn,
    DEFAULT_COUNTRY: settings.defaultCountry,
    RELEASED_FIELDS: JSON.stringify(settings.releasedFields),
    LEFT_OUT_EVENT_TYPES: JSON.stringify(settings.leftOutEventTypes),
    SECRET_CACHE_SECONDS: String(settings.secretCacheSeconds),
  };
  const transform = new LakeFunction(scope, 'Transform', {
    entry: 'lambdas/transform/handler.ts',
    description: 'Envelopes to rows: normalise, pseudonymise, version, partition',
    timeout: TRANSFORM_TIMEOUT,
    memoryMiB: TRANSFORM_MEMORY_MIB,
    ...(settings.transformConcurrency > 0 ? { reservedConcurrency: settings.transformConcurrency } : {}),
    environment,
    settings,
  });
  secrets.pepper.grantRead(transform);
  return transform;
}
