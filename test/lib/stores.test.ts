import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../domain/sources/registry.ts';
import { testStack } from './template.ts';

const { stack, template, resourceOf, ofType } = testStack({
  rawRetentionDays: 21,
  failedRetentionDays: 7,
  reportRetentionDays: 5,
});
const { lake, sealed, results, reports, lakeKey, sealedKey } = stack.stores;
const BUCKETS = Object.entries(ofType('AWS::S3::Bucket'));

test('there are five buckets: lake, sealed, results, reports and access logs', () => {
  expect(BUCKETS).toHaveLength(5);
});

describe('every bucket', () => {
  test.each(BUCKETS)('%s is retained', (_id, bucket) => {
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });

  test.each(BUCKETS)('%s blocks public access', (_id, bucket) => {
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  test.each(BUCKETS)('%s denies requests without TLS', (id) => {
    const denial = Match.objectLike({
      Action: 's3:*',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: id },
      PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([denial]) }),
    });
  });

  test.each(BUCKETS)('%s expires incomplete uploads', (_id, bucket) => {
    const { Rules } = Object(bucket.Properties.LifecycleConfiguration);
    expect(Rules).not.toEqual([]);
    for (const rule of Rules) expect(rule).toMatchObject({ AbortIncompleteMultipartUpload: expect.anything() });
    const ends = Rules.map(
      (rule: Record<string, unknown>) => rule.ExpirationInDays ?? rule.NoncurrentVersionExpiration,
    );
    for (const end of ends) expect(end).toBeDefined();
  });
});

describe('a data bucket is encrypted with a key of the stack', () => {
  test.each([
    ['lake', lake, lakeKey],
    ['sealed', sealed, sealedKey],
    ['results', results, lakeKey],
    ['reports', reports, lakeKey],
  ])('%s', (_name, bucket, key) => {
    const [rule] = [resourceOf(bucket).Properties.BucketEncryption];
    expect(rule).toMatchObject({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: stack.resolve(key.keyArn) },
        },
      ],
    });
  });

  test('payloads and rows have different keys', () => {
    expect(stack.resolve(sealedKey.keyArn)).not.toEqual(stack.resolve(lakeKey.keyArn));
  });

  test('only the access log bucket has S3-managed encryption, because S3 can write logs to no other', () => {
    const managed = BUCKETS.filter(([, bucket]) =>
      JSON.stringify(bucket.Properties.BucketEncryption).includes('AES256'),
    );
    expect(managed.map(([id]) => id)).toEqual([expect.stringContaining('AccessLogs')]);
  });
});

test('reads of data objects are logged', () => {
  for (const bucket of [lake, sealed, results, reports]) {
    expect(resourceOf(bucket).Properties.LoggingConfiguration).toMatchObject({ LogFilePrefix: expect.any(String) });
  }
});

test('keys are retained and rotate', () => {
  for (const key of Object.values(ofType('AWS::KMS::Key'))) {
    expect(key).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { EnableKeyRotation: true } });
  }
});

test('personal data expires as the settings say, and rows never expire', () => {
  expect(resourceOf(sealed).Properties.LifecycleConfiguration).toMatchObject({
    Rules: [{ ExpirationInDays: 21 }, { ExpirationInDays: 7, Prefix: 'failed/' }],
  });
  expect(resourceOf(lake).Properties.LifecycleConfiguration).toMatchObject({
    Rules: [
      { ExpirationInDays: 7, Prefix: 'failed/', NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      { ExpirationInDays: 14, Prefix: 'replays/', NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      { ExpiredObjectDeleteMarker: true },
      { Prefix: 'refreshed/', NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ],
  });
  const [, , rest, refreshed] = Object(resourceOf(lake).Properties.LifecycleConfiguration).Rules;
  // The refresh removes what nobody reads any more; what is current has no age at which it would be wrong.
  for (const rule of [refreshed, rest]) expect(rule).not.toHaveProperty('ExpirationInDays');
});

test('pages expire as the setting says', () => {
  expect(resourceOf(reports).Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 5 }] });
});

describe('replaced and deleted objects in the lake', () => {
  test('can be restored for 30 days, to undo a wrong compaction', () => {
    expect(resourceOf(lake).Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    const rules: Record<string, unknown>[] = Object(resourceOf(lake).Properties.LifecycleConfiguration).Rules;
    const whole = rules.filter(({ Prefix, TagFilters }) => Prefix === undefined && TagFilters === undefined);
    expect(whole).toEqual([expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } })]);
  });

  test('are gone a day after their expiry if they may hold personal data', () => {
    const rules: Record<string, unknown>[] = Object(resourceOf(lake).Properties.LifecycleConfiguration).Rules;
    for (const rule of rules.filter(({ Prefix }) => Prefix !== undefined)) {
      expect(rule).toMatchObject({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } });
    }
  });

  test('exist in no other bucket: payloads and results are gone when they expire', () => {
    const versioned = BUCKETS.filter(([, { Properties }]) => Properties.VersioningConfiguration !== undefined);
    expect(versioned).toHaveLength(1);
  });
});

test('payloads stay sealed after the stack is deleted: the bucket policies are retained', () => {
  for (const bucket of [lake, sealed]) {
    if (bucket.policy === undefined) throw new Error('The bucket has no policy.');
    expect(resourceOf(bucket.policy)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  }
});

test('the claims table is retained, expires claims, and is keyed by the event', () => {
  expect(resourceOf(stack.claims.table)).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      KeySchema: [{ AttributeName: 'event_key', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    },
  });
});

test('secrets are retained, encrypted with the sealed key, and generated only', () => {
  const secrets = Object.values(ofType('AWS::SecretsManager::Secret'));
  expect(secrets).toHaveLength(SOURCES.length + 2);
  for (const secret of secrets) {
    expect(secret).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { KmsKeyId: stack.resolve(sealedKey.keyArn) },
    });
    expect(secret.Properties).not.toHaveProperty('SecretString');
  }
});
