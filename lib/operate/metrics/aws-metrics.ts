/**
 * The AWS metrics that the stack reads: for each namespace the page that documents them, for each metric its dimension
 * (null: the whole account and region) and the statistics that the page recommends. Other names do not compile, because an
 * alarm on a metric that does not exist would never fire.
 */
export const AWS_METRICS = {
  'AWS/ApiGateway': {
    source: 'API Gateway Developer Guide, "Monitor CloudWatch metrics for HTTP APIs"',
    metrics: {
      Count: { dimension: 'ApiId', statistics: ['Sum'] },
      Latency: { dimension: 'ApiId', statistics: ['p50', 'p99'] },
      '5xx': { dimension: 'ApiId', statistics: ['Sum'] },
    },
  },
  'AWS/Lambda': {
    source: 'Lambda Developer Guide, "Types of metrics for Lambda functions"',
    metrics: {
      Invocations: { dimension: 'FunctionName', statistics: ['Sum'] },
      /** Including time-outs and out-of-memory errors, without throttles. */
      Errors: { dimension: 'FunctionName', statistics: ['Sum'] },
      Throttles: { dimension: 'FunctionName', statistics: ['Sum'] },
      /** Asynchronous events that Lambda gave up on, whether or not a destination received them. */
      AsyncEventsDropped: { dimension: 'FunctionName', statistics: ['Sum'] },
      DestinationDeliveryFailures: { dimension: 'FunctionName', statistics: ['Sum'] },
      /** Without a dimension: of all functions of the account in the region. */
      ConcurrentExecutions: { dimension: null, statistics: ['Maximum'] },
    },
  },
  'AWS/Firehose': {
    source:
      'Data Firehose Developer Guide, "Monitor with CloudWatch metrics" and "Best practices with CloudWatch Alarms"',
    metrics: {
      /** Age in seconds of the oldest record that is not delivered. */
      'DeliveryToS3.DataFreshness': { dimension: 'DeliveryStreamName', statistics: ['Maximum'] },
      'BackupToS3.DataFreshness': { dimension: 'DeliveryStreamName', statistics: ['Maximum'] },
      /** Share of puts that succeeded, 0 to 1. */
      'BackupToS3.Success': { dimension: 'DeliveryStreamName', statistics: ['Average'] },
      /** Share of invocations of the transform that succeeded, 0 to 1: errors, throttles and denied access lower it. */
      'ExecuteProcessing.Success': { dimension: 'DeliveryStreamName', statistics: ['Average'] },
      'FailedConversion.Records': { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
      /** 1 while more partitions are active than the quota allows, else 0. */
      PartitionCountExceeded: { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
      IncomingRecords: { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
      IncomingPutRequests: { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
      IncomingBytes: { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
      RecordsPerSecondLimit: { dimension: 'DeliveryStreamName', statistics: ['Minimum'] },
      PutRequestsPerSecondLimit: { dimension: 'DeliveryStreamName', statistics: ['Minimum'] },
      BytesPerSecondLimit: { dimension: 'DeliveryStreamName', statistics: ['Minimum'] },
      ThrottledRecords: { dimension: 'DeliveryStreamName', statistics: ['Sum'] },
    },
  },
  'AWS/DynamoDB': {
    source: 'DynamoDB Developer Guide, "DynamoDB metrics and dimensions"',
    metrics: {
      ConsumedWriteCapacityUnits: { dimension: 'TableName', statistics: ['Sum'] },
      WriteThrottleEvents: { dimension: 'TableName', statistics: ['Sum'] },
    },
  },
  'AWS/SQS': {
    source: 'SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"',
    metrics: { ApproximateNumberOfMessagesVisible: { dimension: 'QueueName', statistics: ['Maximum'] } },
  },
  'AWS/States': {
    source: 'Step Functions Developer Guide, "Monitoring Step Functions metrics using Amazon CloudWatch"',
    metrics: { ExecutionsFailed: { dimension: 'StateMachineArn', statistics: ['Sum'] } },
  },
} as const satisfies Readonly<Record<string, AwsNamespace>>;

interface AwsNamespace {
  readonly source: string;
  readonly metrics: Readonly<
    Record<string, { readonly dimension: string | null; readonly statistics: readonly string[] }>
  >;
}

export type AwsMetrics = typeof AWS_METRICS;
