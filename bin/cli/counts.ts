import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';
import type { Target } from './target.ts';

type Services = typeof OPERATIONAL_METRICS;

/** A function and one of the metrics that it sends. */
type Counter = { [S in keyof Services]: [service: S, metric: keyof Services[S]] }[keyof Services];

/** The sum of a metric; 0 where it was never sent, as by a function that this stack does not have. */
export type Counts = (...counter: Counter) => number;

const HOUR_MS = 3_600_000;

/** Whole hours, the one under way among them; from the first instant and before the second, in milliseconds. */
export interface Hours {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** The hour under way and so many before it: CloudWatch, the lake and `failed/` are all counted by these. */
export function lastHours(hours: number, nowMs: number): Hours {
  const untilMs = Math.ceil(nowMs / HOUR_MS) * HOUR_MS;
  return { sinceMs: untilMs - (hours + 1) * HOUR_MS, untilMs };
}

/** The sums of all the functions' metrics over the hours, as CloudWatch has them. */
export async function readCounts(target: Target, { sinceMs, untilMs }: Hours): Promise<Counts> {
  const client = new CloudWatchClient(target.clientConfig);
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(sinceMs),
      EndTime: new Date(untilMs),
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
