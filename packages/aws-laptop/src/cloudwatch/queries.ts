import { AwsError } from '../aws.ts';
import { type Metric, MINUTE_MS, merge, metricOf, RETENTION_MINUTES, type StatisticSet } from './metric.ts';
import type { GetMetricDataInput, ListMetricsInput, MetricStat } from './request.ts';
import type { SeriesSet } from './series.ts';

/** GetMetricData, "MaxDatapoints": the default, beyond which AWS answers in pages. */
const MAX_DATA_POINTS = 100_800;

/** Amazon CloudWatch API Reference, ListMetrics: up to 500 results a call, metrics of the past two weeks. */
const MAX_METRICS = 500;
const LISTED_MINUTES = 14 * 24 * 60;

/** Minutes since the epoch; `end` is exclusive and need not be whole. */
interface MinuteRange {
  readonly start: number;
  readonly end: number;
}

type DataPoint = readonly [epochMinute: number, statistics: StatisticSet];

/** Answers as GetMetricData does; a metric that does not exist has no values. */
export function getMetricData(series: SeriesSet, input: GetMetricDataInput, nowMs: number): unknown {
  const range = { start: Math.floor(input.StartTime / 60), end: input.EndTime / 60 };
  const oldest = Math.floor(nowMs / MINUTE_MS) - RETENTION_MINUTES;
  const results = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData).map(({ Id, Label, MetricStat }) => {
    const points = dataPoints(series, MetricStat, range, oldest);
    if (input.ScanBy === 'TimestampDescending') points.reverse();
    return {
      Id,
      Label: Label ?? MetricStat.Metric.MetricName,
      Timestamps: points.map(([minute]) => minute * 60),
      Values: points.map(([, statistics]) => VALUES[MetricStat.Stat](statistics)),
      StatusCode: 'Complete',
    };
  });
  checkSize(results.reduce((sum, { Values }) => sum + Values.length, 0));
  return { MetricDataResults: results, Messages: [] };
}

const VALUES: Readonly<Record<MetricStat['Stat'], (statistics: StatisticSet) => number>> = {
  Sum: ({ sum }) => sum,
  Maximum: ({ maximum }) => maximum,
  Minimum: ({ minimum }) => minimum,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  SampleCount: ({ sampleCount }) => sampleCount,
};

/** Oldest first. Periods are counted from the start, rounded down to the minute as CloudWatch rounds it. */
function dataPoints(
  series: SeriesSet,
  { Metric: { Namespace, MetricName, Dimensions }, Period, Unit }: MetricStat,
  { start, end }: MinuteRange,
  oldest: number,
): DataPoint[] {
  const periodMinutes = Period / 60;
  const periods = new Map<number, StatisticSet>();
  for (const { epochMinute, statistics } of series.samplesOf(metricOf(Namespace, MetricName, Dimensions), Unit)) {
    if (epochMinute < Math.max(start, oldest) || epochMinute >= end) continue;
    const first = epochMinute - ((epochMinute - start) % periodMinutes);
    periods.set(first, merge(periods.get(first), statistics));
  }
  return [...periods].sort(([left], [right]) => left - right);
}

function checkSize(count: number): void {
  if (count <= MAX_DATA_POINTS) return;
  throw new AwsError(
    'ValidationException',
    `The answer would have ${count} data points; the laptop gives one page of ${MAX_DATA_POINTS}. Ask for fewer metrics, a shorter time or a longer Period.`,
  );
}

/** Answers as ListMetrics does; the token counts the metrics already given. */
export function listMetrics(series: SeriesSet, input: ListMetricsInput, nowMs: number): unknown {
  const metrics = series
    .metricsSince(Math.floor(nowMs / MINUTE_MS) - LISTED_MINUTES)
    .filter((metric) => matches(metric, input));
  const first = Number(input.NextToken ?? 0);
  const next = first + MAX_METRICS;
  return {
    Metrics: metrics.slice(first, next),
    ...(next < metrics.length && { NextToken: String(next) }),
  };
}

/** Unlike a query, a filter's dimensions may be fewer than the metric's. */
function matches(metric: Metric, filter: ListMetricsInput): boolean {
  return (
    metric.Namespace === (filter.Namespace ?? metric.Namespace) &&
    metric.MetricName === (filter.MetricName ?? metric.MetricName) &&
    filter.Dimensions.every(({ Name, Value }) =>
      metric.Dimensions.some((one) => one.Name === Name && one.Value === (Value ?? one.Value)),
    )
  );
}
