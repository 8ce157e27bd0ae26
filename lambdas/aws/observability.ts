import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Structured logs and metrics (CloudWatch embedded metric format). Service name and namespace come from
 * POWERTOOLS_SERVICE_NAME and POWERTOOLS_METRICS_NAMESPACE. Events are never logged: they hold personal data.
 */
export const logger = new Logger();
export const metrics = new Metrics();

/**
 * Adds to the function's metrics. A zero is not sent: it would lengthen every line, and a metric that is never anything
 * else would be paid for. Sums are the same without it.
 */
export function count(metric: string, value: number): void {
  if (value !== 0) countAlways(metric, value);
}

/** The same, zeros too: for functions that run by schedule, whose alarms need to see that there was nothing. */
export function countAlways(metric: string, value: number): void {
  metrics.addMetric(metric, MetricUnit.Count, value);
}
