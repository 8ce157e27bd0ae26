import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import * as glue from 'aws-cdk-lib/aws-glue';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import { readTable } from '../../src/firehose/glue.ts';
import { readStreams } from '../../src/firehose/streams.ts';
import { templateOf, temporaryFolder } from './support.ts';

function synthesise(outdir: string): {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
} {
  const stack = new Stack(new App({ outdir }), 'Test');
  const bucket = new s3.Bucket(stack, 'Shop', { encryptionKey: new kms.Key(stack, 'Key') });
  const database = new glue.Database(stack, 'Database', { databaseName: 'shop' });
  const table = new glue.S3Table(stack, 'Table', {
    database,
    tableName: 'events',
    dataFormat: glue.DataFormat.PARQUET,
    columns: [{ name: 'price', type: glue.Schema.decimal(18, 6) }],
    partitionKeys: [{ name: 'dt', type: glue.Schema.DATE }],
  });
  const transform = new lambda.Function(stack, 'Transform', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {}'),
  });
  new firehose.DeliveryStream(stack, 'Stream', {
    encryption: firehose.StreamEncryption.awsOwnedKey(),
    destination: new firehose.S3Bucket(bucket, destinationProps(table, transform)),
  });
  return App.of(stack)?.synth().getStackByName('Test').template;
}

function destinationProps(table: glue.S3Table, transform: lambda.Function): firehose.S3BucketProps {
  const cfnTable = table.node.defaultChild;
  if (!(cfnTable instanceof glue.CfnTable)) throw new Error('The table has no CfnTable.');
  return {
    dataOutputPrefix: 'events/dt=!{partitionKeyFromLambda:dt}/',
    errorOutputPrefix: 'failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
    bufferingInterval: Duration.seconds(60),
    bufferingSize: Size.mebibytes(64),
    encryptionKey: new kms.Key(table.stack, 'StreamKey'),
    dynamicPartitioning: { enabled: true, retryDuration: Duration.seconds(300) },
    processors: [new firehose.LambdaFunctionProcessor(transform, { bufferSize: Size.mebibytes(1), retries: 3 })],
    dataFormatConversion: {
      schemaConfiguration: firehose.SchemaConfiguration.fromCfnTable(cfnTable),
      inputFormat: firehose.InputFormat.OPENX_JSON,
      outputFormat: firehose.OutputFormat.PARQUET,
    },
    s3Backup: { mode: firehose.BackupMode.ALL, dataOutputPrefix: 'raw/', compression: firehose.Compression.GZIP },
  };
}

/** Stands in for the template reader: what matters here is which properties there are. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [[name, argument] = ['', '']] = entries;
  if (name === 'Ref') return String(argument).startsWith('Database') ? 'shop' : 'events';
  if (name === 'Fn::GetAtt') return 'arn:aws:s3:::anything';
  return Object.fromEntries(entries.map(([key, member]) => [key, resolved(member)]));
}

test('what CDK’s own constructs emit is accepted', async () => {
  const { folder, remove } = await temporaryFolder();
  const { Resources } = synthesise(folder);
  await remove();
  const resources = Object.entries(Resources).map(([logicalId, { Type, Properties = {} }]) => ({
    logicalId,
    type: Type,
    properties: Object.fromEntries(Object.entries(Properties).map(([key, value]) => [key, resolved(value)])),
    ref: logicalId,
    arn: '',
  }));
  const template = templateOf(resources);
  const [stream] = readStreams(template);
  expect(stream).toMatchObject({
    dynamicPartitioning: true,
    processor: { retries: 3, buffering: { sizeBytes: 1024 * 1024 } },
    conversion: { database: 'shop', table: 'events' },
    backup: { gzip: true },
  });
  expect(readTable(template, 'shop', 'events').columns).toEqual([
    { name: 'price', type: { kind: 'decimal', precision: 18, scale: 6 } },
  ]);
});
