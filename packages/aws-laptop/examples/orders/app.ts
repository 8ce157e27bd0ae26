/**
 * A small shop: orders come in by an HTTP API, go to a table, a queue and a stream; the queue's function packs them. It is
 * deployed as any CDK app is (`cdk deploy --app 'node examples/orders/app.ts'`); here it is run by `aws-laptop`.
 */
import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderLines } from './order-lines.ts';

const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(import.meta.dirname, 'cdk.out') });
const stack = new Stack(app, 'Orders');

const table = new TableV2(stack, 'OrderTable', { partitionKey: { name: 'id', type: AttributeType.STRING } });
const bucket = new Bucket(stack, 'Documents');
const dead = new Queue(stack, 'Unpackable');
const queue = new Queue(stack, 'ToPack', {
  visibilityTimeout: Duration.seconds(30),
  deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
});

const functionOf = (id: string, file: string, environment: Record<string, string> = {}) =>
  new NodejsFunction(stack, id, {
    entry: join(import.meta.dirname, 'functions', file),
    runtime: Runtime.NODEJS_24_X,
    timeout: Duration.seconds(10),
    environment,
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      mainFields: ['module', 'main'],
      bundleAwsSDK: true,
      banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });

const transform = functionOf('ToRows', 'to-rows.ts');
const lines = new OrderLines(stack, 'Lines', { bucket, transform });
new CfnWorkGroup(stack, 'Analysts', {
  name: 'analysts',
  workGroupConfiguration: { resultConfiguration: { outputLocation: bucket.s3UrlForObject('results/') } },
});

const takeOrder = functionOf('TakeOrder', 'take-order.ts', {
  TABLE: table.tableName,
  QUEUE_URL: queue.queueUrl,
  STREAM: lines.streamName,
});
table.grantReadWriteData(takeOrder);
queue.grantSendMessages(takeOrder);
lines.grantPut(takeOrder);

const packOrder = functionOf('PackOrder', 'pack-order.ts', { TABLE: table.tableName, BUCKET: bucket.bucketName });
table.grantReadWriteData(packOrder);
bucket.grantPut(packOrder);
packOrder.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));

const api = new HttpApi(stack, 'Shop');
const integration = new HttpLambdaIntegration('Take', takeOrder);
api.addRoutes({ path: '/orders', methods: [HttpMethod.POST], integration });
api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration });

new CfnOutput(stack, 'Url', { value: api.apiEndpoint });
new CfnOutput(stack, 'Table', { value: table.tableName });
new CfnOutput(stack, 'Bucket', { value: bucket.bucketName });
new CfnOutput(stack, 'DeadLetters', { value: dead.queueUrl });

app.synth();
