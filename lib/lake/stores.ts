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
import type { Settings } from '../settings.ts';
import { RETAINED } from '../shared/retained.ts';

/**
 * Below this prefix lie the records that did not become rows: of the lake bucket where Firehose writes them, of the sealed
 * bucket minutes later (docs/adr/0016). domain/lake-layout.ts has the other prefixes.
 */
export const FAILED_PREFIX = 'failed/';
/** Below this prefix of the lake bucket lies what was replayed of them: keys, line numbers and counts. */
export const REPLAYS_PREFIX = 'replays/';
/** Below this prefix of the sealed bucket lies what was received, as it was received. */
export const RAW_PREFIX = 'raw/';

/** How much longer than failed records the markers of their replays are kept; they hold no personal data. */
const MARKER_MARGIN_DAYS = 7;

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
        // What was moved to the sealed bucket leaves a former version, which is denied as well and gone a day later.
        { ...expireAfter(settings.failedRetentionDays, FAILED_PREFIX), noncurrentVersionExpiration: Duration.days(1) },
        // A failed object's age counts from its move: its marker is there until it has gone.
        {
          ...expireAfter(settings.failedRetentionDays + MARKER_MARGIN_DAYS, REPLAYS_PREFIX),
          noncurrentVersionExpiration: Duration.days(1),
        },
        FORMER_VERSIONS,
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
  }

  /**
   * Lets these roles alone read and write payloads, whatever other policies allow. Whoever may change a bucket's policy
   * can still open it: nobody is locked out for good. Keys can be listed; they hold no payload. The policies stay with
   * their buckets when the stack is deleted.
   */
  sealPayloads({ ofFailed, ofSealed }: { readonly ofFailed: readonly IRole[]; readonly ofSealed: readonly IRole[] }) {
    this.lake.addToResourcePolicy(sealed(this.lake.arnForObjects(`${FAILED_PREFIX}*`), ofFailed));
    this.sealed.addToResourcePolicy(sealed(this.sealed.arnForObjects('*'), ofSealed));
    for (const { policy } of [this.lake, this.sealed]) {
      policy?.applyRemovalPolicy(RETAINED);
    }
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

/**
 * A role's sessions carry the role's own ARN as aws:PrincipalArn; a call without that key, as one that is not signed, is
 * denied too. Source: IAM User Guide, "AWS global condition context keys".
 */
function sealed(objects: string, roles: readonly IRole[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'PayloadsAreSealed',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    // Reading in every form, versions, tags and copies included; and writing, so that nobody plants a record to replay.
    actions: ['s3:GetObject*', 's3:PutObject*'],
    resources: [objects],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles.map(({ roleArn }) => roleArn) } },
  });
}

function expireAfter(days: number, prefix?: string) {
  return { expiration: Duration.days(days), abortIncompleteMultipartUploadAfter: Duration.days(7), prefix };
}

/** Files that newer generations replaced, which the compaction marks (lambdas/compact). Only where a setting says so. */
function superseded({ deleteSuperseded, supersededRetentionDays }: Settings): LifecycleRule[] {
  if (!deleteSuperseded) return [];
  return [{ expiration: Duration.days(supersededRetentionDays), tagFilters: { superseded: 'true' } }];
}
