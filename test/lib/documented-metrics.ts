import { expect } from 'vitest';
import { OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';
import { AWS_METRICS } from '../../lib/operate/metrics/aws-metrics.ts';
import type { Query } from './metric-math.ts';

/** In the list of lib/operate/metrics/aws-metrics.ts, or among the stack's own metrics. */
export function expectDocumented(
  { Namespace, MetricName, Dimensions = [] }: NonNullable<Query['MetricStat']>['Metric'],
  stat: string,
) {
  if (Namespace === 'Lake') return expectOwn(MetricName, Dimensions, stat);
  const namespaces: Readonly<Record<string, { metrics: object }>> = AWS_METRICS;
  const metrics = new Map<string, { dimension: string | null; statistics: readonly string[] }>(
    Object.entries(namespaces[Namespace]?.metrics ?? {}),
  );
  const metric = metrics.get(MetricName) ?? expect.unreachable(`${Namespace}/${MetricName}`);
  expect(Dimensions.map(({ Name }) => Name)).toEqual(metric.dimension === null ? [] : [metric.dimension]);
  expect(metric.statistics).toContain(stat);
}

function expectOwn(name: string, dimensions: readonly { Name: string; Value: unknown }[], stat: string) {
  expect(stat).toBe('Sum');
  if (name === 'RequestsThrottled') return expect(dimensions).toEqual([]);
  const services: Readonly<Record<string, object>> = OPERATIONAL_METRICS;
  expect(services[String(dimensions[0]?.Value)]).toHaveProperty(name);
  expect(dimensions.map(({ Name }) => Name)).toEqual(['service']);
}
