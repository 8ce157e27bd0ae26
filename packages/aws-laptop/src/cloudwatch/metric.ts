/** One metric, spelled as CloudWatch's API spells it. Made by `metricOf`, so that equal metrics have equal keys. */
export interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  /** Sorted by name. */
  readonly Dimensions: readonly Dimension[];
}

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** What CloudWatch keeps of the values of one period, so that periods can be added up to longer ones. */
export interface StatisticSet {
  readonly sum: number;
  readonly sampleCount: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** The values of one metric, in one unit, within one minute. */
export interface Sample {
  readonly metric: Metric;
  readonly unit: Unit;
  /** Whole minutes since the epoch. */
  readonly epochMinute: number;
  readonly statistics: StatisticSet;
}

/** Amazon CloudWatch API Reference, MetricDatum, "Unit". A unit outside the list makes AWS refuse the metric. */
export const UNITS = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Count', 'Percent', 'None'],
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'],
  ...['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'],
  ...['Bytes/Second', 'Kilobytes/Second', 'Megabytes/Second', 'Gigabytes/Second', 'Terabytes/Second'],
  ...['Bits/Second', 'Kilobits/Second', 'Megabits/Second', 'Gigabits/Second', 'Terabits/Second', 'Count/Second'],
] as const;

export type Unit = (typeof UNITS)[number];

export const MINUTE_MS = 60_000;

/** MetricStat, "Period": data points of one minute are kept for 15 days. */
export const RETENTION_MINUTES = 15 * 24 * 60;

export function metricOf(namespace: string, metricName: string, dimensions: readonly Dimension[]): Metric {
  const Dimensions = dimensions
    .map(({ Name, Value }) => ({ Name, Value }))
    .sort((left, right) => (left.Name < right.Name ? -1 : 1));
  return { Namespace: namespace, MetricName: metricName, Dimensions };
}

/** The same for two metrics only if namespace, name and all dimensions are the same. */
export function keyOf({ Namespace, MetricName, Dimensions }: Metric): string {
  return JSON.stringify([Namespace, MetricName, Dimensions.map(({ Name, Value }) => [Name, Value])]);
}

/** `values` holds at least one. */
export function statisticsOf(values: readonly number[]): StatisticSet {
  return {
    sum: values.reduce((sum, value) => sum + value, 0),
    sampleCount: values.length,
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}

export function merge(left: StatisticSet | undefined, right: StatisticSet): StatisticSet {
  if (left === undefined) return right;
  return {
    sum: left.sum + right.sum,
    sampleCount: left.sampleCount + right.sampleCount,
    minimum: Math.min(left.minimum, right.minimum),
    maximum: Math.max(left.maximum, right.maximum),
  };
}
