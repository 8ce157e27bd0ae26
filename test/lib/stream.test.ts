import { CfnElement } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { COLUMNS, PARTITION_COLUMNS } from '../../domain/event/columns.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { testStack } from './template.ts';

const { stack, template, resourceOf, ofType } = testStack({ bufferSeconds: 120 });
function cfn({ node }: IConstruct): CfnElement {
  if (CfnElement.isCfnElement(node.defaultChild)) return node.defaultChild;
  throw new Error(`${node.path} is no resource.`);
}

const { lake, sealed, lakeKey } = stack.stores;
const stream = resourceOf(stack.stream.stream).Properties;
const destination = { ...Object(stream.ExtendedS3DestinationConfiguration) };
const [table] = Object.values(ofType('AWS::Glue::Table'));
const tableInput = { ...Object(table?.Properties.TableInput) };

describe('the stream', () => {
  test('takes direct puts and is encrypted', () => {
    expect(Object.keys(ofType('AWS::KinesisFirehose::DeliveryStream'))).toHaveLength(2);
    expect(stream).toMatchObject({
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    });
  });

  test('writes to the partition of the lake that the transform names', () => {
    expect(destination).toMatchObject({
      BucketARN: stack.resolve(lake.bucketArn),
      DynamicPartitioningConfiguration: { Enabled: true },
      Prefix: 'events/dt=!{partitionKeyFromLambda:dt}/family=!{partitionKeyFromLambda:family}/',
      ErrorOutputPrefix: 'failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
      BufferingHints: { IntervalInSeconds: 120, SizeInMBs: 128 },
      EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: stack.resolve(lakeKey.keyArn) } },
    });
  });

  test('names exactly the partition columns of the table', () => {
    const named = [...String(destination.Prefix).matchAll(/(\w+)=!\{partitionKeyFromLambda:(\w+)\}/g)];
    expect(named.map(([, column, key]) => [column, key])).toEqual(PARTITION_COLUMNS.map(({ name }) => [name, name]));
  });

  test('sends every record through the transform', () => {
    expect(destination.ProcessingConfiguration).toMatchObject({ Enabled: true, Processors: [{ Type: 'Lambda' }] });
    const parameters = destination.ProcessingConfiguration.Processors[0].Parameters;
    const given = new Map<string, unknown>(
      parameters.map((one: Record<string, unknown>) => [one.ParameterName, one.ParameterValue]),
    );
    expect(given.get('LambdaArn')).toEqual(stack.resolve(stack.stream.transform.functionArn));
    expect([given.get('BufferSizeInMBs'), given.get('NumberOfRetries')]).toEqual(['1', '300']);
  });

  test('backs up the source records to the sealed bucket', () => {
    expect(destination.S3BackupMode).toBe('Enabled');
    expect(destination.S3BackupConfiguration).toMatchObject({
      BucketARN: stack.resolve(sealed.bucketArn),
      Prefix: 'raw/dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/',
      EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: stack.resolve(stack.stores.sealedKey.keyArn) } },
    });
  });

  test('backs up with a separate role, which may write only raw/; the delivery role may not', () => {
    const { RoleARN } = destination.S3BackupConfiguration;
    expect(RoleARN).not.toEqual(destination.RoleARN);
    const { backupRole, role } = stack.stream;
    expect(RoleARN).toEqual(stack.resolve(backupRole.roleArn));
    expect(destination.RoleARN).toEqual(stack.resolve(role.roleArn));
    const policiesOf = (one: typeof role) => JSON.stringify(Object(resourceOf(one).Properties).Policies);
    expect(policiesOf(backupRole)).toContain('/raw/*"');
    const sealedId = JSON.stringify(stack.resolve(sealed.bucketArn));
    expect(policiesOf(backupRole)).toContain(sealedId);
    expect(policiesOf(role)).not.toContain(sealedId);
  });

  test('writes Parquet with the table’s schema', () => {
    expect(destination.DataFormatConversionConfiguration).toMatchObject({
      Enabled: true,
      InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: expect.anything() } },
      OutputFormatConfiguration: { Serializer: { ParquetSerDe: expect.anything() } },
      SchemaConfiguration: { TableName: { Ref: Object.keys(ofType('AWS::Glue::Table'))[0] } },
    });
  });
});

test('the replay stream equals the live one, except for name, role, log and source backup', () => {
  const replay = resourceOf(stack.replay.stream).Properties;
  const { S3BackupConfiguration: _backup, S3BackupMode: _mode, ...live } = destination;
  const plain = (value: unknown) =>
    JSON.stringify(value).replace(
      /"(?:Replay)?(?:Stream)?(?:StreamRole|StreamS3Destination|DeliveryLogs)\w+"/g,
      '"own"',
    );
  expect(plain(replay.ExtendedS3DestinationConfiguration)).toBe(plain(live));
});

test('no stream is created before its bucket policies', () => {
  const policies = [lake, sealed].flatMap(({ policy }) => policy ?? []);
  for (const one of [stack.stream.stream, stack.replay.stream]) {
    const { DependsOn } = template.toJSON().Resources[stack.getLogicalId(cfn(one))];
    expect(DependsOn).toEqual(expect.arrayContaining(policies.map((policy) => stack.getLogicalId(cfn(policy)))));
  }
});

test('Firehose assumes a stream’s role for this account only', () => {
  for (const role of [stack.stream.role, stack.replay.role]) {
    const trust = Object(resourceOf(role).Properties.AssumeRolePolicyDocument).Statement;
    const account = { Ref: 'AWS::AccountId' };
    expect(trust.map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([
      { StringEquals: { 'aws:SourceAccount': account } },
      { StringEquals: { 'sts:ExternalId': account } },
    ]);
  }
});

describe('the table', () => {
  test('has the columns of the list, in order, each with a comment', () => {
    const expected = COLUMNS.map(({ name, type, meaning }) => ({ Name: name, Type: type, Comment: meaning }));
    expect(tableInput.StorageDescriptor.Columns).toEqual(expected);
    expect(tableInput.PartitionKeys.map(({ Name }: { Name: string }) => Name)).toEqual(['dt', 'family']);
  });

  test('is located where the stream writes', () => {
    expect(JSON.stringify(tableInput.StorageDescriptor.Location)).toMatch(/\/events\/"/);
    expect(JSON.stringify(tableInput.StorageDescriptor.InputFormat)).toContain('Parquet');
  });

  test('projects its partitions, one day ahead included', () => {
    expect(tableInput.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd',
      'projection.dt.range': '2024-01-01,NOW+1DAYS',
      'projection.family.type': 'enum',
      'projection.family.values': FAMILIES.join(','),
    });
  });
});

// "Controlling access" of the Firehose guide names a version in the function's ARN; IAM matches the whole of it.
test.each(['stream', 'replay'] as const)('the role of %s invokes the transform, with and without $LATEST', (part) => {
  const { Policies } = resourceOf(stack[part].role).Properties;
  const transform = stack.resolve(stack.stream.transform.functionArn);
  expect(Policies).toMatchObject([
    {
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Action: expect.arrayContaining(['lambda:InvokeFunction']),
            Resource: [transform, { 'Fn::Join': ['', [transform, ':$LATEST']] }],
          }),
        ]),
      },
    },
  ]);
});

test('the workgroup enforces its settings and the scan limit on every query', () => {
  template.hasResourceProperties('AWS::Athena::WorkGroup', {
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 100 * 1024 ** 3,
      ResultConfiguration: {
        OutputLocation: { 'Fn::Join': ['', ['s3://', Match.anyValue(), '/']] },
        EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' },
      },
    },
  });
});
