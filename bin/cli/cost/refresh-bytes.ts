/** Bytes per event of the window. */
export interface BytesPerEvent {
  readonly read: number;
  readonly written: number;
}

/**
 * What the statements of each refreshed table read and write per event of the window: `npm run bench:numbers` with one
 * part, 1,507,318 events, as the kernel counted them (docs/query-cost.md). Written to S3 they are about as many. On Athena
 * each name is read as often as the text has it; almost all statements have each table once.
 */
export const BYTES_PER_EVENT: Readonly<Record<string, BytesPerEvent>> = {
  int_window_events: { read: 128, written: 125 },
  int_messages: { read: 86, written: 48 },
  int_alias_persons: { read: 70, written: 23 },
  fact_clicks: { read: 103, written: 1.1 },
  agg_button_clicks: { read: 15, written: 0.0 },
  agg_button_clicks_daily: { read: 0.7, written: 0.0 },
  int_message_attributions: { read: 40, written: 22 },
  agg_contacts: { read: 11, written: 0.0 },
  fact_billing_events: { read: 74, written: 19 },
  fact_conversations: { read: 32, written: 25 },
  agg_cost_monthly: { read: 4.0, written: 0.0 },
  agg_hours_of_week: { read: 8.6, written: 0.2 },
  agg_opt_outs: { read: 90, written: 0.0 },
  agg_reply_latency: { read: 14, written: 0.1 },
  agg_watermark: { read: 0.0, written: 0.0 },
  cube_charges_daily: { read: 24, written: 0.1 },
  cube_daily: { read: 20, written: 0.2 },
  cube_failures_daily: { read: 5.3, written: 0.0 },
  fact_consent: { read: 68, written: 0.1 },
  dim_campaign: { read: 2.7, written: 0.0 },
  dim_contact: { read: 81, written: 6.2 },
  dim_template: { read: 5.3, written: 0.0 },
  fact_message_status: { read: 54, written: 43 },
};
