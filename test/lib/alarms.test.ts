import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AWS_METRICS } from '../../lib/operate/metrics/aws-metrics.ts';
import type { Settings } from '../../lib/settings.ts';
import { expectDocumented } from './documented-metrics.ts';
import { type AlarmProperties, alarmValue, breaches, type Query, queriesOf } from './metric-math.ts';
import { testStack } from './template.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';
/** With every alarm. */
const SETTINGS = {
  stackName: 'Lake',
  alarmTopicArn: TOPIC,
  socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events',
  noTrafficHours: 12,
  bufferSeconds: 600,
} satisfies Partial<Settings>;
const { stack, resourceOf, ofType } = testStack(SETTINGS);
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

function alarmsOf(test: Pick<ReturnType<typeof testStack>, 'ofType'>): readonly AlarmProperties[] {
  return Object.values(test.ofType('AWS::CloudWatch::Alarm')).map(({ Properties }) => Object(Properties));
}

const alarms = alarmsOf({ ofType });
const ON_SILENCE = ['Lake-NoTraffic', 'Lake-RefreshOverdue', 'Lake-CompactionOverdue', 'Lake-SealFailedOverdue'];

function alarm(name: string, among = alarms): AlarmProperties {
  return among.find(({ AlarmName }) => AlarmName === `Lake-${name}`) ?? expect.unreachable(`no alarm ${name}`);
}

function metricsOf(one: AlarmProperties): readonly NonNullable<Query['MetricStat']>[] {
  return queriesOf(one).flatMap(({ MetricStat }) => MetricStat ?? []);
}

test('there are about ten alarms, with names that never change', () => {
  expect(alarms.map(({ AlarmName }) => AlarmName).toSorted()).toEqual([
    'Lake-CapacityNearQuota',
    'Lake-CompactionOverdue',
    'Lake-DataQuality',
    'Lake-DeadLetters',
    'Lake-DeliveryLag',
    'Lake-FailedRecords',
    'Lake-NoTraffic',
    'Lake-ReceiverErrors',
    'Lake-ReceiverSlow',
    'Lake-RefreshOverdue',
    'Lake-RefusedDeliveries',
    'Lake-SealFailedOverdue',
    'Lake-SourceBackup',
    'Lake-TransformFailing',
  ]);
});

test('without socialTopicArn and noTrafficHours there are no alarms for them', () => {
  const names = alarmsOf(testStack({ stackName: 'Lake' })).map(({ AlarmName }) => AlarmName);
  expect(names).toHaveLength(12);
  for (const name of ['Lake-NoTraffic', 'Lake-DeadLetters']) expect(names).not.toContain(name);
});

describe.each(alarms)('$AlarmName', (one) => {
  test('describes the condition, the first step and its entry in the runbook', () => {
    const { AlarmDescription } = one;
    const [, when, heading] = /^(.+\.) .+\. docs\/runbook\.md, "(.+)"\.$/.exec(AlarmDescription) ?? [];
    expect(when).toMatch(/\d|one|in 2 of 3/);
    expect(runbook).toContain(`\n## ${heading}\n`);
    expect(AlarmDescription.length).toBeLessThanOrEqual(1_024);
  });

  test('notifies the topic when it starts and when it ends', () => {
    expect(one).toMatchObject({ AlarmActions: [TOPIC], OKActions: [TOPIC] });
  });

  // CloudWatch API Reference, PutMetricAlarm, "Metrics": 10 metrics and 10 expressions.
  test('reads at most ten metrics with at most ten expressions', () => {
    const queries = queriesOf(one);
    expect(queries.filter(({ MetricStat }) => MetricStat).length).toBeLessThanOrEqual(10);
    expect(queries.filter(({ Expression }) => Expression).length).toBeLessThanOrEqual(10);
    expect(queries.filter(({ ReturnData }) => ReturnData !== false)).toHaveLength(1);
  });

  // CloudWatch API Reference, PutMetricAlarm, "Period": one day in total, or a week for periods of at least an hour.
  test('stays within the period that CloudWatch evaluates', () => {
    const [period = 0, ...others] = new Set(metricsOf(one).map(({ Period }) => Period));
    expect(others).toEqual([]);
    expect(period * one.EvaluationPeriods).toBeLessThanOrEqual(period < 3_600 ? 86_400 : 604_800);
    expect(one.DatapointsToAlarm).toBeLessThanOrEqual(one.EvaluationPeriods);
  });

  test('reads documented metrics by their dimension and statistic', () => {
    for (const { Metric, Stat } of metricsOf(one)) expectDocumented(Metric, Stat);
  });

  test('stays OK without data, unless missing data is the problem', () => {
    const isOnSilence = ON_SILENCE.includes(one.AlarmName);
    expect(one.TreatMissingData).toBe(isOnSilence ? 'breaching' : 'notBreaching');
    expect(
      breaches(
        one,
        alarmValue(one, () => undefined),
      ),
    ).toBe(isOnSilence);
    expect(one.WarmUpConfiguration !== undefined).toBe(isOnSilence);
  });
});

test('every listed AWS metric is read by an alarm and names its source', () => {
  const read = new Set(
    alarms.flatMap(metricsOf).map(({ Metric: { Namespace, MetricName } }) => `${Namespace}/${MetricName}`),
  );
  const listed = Object.entries(AWS_METRICS).flatMap(([namespace, { metrics, source }]) => {
    expect(source).toMatch(/"/);
    return Object.keys(metrics).map((name) => `${namespace}/${name}`);
  });
  expect(listed.filter((name) => !read.has(name))).toEqual([]);
});

// Stated a second time: a wrong dimension in the list would also be in the template, and the alarm would never fire.
test('the metrics of a namespace have its one dimension, or are of the whole account', () => {
  const dimensions = Object.entries(AWS_METRICS).map(([namespace, { metrics }]) => [
    namespace,
    [...new Set(Object.values(metrics).map(({ dimension }) => dimension))],
  ]);
  expect(Object.fromEntries(dimensions)).toEqual({
    'AWS/ApiGateway': ['ApiId'],
    'AWS/Lambda': ['FunctionName', null],
    'AWS/Firehose': ['DeliveryStreamName'],
    'AWS/DynamoDB': ['TableName'],
    'AWS/SQS': ['QueueName'],
    'AWS/States': ['StateMachineArn'],
  });
  expect(AWS_METRICS['AWS/Lambda'].metrics.ConcurrentExecutions.dimension).toBeNull();
});

test('429 answers are counted from the access log, whether by the front door or the receiver', () => {
  expect(Object.values(ofType('AWS::Logs::MetricFilter')).map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({
      FilterPattern: '{ $.status = "429" }',
      MetricTransformations: [{ MetricName: 'RequestsThrottled', MetricNamespace: 'Lake', MetricValue: '1' }],
    }),
  ]);
});

test('without alarmTopicArn no alarm has an action', () => {
  for (const one of alarmsOf(testStack())) {
    expect(one).not.toHaveProperty('AlarmActions');
    expect(one).not.toHaveProperty('OKActions');
  }
});

/** Values by metric name; a prefix names the resource: `replay:` for the replay stream, `social:` for that function, … */
type Data = Readonly<Record<string, number>>;

const NAMES: ReadonlyMap<string, string> = new Map([
  [JSON.stringify(stack.resolve(stack.replay.stream.deliveryStreamName)), 'replay:'],
  ['"social"', 'social:'],
]);

function value(one: AlarmProperties, data: Data): number {
  return alarmValue(one, ({ Metric: { MetricName, Dimensions = [] }, Stat }) => {
    const prefix = NAMES.get(JSON.stringify(Dimensions[0]?.Value)) ?? '';
    return data[`${prefix}${MetricName}`] ?? data[`${prefix}${MetricName} ${Stat}`];
  });
}

function isBreaching(name: string, data: Data): boolean {
  return breaches(alarm(name), value(alarm(name), data));
}

describe('a period breaches', () => {
  test.each<[string, Data]>([
    ['ReceiverSlow', { Count: 500, 'Latency p50': 251, 'Latency p99': 400 }],
    ['ReceiverSlow', { Count: 500, 'Latency p50': 40, 'Latency p99': 1_001 }],
    ['ReceiverErrors', { Count: 1_000, '5xx': 11, Throttles: 0 }],
    ['ReceiverErrors', { Count: 1_000, '5xx': 0, Throttles: 11 }],
    // A wrong app secret: every delivery is refused, and the other counts are not sent.
    ['RefusedDeliveries', { Count: 3, SignatureRefused: 3 }],
    ['RefusedDeliveries', { Count: 100, SignatureCurrent: 47, SignaturePrevious: 47, SignatureRefused: 6 }],
    ['RefusedDeliveries', { Count: 100, SignatureCurrent: 94, RequestsThrottled: 6 }],
    ['NoTraffic', { IncomingRecords: 0 }],
    ['NoTraffic', {}],
    ['DeliveryLag', { 'DeliveryToS3.DataFreshness': 1_801 }],
    ['DeliveryLag', { 'DeliveryToS3.DataFreshness': 10, 'replay:DeliveryToS3.DataFreshness': 1_801 }],
    ['SourceBackup', { 'BackupToS3.Success': 0.9, 'BackupToS3.DataFreshness': 300 }],
    ['SourceBackup', { 'BackupToS3.DataFreshness': 1_801 }],
    ['TransformFailing', { Throttles: 1 }],
    ['TransformFailing', { Errors: 1 }],
    ['TransformFailing', { Errors: 0, Throttles: 0, 'ExecuteProcessing.Success': 0.99 }],
    ['TransformFailing', { 'ExecuteProcessing.Success': 1, 'replay:ExecuteProcessing.Success': 0 }],
    ['FailedRecords', { ItemsFailed: 1 }],
    ['FailedRecords', { 'FailedConversion.Records': 1 }],
    ['FailedRecords', { 'replay:FailedConversion.Records': 1 }],
    ['FailedRecords', { PartitionCountExceeded: 1 }],
    ['FailedRecords', { 'replay:PartitionCountExceeded': 1 }],
    ['FailedRecords', { ExecutionsFailed: 1 }],
    ['FailedRecords', { Throttles: 301 }],
    ['FailedRecords', { Errors: 150, Throttles: 151 }],
    ['CapacityNearQuota', { IncomingPutRequests: 300 * 1_601, PutRequestsPerSecondLimit: 2_000 }],
    ['CapacityNearQuota', { IncomingRecords: 300 * 81, RecordsPerSecondLimit: 100 }],
    ['CapacityNearQuota', { IncomingBytes: 300 * 81, BytesPerSecondLimit: 100 }],
    ['CapacityNearQuota', { ThrottledRecords: 1 }],
    ['CapacityNearQuota', { ConsumedWriteCapacityUnits: 300 * 16_001 }],
    ['CapacityNearQuota', { WriteThrottleEvents: 1 }],
    ['CapacityNearQuota', { ConcurrentExecutions: 801 }],
    ['CompactionOverdue', {}],
    ['CompactionOverdue', { Invocations: 3, Errors: 3 }],
    ['RefreshOverdue', {}],
    ['RefreshOverdue', { Invocations: 1, Errors: 1 }],
    ['DeadLetters', { ApproximateNumberOfMessagesVisible: 1 }],
    ['DeadLetters', { ApproximateNumberOfMessagesVisible: 0, DestinationDeliveryFailures: 1 }],
    ['DeadLetters', { AsyncEventsDropped: 1 }],
    ['DataQuality', { RowsMade: 100, RowsUnmapped: 6 }],
    ['DataQuality', { RowsMade: 100, PathsNew: 26 }],
    ['DataQuality', { ItemsReceived: 100, ItemsDuplicate: 21 }],
    ['DataQuality', { ItemsReceived: 50, 'social:ItemsReceived': 50, 'social:ItemsDuplicate': 21 }],
  ])('%s: %j', (name, data) => {
    expect(isBreaching(name, data)).toBe(true);
  });
});

describe('a period does not breach', () => {
  test.each<[string, Data]>([
    ['ReceiverSlow', { Count: 499, 'Latency p50': 900, 'Latency p99': 9_000 }],
    ['ReceiverSlow', { Count: 500, 'Latency p50': 250, 'Latency p99': 1_000 }],
    ['ReceiverErrors', { Count: 1_000, '5xx': 10, Throttles: 10 }],
    // Scanners request unknown paths: these are not deliveries.
    ['RefusedDeliveries', { Count: 10_000, SignatureCurrent: 1 }],
    ['RefusedDeliveries', { Count: 100, SignatureCurrent: 95, SignatureRefused: 5 }],
    ['NoTraffic', { IncomingRecords: 1 }],
    ['DeliveryLag', { 'DeliveryToS3.DataFreshness': 1_800 }],
    ['SourceBackup', { 'BackupToS3.Success': 1, 'BackupToS3.DataFreshness': 1_800 }],
    ['TransformFailing', { Errors: 0, Throttles: 0, 'ExecuteProcessing.Success': 1 }],
    // Firehose retries these.
    ['FailedRecords', { ItemsFailed: 0, Errors: 2, Throttles: 298 }],
    ['CapacityNearQuota', { IncomingPutRequests: 300 * 1_600, PutRequestsPerSecondLimit: 2_000 }],
    ['CapacityNearQuota', { ConsumedWriteCapacityUnits: 300 * 16_000, WriteThrottleEvents: 0 }],
    ['CompactionOverdue', { Invocations: 3, Errors: 2 }],
    ['RefreshOverdue', { Invocations: 1, Errors: 0 }],
    ['DeadLetters', { ApproximateNumberOfMessagesVisible: 0 }],
    ['DataQuality', { RowsMade: 99, RowsUnmapped: 99, PathsNew: 99 }],
    ['DataQuality', { RowsMade: 100, RowsUnmapped: 5, PathsNew: 25, ItemsReceived: 100, ItemsDuplicate: 20 }],
    ['DataQuality', { ItemsReceived: 100 }],
  ])('%s: %j', (name, data) => {
    expect(isBreaching(name, data)).toBe(false);
  });
});

test('only alarms on records, messages or shares over hours fire after one period', () => {
  const atOnce = alarms.filter(({ DatapointsToAlarm }) => DatapointsToAlarm === 1).map(({ AlarmName }) => AlarmName);
  expect(atOnce.toSorted()).toEqual(['Lake-DataQuality', 'Lake-DeadLetters', 'Lake-FailedRecords']);
});

describe('thresholds follow the settings', () => {
  test.each<[string, Partial<Settings>, Data, boolean]>([
    ['DeliveryLag', { bufferSeconds: 60 }, { 'DeliveryToS3.DataFreshness': 901 }, true],
    ['DeliveryLag', { bufferSeconds: 60 }, { 'DeliveryToS3.DataFreshness': 900 }, false],
    ['FailedRecords', { transformRetries: 3 }, { Throttles: 4 }, true],
    ['CapacityNearQuota', { accountConcurrency: 10 }, { ConcurrentExecutions: 9 }, true],
    ['CapacityNearQuota', { claimWritesPerSecond: 100 }, { ConsumedWriteCapacityUnits: 300 * 81 }, true],
    ['DataQuality', { unmappedAlarmPercent: 100 }, { RowsMade: 100, RowsUnmapped: 100 }, false],
    ['DataQuality', { driftAlarmPercent: 30 }, { RowsMade: 100, PathsNew: 30 }, false],
    ['DataQuality', { duplicatesAlarmPercent: 60 }, { ItemsReceived: 100, ItemsDuplicate: 50 }, false],
    ['DataQuality', { duplicatesAlarmMinPercent: 1 }, { ItemsReceived: 200 }, true],
  ])('%s by %j: %j', (name, settings, data, expected) => {
    const one = alarm(name, alarmsOf(testStack({ ...SETTINGS, ...settings })));
    expect(breaches(one, value(one, data))).toBe(expected);
  });
});

describe('a job is overdue', () => {
  test('after 36 hours without a successful run, in a new stack not before it is that old', () => {
    expect(alarm('CompactionOverdue')).toMatchObject({
      EvaluationPeriods: 36,
      DatapointsToAlarm: 36,
      WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 2_160, OnlyStartEvaluatingAfterWarmUpPeriodEnds: true },
    });
    expect(new Set(metricsOf(alarm('CompactionOverdue')).map(({ Period }) => Period))).toEqual(new Set([3_600]));
  });

  test.each([
    [5, 1, 60],
    [60, 3, 180],
    // CloudWatch waits for two days at most.
    [1_440, 72, 2_880],
  ])('a refresh every %i minutes: after %i hours', (refreshMinutes, hours, warmUpMinutes) => {
    expect(alarm('RefreshOverdue', alarmsOf(testStack({ ...SETTINGS, refreshMinutes })))).toMatchObject({
      EvaluationPeriods: hours,
      DatapointsToAlarm: hours,
      WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: warmUpMinutes },
    });
  });

  test('only by the runs of its own function', () => {
    const name = stack.resolve(stack.compaction.function.functionName);
    for (const { Metric } of metricsOf(alarm('CompactionOverdue')))
      expect(Metric.Dimensions).toEqual([{ Name: 'FunctionName', Value: name }]);
  });
});

test('NoTraffic fires after the hours of the setting, and is evaluated at the latest two days after its creation', () => {
  expect(alarm('NoTraffic')).toMatchObject({
    EvaluationPeriods: 12,
    DatapointsToAlarm: 12,
    WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 720 },
  });
  const weekly = alarm('NoTraffic', alarmsOf(testStack({ ...SETTINGS, noTrafficHours: 168 })));
  expect(weekly).toMatchObject({
    EvaluationPeriods: 168,
    WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 2_880 },
  });
});

test('the functions send their own metrics under the names that the alarms read', () => {
  for (const [service, construct] of [
    ['transform', stack.stream.transform],
    ['receiver', stack.receiver.function],
    ['social', stack.social?.function ?? expect.unreachable()],
  ] as const) {
    const { Variables } = Object(resourceOf(construct).Properties.Environment);
    expect(Variables).toMatchObject({ POWERTOOLS_SERVICE_NAME: service, POWERTOOLS_METRICS_NAMESPACE: 'Lake' });
  }
});
