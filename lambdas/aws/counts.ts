import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { FRONT_DOOR_METRICS, OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';

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
export async function readCounts(client: CloudWatchClient, namespace: string, hours: Hours): Promise<Counts> {
  const counters = Object.entries(OPERATIONAL_METRICS).flatMap(([service, metrics]) =>
    Object.keys(metrics).map((metric) => ({ label: labelOf(service, metric), metric, service })),
  );
  const sums = await readSums(client, namespace, hours, counters);
  return (service, metric) => sums.get(labelOf(service, metric)) ?? 0;
}

/** Requests answered 429; null where none was counted, as where nothing reads the access log. */
export async function readThrottled(client: CloudWatchClient, namespace: string, hours: Hours): Promise<number | null> {
  const metric = FRONT_DOOR_METRICS.throttled;
  const sums = await readSums(client, namespace, hours, [{ label: metric, metric }]);
  return sums.get(metric) ?? null;
}

interface Summed {
  readonly label: string;
  readonly metric: string;
  /** Not of the front door’s. */
  readonly service?: string;
}

/** By label, of those that were sent at all. */
async function readSums(
  client: CloudWatchClient,
  namespace: string,
  { sinceMs, untilMs }: Hours,
  summed: readonly Summed[],
): Promise<ReadonlyMap<string, number>> {
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(sinceMs),
      EndTime: new Date(untilMs),
      MetricDataQueries: queries(namespace, summed),
    },
  );
  const sums = new Map<string, number>();
  for await (const { MetricDataResults = [] } of pages) {
    for (const { Label = '', Values = [] } of MetricDataResults) {
      if (Values.length === 0) continue;
      sums.set(
        Label,
        Values.reduce((total, value) => total + value, sums.get(Label) ?? 0),
      );
    }
  }
  return sums;
}

function queries(Namespace: string, summed: readonly Summed[]): MetricDataQuery[] {
  return summed.map(({ label, metric, service }, index) => ({
    Id: `m${index}`,
    Label: label,
    MetricStat: {
      Stat: 'Sum',
      Period: HOUR_MS / 1000,
      Metric: {
        Namespace,
        MetricName: metric,
        Dimensions: service === undefined ? [] : [{ Name: 'service', Value: service }],
      },
    },
  }));
}

function labelOf(service: string, metric: string): string {
  return `${service}.${metric}`;
}
