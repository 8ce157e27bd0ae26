import { factBillingEvents, metricBilling, metricCost } from './billing-metrics.ts';
import { metricButtonClicks, metricButtonClicksDaily } from './click-metrics.ts';
import { factClicks, factConsent } from './clicks.ts';
import { metricContacts, metricOptOuts } from './contact-metrics.ts';
import { metricEngagement, metricReplyLatency } from './engagement-metrics.ts';
import { factConversations, factMessages, factReplies, timestamp } from './facts.ts';
import { metricFreshness, metricIntakeHourly } from './freshness.ts';
import { metricFailures, metricMessageFunnelDaily, metricMessages } from './message-metrics.ts';
import { serviceWindows } from './service-windows.ts';
import type { Row, Story } from './story.ts';

export interface Comparison {
  /** What is asked: a view, or a part of one. */
  readonly from: string;
  readonly reference: (story: Story) => readonly Row[];
}

const MADE: readonly Comparison[] = [
  { from: "fact_messages WHERE direction = 'outbound'", reference: factMessages },
  { from: 'fact_replies', reference: factReplies },
  { from: 'fact_conversations', reference: factConversations },
  { from: 'fact_clicks', reference: factClicks },
  { from: 'fact_consent', reference: factConsent },
  { from: 'metric_messages', reference: metricMessages },
  { from: 'metric_message_funnel_daily', reference: metricMessageFunnelDaily },
  { from: 'metric_failures', reference: metricFailures },
  { from: 'metric_engagement', reference: metricEngagement },
  { from: 'metric_reply_latency', reference: metricReplyLatency },
  { from: 'metric_contacts', reference: metricContacts },
  { from: 'metric_opt_outs', reference: metricOptOuts },
  { from: 'metric_button_clicks', reference: metricButtonClicks },
  { from: 'metric_button_clicks_daily', reference: metricButtonClicksDaily },
  { from: 'metric_freshness', reference: metricFreshness },
  { from: 'metric_intake_hourly', reference: metricIntakeHourly },
  {
    from: 'int_service_windows WHERE message_key IN (SELECT message_key FROM fact_messages WHERE accepted_at IS NOT NULL)',
    reference: serviceWindows,
  },
  { from: 'fact_billing_events', reference: factBillingEvents },
  { from: 'metric_billing', reference: metricBilling },
  { from: 'metric_cost', reference: metricCost },
];

/** Every view that the reference can make, beside how it does; each number is as of the newest receipt. */
export const COMPARISONS: readonly Comparison[] = MADE.map(({ from, reference }) => ({
  from,
  reference: (story) =>
    from.startsWith('metric_')
      ? reference(story).map((row) => ({ ...row, as_of: timestamp(story.watermarkMs) }))
      : reference(story),
}));
