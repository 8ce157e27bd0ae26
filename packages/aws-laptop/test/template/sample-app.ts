import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as athena from 'aws-cdk-lib/aws-athena';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as glue from 'aws-cdk-lib/aws-glue';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

/** Synthesises a small shop with one of everything the laptop stack stands in for; gives the cloud assembly's folder. */
export function synthSample(dir: string): string {
  const app = new cdk.App({ outdir: join(dir, 'cdk.out') });
  const stack = new cdk.Stack(app, 'SampleShop');
  const key = new kms.Key(stack, 'Key', { enableKeyRotation: true, alias: 'alias/shop' });
  const bucket = shopBucket(stack, key);
  const claims = claimsTable(stack);
  const secret = pepper(stack, key);
  const environment = { TABLE: claims.tableName, SECRET: secret.secretArn };
  const receiver = fn(stack, 'Receiver', dir, environment);
  const transform = fn(stack, 'Transform', dir, environment);
  const reader = fn(stack, 'SecretReader', dir, environment);
  claims.grantReadWriteData(receiver);
  secret.grantRead(receiver);
  secret.grantRead(reader);
  bucket.grantRead(receiver, 'raw/*');
  const database = new glue.Database(stack, 'Db', { databaseName: 'sample_shop' });
  const table = eventsTable(stack, database, bucket);
  const stream = eventStream(stack, bucket, key, transform, table);
  stream.grantPutRecords(receiver);
  receiver.addEnvironment('STREAM', stream.deliveryStreamName);
  const stage = frontDoor(stack, receiver);
  views(stack, bucket, database, fn(stack, 'ViewsFn', dir, {}));
  stream.metric('DeliveryToS3.DataFreshness').createAlarm(stack, 'Stale', { threshold: 900, evaluationPeriods: 1 });
  new cdk.CfnOutput(stack, 'WebhookUrl', { value: `${stage.url}webhooks/shop`, description: 'Paste into the shop' });
  app.synth();
  return app.outdir;
}

function shopBucket(scope: Construct, encryptionKey: kms.IKey): s3.Bucket {
  const encryption = s3.BucketEncryption.KMS;
  return new s3.Bucket(scope, 'Shop', {
    encryption,
    encryptionKey,
    enforceSSL: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  });
}

function claimsTable(scope: Construct): dynamodb.TableV2 {
  const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  return new dynamodb.TableV2(scope, 'Claims', {
    partitionKey: text('id'),
    timeToLiveAttribute: 'expiresAt',
    billing: dynamodb.Billing.onDemand({ maxWriteRequestUnits: 1000 }),
    globalSecondaryIndexes: [{ indexName: 'byOwner', partitionKey: text('owner') }],
  });
}

function pepper(scope: Construct, encryptionKey: kms.IKey): secrets.Secret {
  return new secrets.Secret(scope, 'Pepper', {
    encryptionKey,
    generateSecretString: { secretStringTemplate: '{"version":"1"}', generateStringKey: 'pepper', passwordLength: 40 },
  });
}

function fn(scope: Construct, id: string, dir: string, environment: Record<string, string>): lambda.Function {
  const folder = join(dir, 'bundles', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), `export const handler = async () => '${id}';\n`);
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(folder),
    tracing: lambda.Tracing.ACTIVE,
    logGroup: new logs.LogGroup(scope, `${id}Logs`),
    environment,
  });
}

function eventsTable(scope: Construct, database: glue.Database, bucket: s3.IBucket): glue.CfnTable {
  const table = new glue.S3Table(scope, 'Events', {
    database,
    tableName: 'events',
    storage: glue.S3TableStorage.fromBucket(bucket),
    s3Prefix: 'events/',
    columns: [{ name: 'event_key', type: glue.Schema.STRING }],
    partitionKeys: [{ name: 'dt', type: glue.Schema.STRING }],
    dataFormat: glue.DataFormat.PARQUET,
  }).node.defaultChild;
  if (table instanceof glue.CfnTable) return table;
  throw new Error('CDK no longer makes a CfnTable of an S3Table.');
}

function eventStream(
  scope: Construct,
  bucket: s3.IBucket,
  encryptionKey: kms.IKey,
  transform: lambda.IFunction,
  table: glue.CfnTable,
): firehose.DeliveryStream {
  const destination = new firehose.S3Bucket(bucket, {
    encryptionKey,
    dataOutputPrefix: 'events/dt=!{partitionKeyFromLambda:dt}/',
    errorOutputPrefix: 'failed/!{firehose:error-output-type}/',
    dynamicPartitioning: { enabled: true },
    bufferingInterval: cdk.Duration.seconds(60),
    bufferingSize: cdk.Size.mebibytes(64),
    processors: [new firehose.LambdaFunctionProcessor(transform)],
    dataFormatConversion: {
      schemaConfiguration: firehose.SchemaConfiguration.fromCfnTable(table),
      inputFormat: firehose.InputFormat.OPENX_JSON,
      outputFormat: firehose.OutputFormat.PARQUET,
    },
    s3Backup: { bucket, dataOutputPrefix: 'raw/', encryptionKey },
  });
  return new firehose.DeliveryStream(scope, 'Stream', {
    encryption: firehose.StreamEncryption.awsOwnedKey(),
    destination,
  });
}

function frontDoor(scope: Construct, receiver: lambda.IFunction): apigw.HttpStage {
  const httpApi = new apigw.HttpApi(scope, 'Api', { createDefaultStage: false });
  const integration = new HttpLambdaIntegration('Receive', receiver);
  httpApi.addRoutes({ path: '/webhooks/{source}', methods: [apigw.HttpMethod.POST], integration });
  const accessLog = new apigw.LogGroupLogDestination(new logs.LogGroup(scope, 'Access'));
  return new apigw.HttpStage(scope, 'Stage', {
    httpApi,
    autoDeploy: true,
    throttle: { rateLimit: 10, burstLimit: 20 },
    accessLogSettings: { destination: accessLog },
  });
}

function views(scope: Construct, bucket: s3.IBucket, database: glue.Database, onEventHandler: lambda.IFunction): void {
  const workgroup = new athena.CfnWorkGroup(scope, 'WorkGroup', {
    name: 'sample-shop',
    workGroupConfiguration: { resultConfiguration: { outputLocation: bucket.s3UrlForObject('athena/') } },
  });
  new cdk.CustomResource(scope, 'Views', {
    serviceToken: new Provider(scope, 'ViewsProvider', { onEventHandler }).serviceToken,
    resourceType: 'Custom::AthenaViews',
    properties: { workgroup: workgroup.ref, database: database.databaseName },
  });
}
