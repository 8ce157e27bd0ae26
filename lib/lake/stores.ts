import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
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
import { REFRESHED_PREFIX } from '../../domain/contracts/lake-layout.ts';
import type { Settings } from '../settings.ts';
import { RETAINED } from '../shared/retained.ts';

/**
 * Prefix of records that did not become rows. Firehose writes them to the lake bucket; within minutes they are moved to
 * the sealed bucket (docs/adr/0016). The other prefixes: domain/contracts/lake-layout.ts.
 */
export const FAILED_PREFIX = 'failed/';
/** Prefix in the lake bucket of notes on replayed failed records: keys, line numbers and counts. */
export const REPLAYS_PREFIX = 'replays/';
/** Prefix in the sealed bucket of payloads as received. */
export const RAW_PREFIX = 'raw/';

/** Notes on replays are kept this much longer than failed records; they hold no personal data. */
const MARKER_MARGIN_DAYS = 7;

/**
 * The buckets and their keys. The lake bucket is for analysts. The sealed bucket holds payloads, which contain phone
 * numbers, under its own key and for a short time. All of them are retained when the stack is deleted.
 */
export class Stores extends Construct {
  readonly lakeKey: Key;
  readonly sealedKey: Key;
  readonly lake: Bucket;
  readonly sealed: Bucket;
  readonly results: Bucket;
  /** Pages as files: sums, no messages and no persons. */
  readonly reports: Bucket;

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
      // So that a wrong compaction (what it remembers, or files marked for deletion) can be undone: docs/adr/0015.
      versioned: true,
      lifecycleRules: [
        // A record moved to the sealed bucket leaves a noncurrent version, which is denied as well and expires a day later.
        { ...expireAfter(settings.failedRetentionDays, FAILED_PREFIX), noncurrentVersionExpiration: Duration.days(1) },
        // The age of a failed object counts from its move, so its notes are kept until it has expired.
        {
          ...expireAfter(settings.failedRetentionDays + MARKER_MARGIN_DAYS, REPLAYS_PREFIX),
          noncurrentVersionExpiration: Duration.days(1),
        },
        FORMER_VERSIONS,
        REMOVED_GENERATIONS,
        ...superseded(settings),
      ],
    });
    this.sealed = new Bucket(this, 'Sealed', {
      ...closed(this.sealedKey, accessLogs, 'sealed/'),
      lifecycleRules: [
        expireAfter(settings.rawRetentionDays),
        expireAfter(settings.failedRetentionDays, FAILED_PREFIX),
      ],
    });
    this.results = new Bucket(this, 'Results', {
      ...closed(this.lakeKey, accessLogs, 'results/'),
      lifecycleRules: [expireAfter(7)],
    });
    this.reports = new Bucket(this, 'Reports', {
      ...closed(this.lakeKey, accessLogs, 'reports/'),
      lifecycleRules: [expireAfter(settings.reportRetentionDays)],
    });
  }

  /**
   * Lets only these roles read and write payloads, whatever other policies allow. Whoever may change a bucket policy can
   * lift this, so nobody is locked out for good. Object keys can be listed; they hold no payload. The policies stay with
   * their buckets when the stack is deleted.
   */
  sealPayloads({ ofFailed, ofSealed }: { readonly ofFailed: readonly IRole[]; readonly ofSealed: readonly IRole[] }) {
    this.lake.addToResourcePolicy(sealed(this.lake.arnForObjects(`${FAILED_PREFIX}*`), ofFailed));
    this.sealed.addToResourcePolicy(sealed(this.sealed.arnForObjects('*'), ofSealed));
    for (const { policy } of [this.lake, this.sealed]) {
      policy?.applyRemovalPolicy(RETAINED);
    }
  }

  /** Server access logs: who read which object. S3 delivers them only to a bucket with S3-managed encryption. */
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
 * Replaced and deleted objects can be restored for this long. Where rules overlap, the shorter time applies ("Examples of
 * overlapping filters and conflicting lifecycle actions", Amazon S3 User Guide).
 */
const FORMER_VERSIONS: LifecycleRule = {
  noncurrentVersionExpiration: Duration.days(30),
  expiredObjectDeleteMarker: true,
  abortIncompleteMultipartUploadAfter: Duration.days(7),
};

/** The refresh removes generations that nobody reads any more. They can be computed again, so nothing is kept of them. */
const REMOVED_GENERATIONS: LifecycleRule = {
  prefix: REFRESHED_PREFIX,
  noncurrentVersionExpiration: Duration.days(1),
  abortIncompleteMultipartUploadAfter: Duration.days(1),
};

/**
 * Sessions of a role carry the role's ARN as `aws:PrincipalArn`. A request without that key, such as an unsigned one, is
 * denied too. Source: IAM User Guide, "AWS global condition context keys".
 */
function sealed(objects: string, roles: readonly IRole[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'PayloadsAreSealed',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    // Every kind of read, including versions, tags and copies; and writes, so that nobody can plant a record for a replay.
    actions: ['s3:GetObject*', 's3:PutObject*'],
    resources: [objects],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles.map(({ roleArn }) => roleArn) } },
  });
}

function expireAfter(days: number, prefix?: string) {
  return { expiration: Duration.days(days), abortIncompleteMultipartUploadAfter: Duration.days(7), prefix };
}

/** Expires files that the compaction replaced and tagged (lambdas/compact). Only with the setting. */
function superseded({ deleteSuperseded, supersededRetentionDays }: Settings): LifecycleRule[] {
  if (!deleteSuperseded) return [];
  return [{ expiration: Duration.days(supersededRetentionDays), tagFilters: { superseded: 'true' } }];
}
