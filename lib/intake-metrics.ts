import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { TransformMetric } from '../domain/operations.ts';
import type { Claims } from './claims.ts';
import type { Compaction } from './compaction.ts';
import type { FrontDoor } from './front-door.ts';
import type { Receiver } from './receiver.ts';
import type { Stream } from './stream.ts';

/** The parts that events pass on their way in, and that puts them in order afterwards. */
export interface MeteredParts {
  readonly frontDoor: FrontDoor;
  readonly receiver: Receiver;
  readonly claims: Claims;
  readonly stream: Stream;
  readonly compaction: Compaction;
}

/** Each is one number per five minutes. */
export interface IntakeMetrics {
  /** 1 when the answers were slower than Meta asks, or else 0. */
  readonly isSlow: IMetric;
  readonly refusedPercent: IMetric;
  /** Of whichever of the stream's three quotas is used most; 100 when records were throttled. */
  readonly streamUsePercent: IMetric;
  readonly freshnessSeconds: IMetric;
  readonly failedRecords: IMetric;
  readonly throttledClaims: IMetric;
  readonly failedCompactions: IMetric;
}

/** Meta asks for a median of 250 ms at most, and for less than 1 % over 1 s: a 99th percentile of 1 s. */
export const SLOWEST_MEDIAN_MS = 250;
export const SLOWEST_P99_MS = 1_000;
/** Of fewer requests one cold start would be the 99th percentile. */
const LEAST_REQUESTS = 500;

const period = Duration.minutes(5);

export function intakeMetrics({ frontDoor, receiver, claims, stream, compaction }: MeteredParts): IntakeMetrics {
  return {
    isSlow: slowness(frontDoor),
    refusedPercent: refusals(frontDoor, receiver),
    streamUsePercent: streamUse(stream),
    freshnessSeconds: stream.stream.metric('DeliveryToS3.DataFreshness', { period, statistic: 'Maximum' }),
    failedRecords: failures(stream),
    throttledClaims: claims.table.metric('WriteThrottleEvents', { period, statistic: 'Sum' }),
    failedCompactions: compaction.function.metricErrors({ period, statistic: 'Sum' }),
  };
}

/** As API Gateway measures it, cold starts included: the vendor sees that and the network. */
function slowness({ api }: FrontDoor): IMetric {
  return new MathExpression({
    label: 'Slower than Meta asks',
    expression: `IF(requests >= ${LEAST_REQUESTS} AND (median > ${SLOWEST_MEDIAN_MS} OR p99 > ${SLOWEST_P99_MS}), 1, 0)`,
    usingMetrics: {
      requests: api.metricCount({ period, statistic: 'Sum' }),
      median: api.metricLatency({ period, statistic: 'p50' }),
      p99: api.metricLatency({ period, statistic: 'p99' }),
    },
    period,
  });
}

/** A throttled invocation is a 5xx of the front door too; it is named for the functions that others invoke. */
function refusals({ api }: FrontDoor, { function: receiver }: Receiver): IMetric {
  return new MathExpression({
    label: 'Refused, percent',
    expression: '100 * MAX([errors, throttles]) / requests',
    usingMetrics: {
      requests: api.metricCount({ period, statistic: 'Sum' }),
      errors: api.metricServerError({ period, statistic: 'Sum' }),
      throttles: receiver.metricThrottles({ period, statistic: 'Sum' }),
    },
    period,
  });
}

/** Source: Firehose Developer Guide, "Implement best practices with CloudWatch Alarms". */
function streamUse({ stream }: Stream): IMetric {
  const sum = (name: string) => stream.metric(name, { period, statistic: 'Sum' });
  const limit = (name: string) => stream.metric(name, { period, statistic: 'Minimum' });
  const share = (unit: string, incoming: string, perSecondLimit: string) =>
    new MathExpression({
      label: `${incoming}, percent of the quota`,
      expression: `100 * ${unit} / PERIOD(${unit}) / ${unit}Limit`,
      usingMetrics: { [unit]: sum(incoming), [`${unit}Limit`]: limit(perSecondLimit) },
      period,
    });
  return new MathExpression({
    label: 'Use of the quota, percent',
    // What was throttled had no room: one such record counts as all of the quota.
    expression: 'MAX([putsShare, recordsShare, bytesShare, throttledShare])',
    usingMetrics: {
      putsShare: share('puts', 'IncomingPutRequests', 'PutRequestsPerSecondLimit'),
      recordsShare: share('records', 'IncomingRecords', 'RecordsPerSecondLimit'),
      bytesShare: share('bytes', 'IncomingBytes', 'BytesPerSecondLimit'),
      throttledShare: new MathExpression({
        label: 'Throttled',
        expression: '100 * throttled',
        usingMetrics: { throttled: sum('ThrottledRecords') },
        period,
      }),
    },
    period,
  });
}

/** The transform's own failures, and those that Firehose makes before and after it. */
function failures({ stream, transform }: Stream): IMetric {
  const sum = (name: string) => stream.metric(name, { period, statistic: 'Sum' });
  const failed: TransformMetric = 'ItemsFailed';
  return new MathExpression({
    label: 'Records that did not become rows',
    // A sum of an array leaves out what has no data; `+` would then have none.
    expression: 'SUM([items, conversions, partitions, crashes])',
    usingMetrics: {
      items: new Metric({
        namespace: Stack.of(stream).stackName,
        metricName: failed,
        dimensionsMap: { service: transform.node.id.toLowerCase() },
        period,
        statistic: 'Sum',
      }),
      conversions: sum('FailedConversion.Records'),
      partitions: sum('PartitionCountExceeded'),
      crashes: transform.metricErrors({ period, statistic: 'Sum' }),
    },
    period,
  });
}
