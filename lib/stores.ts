import { Duration } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { RETAINED } from './retained.ts';
import type { Settings } from './settings.ts';

/** Below this prefix of the lake bucket lie the records that did not become rows; domain/lake-layout.ts has the others. */
export const FAILED_PREFIX = 'failed/';
/** Below this prefix of the lake bucket lies what was replayed of them: keys, line numbers and counts. */
export const REPLAYS_PREFIX = 'replays/';
/** Below this prefix of the sealed bucket lies what was received, as it was received. */
export const RAW_PREFIX = 'raw/';

/**
 * Where data lies. The lake is for analysts; the sealed bucket holds payloads with phone numbers in them under a key of
 * its own, for a short time. All of it outlives the stack.
 */
export class Stores extends Construct {
  readonly lakeKey: Key;
  readonly sealedKey: Key;
  readonly lake: Bucket;
  readonly sealed: Bucket;
  readonly results: Bucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const accessLogs = this.accessLogs(settings);
    const retained = { removalPolicy: RETAINED, enableKeyRotation: true };
    this.lakeKey = new Key(this, 'LakeKey', { ...retained, description: 'Rows of the WhatsApp event lake' });
    this.sealedKey = new Key(this, 'SealedKey', {
      ...retained,
      description: 'Payloads and secrets of the WhatsApp event lake',
    });
    this.lake = new Bucket(this, 'Lake', {
      ...closed(this.lakeKey, accessLogs, 'lake/'),
      // A compaction that switched to wrong manifests, or marked the wrong files, can be undone: docs/adr/0015.
      versioned: true,
      lifecycleRules: [
        { ...expireAfter(settings.failedRetentionDays, FAILED_PREFIX), noncurrentVersionExpiration: Duration.days(1) },
        { ...expireAfter(settings.failedRetentionDays, REPLAYS_PREFIX), noncurrentVersionExpiration: Duration.days(1) },
        FORMER_VERSIONS,
        ...superseded(settings),
      ],
    });
    this.sealed = new Bucket(this, 'Sealed', {
      ...closed(this.sealedKey, accessLogs, 'sealed/'),
      lifecycleRules: [expireAfter(settings.rawRetentionDays)],
    });
    this.results = new Bucket(this, 'Results', {
      ...closed(this.lakeKey, accessLogs, 'results/'),
      lifecycleRules: [expireAfter(7)],
    });
  }

  /** Server access logs: who read which object. S3 can deliver them to a bucket with S3's own encryption only. */
  private accessLogs(settings: Settings): Bucket {
    return new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RETAINED,
      lifecycleRules: [expireAfter(settings.logRetentionDays)],
    });
  }
}

function closed(encryptionKey: Key, serverAccessLogsBucket: Bucket, serverAccessLogsPrefix: string): BucketProps {
  return {
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    enforceSSL: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RETAINED,
    serverAccessLogsBucket,
    serverAccessLogsPrefix,
  };
}

/**
 * What was replaced or removed can be brought back for so long, whatever it was; where rules overlap the shorter time holds
 * ("Examples of overlapping filters and conflicting lifecycle actions", Amazon S3 User Guide).
 */
const FORMER_VERSIONS: LifecycleRule = {
  noncurrentVersionExpiration: Duration.days(30),
  expiredObjectDeleteMarker: true,
  abortIncompleteMultipartUploadAfter: Duration.days(7),
};

function expireAfter(days: number, prefix?: string) {
  return { expiration: Duration.days(days), abortIncompleteMultipartUploadAfter: Duration.days(7), prefix };
}

/** Files that newer generations replaced, which the compaction marks (lambdas/compact). Only where a setting says so. */
function superseded({ deleteSuperseded, supersededRetentionDays }: Settings): LifecycleRule[] {
  if (!deleteSuperseded) return [];
  return [{ expiration: Duration.days(supersededRetentionDays), tagFilters: { superseded: 'true' } }];
}
