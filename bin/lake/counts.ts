import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { OPERATIONAL_METRICS } from '../../domain/operations.ts';
import type { Target } from './target.ts';

type Services = typeof OPERATIONAL_METRICS;

/** A function and one of the metrics that it sends. */
type Counter = { [S in keyof Services]: [service: S, metric: keyof Services[S]] }[keyof Services];

/** The sum of a metric; 0 where it was never sent, as by a function that this stack does not have. */
export type Counts = (...counter: Counter) => number;

const HOUR_MS = 3_600_000;

/** The sums of all the functions' metrics over the last hours, as CloudWatch has them; an hour counts whole. */
export async function readCounts(target: Target, hours: number): Promise<Counts> {
  const client = new CloudWatchClient(target.clientConfig);
  const hour = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(hour - (hours + 1) * HOUR_MS),
      EndTime: new Date(hour),
      MetricDataQueries: queries(target.output('MetricsNamespace')),
    },
  );
  const sums = new Map<string, number>();
  for await (const { MetricDataResults = [] } of pages) {
    for (const { Label = '', Values = [] } of MetricDataResults) {
      sums.set(
        Label,
        Values.reduce((total, value) => total + value, sums.get(Label) ?? 0),
      );
    }
  }
  return (service, metric) => sums.get(labelOf(service, metric)) ?? 0;
}

function queries(Namespace: string): MetricDataQuery[] {
  const counters = Object.entries(OPERATIONAL_METRICS).flatMap(([service, metrics]) =>
    Object.keys(metrics).map((metric) => ({ service, metric })),
  );
  return counters.map(({ service, metric }, index) => ({
    Id: `m${index}`,
    Label: labelOf(service, metric),
    MetricStat: {
      Stat: 'Sum',
      Period: HOUR_MS / 1000,
      Metric: { Namespace, MetricName: metric, Dimensions: [{ Name: 'service', Value: service }] },
    },
  }));
}

function labelOf(service: string, metric: string): string {
  return `${service}.${metric}`;
}
