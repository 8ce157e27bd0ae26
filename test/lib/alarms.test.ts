import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OPERATIONAL_METRICS } from '../../domain/operations.ts';
import { testStack } from './template.ts';

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly Query[];
  readonly MetricName?: string;
  readonly Statistic?: string;
  readonly Period?: number;
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
}

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';
const { stack, resourceOf, ofType } = testStack({ stackName: 'Lake', alarmTopicArn: TOPIC, bufferSeconds: 600 });
const alarms: readonly AlarmProperties[] = Object.values(ofType('AWS::CloudWatch::Alarm')).map(({ Properties }) =>
  Object(Properties),
);
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

function alarm(id: string): AlarmProperties {
  return Object(resourceOf(stack.alarms.node.findChild(id)).Properties);
}

/** The metrics that an alarm reads, as `namespace/name stat`. */
function metricsOf({ Metrics = [] }: AlarmProperties): readonly string[] {
  return Metrics.flatMap(({ MetricStat }) =>
    MetricStat ? [`${MetricStat.Metric.Namespace}/${MetricStat.Metric.MetricName} ${MetricStat.Stat}`] : [],
  );
}

function verdictOf({ Metrics = [] }: AlarmProperties): string | undefined {
  return Metrics.find(({ ReturnData }) => ReturnData !== false)?.Expression;
}

describe('every alarm', () => {
  test('is one of ten at most', () => {
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThanOrEqual(10);
  });

  test.each(alarms)(
    '$AlarmName: has an entry in the runbook, and says the first step',
    ({ AlarmName, AlarmDescription }) => {
      const [, firstStep, heading] = /^(.+\.) docs\/runbook\.md, "(.+)"\.$/.exec(AlarmDescription) ?? [];
      expect(firstStep).toBeDefined();
      expect(runbook).toContain(`\n## ${heading}\n`);
      expect(AlarmName).toMatch(/^Lake: /);
    },
  );

  test.each(alarms)('$AlarmName: is silent without traffic, and tells the topic when it begins and ends', (one) => {
    expect(one).toMatchObject({ TreatMissingData: 'notBreaching', AlarmActions: [TOPIC], OKActions: [TOPIC] });
  });

  test.each(alarms)('$AlarmName: is of metrics per five minutes', ({ Metrics, Period }) => {
    const periods = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Period ?? []) ?? [Period];
    expect(new Set(periods)).toEqual(new Set([300]));
  });

  test('tells nobody when the settings name no topic', () => {
    const silent = testStack();
    for (const { Properties } of Object.values(silent.ofType('AWS::CloudWatch::Alarm'))) {
      expect(Properties).not.toHaveProperty('AlarmActions');
      expect(Properties).not.toHaveProperty('OKActions');
    }
  });
});

describe('the alarms of the way in', () => {
  test('Meta’s latency: the median and the 99th percentile, where there are enough requests for one', () => {
    expect(metricsOf(alarm('Slow'))).toEqual(
      expect.arrayContaining(['AWS/ApiGateway/Latency p50', 'AWS/ApiGateway/Latency p99', 'AWS/ApiGateway/Count Sum']),
    );
    expect(verdictOf(alarm('Slow'))).toBe('IF(requests >= 500 AND (median > 250 OR p99 > 1000), 1, 0)');
    expect(alarm('Slow')).toMatchObject({ Threshold: 0, EvaluationPeriods: 3, DatapointsToAlarm: 3 });
  });

  test('refusals: the front door’s 5xx, or the receiver’s throttles, in a hundred requests', () => {
    expect(metricsOf(alarm('Refusing'))).toEqual(
      expect.arrayContaining(['AWS/ApiGateway/5xx Sum', 'AWS/Lambda/Throttles Sum', 'AWS/ApiGateway/Count Sum']),
    );
    expect(verdictOf(alarm('Refusing'))).toBe('100 * MAX([errors, throttles]) / requests');
    expect(alarm('Refusing').Threshold).toBe(1);
  });

  test('the stream’s quotas: requests, records and bytes against their limits, and what was throttled', () => {
    const of = (name: string) => `AWS/Firehose/${name}`;
    expect(metricsOf(alarm('StreamNearQuota')).toSorted()).toEqual(
      [
        of('BytesPerSecondLimit Minimum'),
        of('IncomingBytes Sum'),
        of('IncomingPutRequests Sum'),
        of('IncomingRecords Sum'),
        of('PutRequestsPerSecondLimit Minimum'),
        of('RecordsPerSecondLimit Minimum'),
        of('ThrottledRecords Sum'),
      ].toSorted(),
    );
    const expressions = alarm('StreamNearQuota').Metrics?.flatMap(({ Expression }) => Expression ?? []);
    expect(expressions).toContain('100 * puts / PERIOD(puts) / putsLimit');
    expect(verdictOf(alarm('StreamNearQuota'))).toBe('MAX([putsShare, recordsShare, bytesShare, throttledShare])');
    expect(alarm('StreamNearQuota').Threshold).toBe(80);
  });

  test('lateness: three buffers, and never less than a quarter of an hour', () => {
    expect(alarm('Stale')).toMatchObject({
      MetricName: 'DeliveryToS3.DataFreshness',
      Statistic: 'Maximum',
      Threshold: 1_800,
    });
    const quick = testStack({ bufferSeconds: 60 });
    expect(quick.resourceOf(quick.stack.alarms.node.findChild('Stale')).Properties.Threshold).toBe(900);
  });

  test('failures: of the transform, of the conversion and of the partitioning, one is enough', () => {
    expect(metricsOf(alarm('Failed')).toSorted()).toEqual([
      'AWS/Firehose/FailedConversion.Records Sum',
      'AWS/Firehose/PartitionCountExceeded Sum',
      'AWS/Lambda/Errors Sum',
      'Lake/ItemsFailed Sum',
    ]);
    expect(OPERATIONAL_METRICS.transform).toHaveProperty('ItemsFailed');
    const own = alarm('Failed').Metrics?.find(({ MetricStat }) => MetricStat?.Metric.Namespace === 'Lake');
    const { POWERTOOLS_SERVICE_NAME } = Object(resourceOf(stack.stream.transform).Properties.Environment).Variables;
    expect(own?.MetricStat?.Metric.Dimensions).toEqual([{ Name: 'service', Value: POWERTOOLS_SERVICE_NAME }]);
    expect(alarm('Failed')).toMatchObject({ Threshold: 0, DatapointsToAlarm: 1 });
  });

  test('claims: writes that the table throttled', () => {
    expect(alarm('ClaimsThrottled')).toMatchObject({
      MetricName: 'WriteThrottleEvents',
      Statistic: 'Sum',
      Threshold: 0,
    });
  });

  test('compaction: a run of its function that ended in an error', () => {
    expect(alarm('NotCompacted')).toMatchObject({
      MetricName: 'Errors',
      Namespace: 'AWS/Lambda',
      Statistic: 'Sum',
      Threshold: 0,
      DatapointsToAlarm: 1,
      Dimensions: [{ Name: 'FunctionName', Value: stack.resolve(stack.compaction.function.functionName) }],
    });
  });
});
