import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { CfnDeliveryStream, IDestination } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { RAW_PREFIX, type Stores } from '../lake/stores.ts';
import { acknowledgeObjects, bucketStatements, firehoseOf } from './stream-role.ts';

/** Firehose's maximum buffer size. */
const BUFFER_MIB = 128;

export interface SourceBackupProps {
  /** The backup goes to the sealed bucket. */
  readonly stores: Stores;
  /** Firehose logs here what it could not write. */
  readonly logs: LogGroup;
  /** Seconds that Firehose gathers records before it writes a file; 0 to 900. */
  readonly bufferSeconds: number;
  /** The role that writes: `backupRole`. */
  readonly role: Role;
}

/**
 * The role that writes `raw/`. It is separate from the delivery role: if one of them loses its permissions, the other
 * still writes its copy of acknowledged events.
 * Source: Amazon Data Firehose Developer Guide, "Controlling access", "Grant Firehose access to an Amazon S3 destination".
 */
export function backupRole(scope: Construct, { sealed, sealedKey }: Stores, logs: LogGroup): Role {
  const statements = [
    ...bucketStatements(sealed, sealedKey, [RAW_PREFIX]),
    new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] }),
  ];
  const role = new Role(scope, 'BackupRole', {
    description: 'Writes the source backup of the event lake',
    assumedBy: firehoseOf(Stack.of(scope).account),
    inlinePolicies: { Backup: new PolicyDocument({ statements }) },
  });
  acknowledgeObjects(role, sealed, [RAW_PREFIX]);
  return role;
}

/** Adds a backup of the source records to a destination. CDK's own backup cannot have a separate role. */
export function backedUp(destination: IDestination, props: SourceBackupProps): IDestination {
  return {
    bind(scope, options) {
      const { extendedS3DestinationConfiguration: main, ...others } = destination.bind(scope, options);
      if (main === undefined) throw new Error('A source backup needs an S3 destination.');
      const s3BackupConfiguration = backupOf(props);
      return {
        ...others,
        extendedS3DestinationConfiguration: { ...main, s3BackupMode: 'Enabled', s3BackupConfiguration },
      };
    },
  };
}

function backupOf({
  stores,
  logs,
  bufferSeconds,
  role,
}: SourceBackupProps): CfnDeliveryStream.S3DestinationConfigurationProperty {
  return {
    bucketArn: stores.sealed.bucketArn,
    roleArn: role.roleArn,
    prefix: `${RAW_PREFIX}dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/`,
    errorOutputPrefix: `${RAW_PREFIX}errors/!{firehose:error-output-type}/`,
    bufferingHints: { intervalInSeconds: bufferSeconds, sizeInMBs: BUFFER_MIB },
    compressionFormat: 'GZIP',
    encryptionConfiguration: { kmsEncryptionConfig: { awskmsKeyArn: stores.sealedKey.keyArn } },
    cloudWatchLoggingOptions: {
      enabled: true,
      logGroupName: logs.logGroupName,
      logStreamName: logs.addStream('S3Backup').logStreamName,
    },
  };
}
