import { CLICK_METRICS } from './clicks.ts';
import type { Metric, MetricView } from './definition.ts';
import { ENGAGEMENT_METRICS } from './engagement.ts';
import { MESSAGE_METRICS } from './messages.ts';
import { MONEY_METRICS } from './money.ts';
import { QUALITY_METRICS } from './quality.ts';

/** Every number that the lake’s views tell, in the order in which they are read. */
export const METRICS: readonly Metric[] = [
  ...MESSAGE_METRICS,
  ...ENGAGEMENT_METRICS,
  ...CLICK_METRICS,
  ...MONEY_METRICS,
  ...QUALITY_METRICS,
];

/** The views that tell them, each once, in the same order. */
export const METRIC_VIEWS: readonly MetricView[] = [
  ...new Set(METRICS.flatMap((metric) => [metric.in, ...(metric.alsoIn ?? [])])),
];

/** The metrics that a view tells. */
export function metricsOf(view: MetricView): readonly Metric[] {
  return METRICS.filter((metric) => metric.in === view || metric.alsoIn?.includes(view));
}
