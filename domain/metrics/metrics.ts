import { CLICK_METRICS } from './clicks.ts';
import { CONTACT_METRICS } from './contacts.ts';
import type { Metric, MetricView } from './definition.ts';
import { ENGAGEMENT_METRICS, REPLY_METRICS } from './engagement.ts';
import { FAILURE_METRICS, MESSAGE_METRICS } from './messages.ts';
import { BILLING_METRICS, COST_METRICS } from './money.ts';
import { QUALITY_METRICS } from './quality.ts';

/** Every number that the lake’s views tell, by area, in the order in which they are read. */
export const METRIC_AREAS = {
  messages: MESSAGE_METRICS,
  failures: FAILURE_METRICS,
  engagement: ENGAGEMENT_METRICS,
  replies: REPLY_METRICS,
  contacts: CONTACT_METRICS,
  clicks: CLICK_METRICS,
  billing: BILLING_METRICS,
  cost: COST_METRICS,
  quality: QUALITY_METRICS,
} as const satisfies Readonly<Record<string, readonly Metric[]>>;

export const METRICS: readonly Metric[] = Object.values(METRIC_AREAS).flat();

/** The views that tell them, each once, in the same order. */
export const METRIC_VIEWS: readonly MetricView[] = [
  ...new Set(METRICS.flatMap((metric) => [metric.in, ...(metric.alsoIn ?? [])])),
];

/** The metrics of a view. */
export function metricsOf(view: MetricView): readonly Metric[] {
  return METRICS.filter((metric) => metric.in === view || metric.alsoIn?.includes(view));
}
