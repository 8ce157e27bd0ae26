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
  int_window_events: { read: 128, written: 57 },
  int_messages: { read: 44, written: 29 },
  int_sent_button_places: { read: 10, written: 2.4 },
  int_alias_persons: { read: 34, written: 16 },
  fact_clicks: { read: 56, written: 0.6 },
  agg_button_clicks: { read: 2.5, written: 0.0 },
  agg_button_clicks_daily: { read: 0.0, written: 0.0 },
  int_message_attributions: { read: 25, written: 17 },
  agg_contacts: { read: 8.6, written: 0.0 },
  fact_billing_events: { read: 33, written: 13 },
  fact_conversations: { read: 23, written: 18 },
  agg_hours_of_week: { read: 6.0, written: 0.1 },
  agg_opt_outs: { read: 52, written: 0.0 },
  agg_reply_latency: { read: 11, written: 0.1 },
  agg_watermark: { read: 0.0, written: 0.0 },
  cube_charges_daily: { read: 17, written: 0.1 },
  cube_cost_daily: { read: 3.3, written: 0.1 },
  cube_daily: { read: 15, written: 0.1 },
  cube_failures_daily: { read: 3.3, written: 0.0 },
  fact_consent: { read: 38, written: 0.1 },
  dim_campaign: { read: 2.0, written: 0.0 },
  dim_contact: { read: 33, written: 4.5 },
  dim_template: { read: 3.3, written: 0.0 },
  fact_message_status: { read: 21, written: 23 },
};
