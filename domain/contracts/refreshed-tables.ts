/** The tables that the refresh writes, each after those that it reads. Written by `npm run docs`; do not edit. */
import { type RefreshedTable, refreshedTable } from './refreshed-table.ts';

export const REFRESHED_TABLES: readonly RefreshedTable[] = [
  refreshedTable(
    { name: 'int_window_events', group: 'facts', parts: true },
    `
      event_key string, event_type string, family string, source string, event_at timestamp,
      received_at timestamp, channel string, direction string, account_id string,
      endpoint_id string, contact_key string, phone_key string, bsuid_key string,
      parent_bsuid_key string, username_key string, previous_phone_key string,
      previous_bsuid_key string, previous_parent_bsuid_key string, contact_country string,
      group_key string, message_key string, reply_to_key string, message_type string,
      reply_kind string, reply_id string, click_kind string, error_code int, recipient_type string,
      conversation_id string, pricing_category string, pricing_type string, pricing_model string,
      amount_minor bigint, currency string, template_name string, template_language string,
      template_version string, template_category string, campaign_id string, experiment_id string,
      experiment_arm string, cost_tag string, sent_buttons string, consent_scope string
    `,
  ),
  refreshedTable(
    { name: 'int_messages', group: 'facts', parts: true },
    `
      message_key string, direction string, channel string, source string, account_id string,
      endpoint_id string, contact_key string, contact_country string, recipient_type string,
      group_key string, reply_to_key string, message_type string, campaign_id string,
      template_name string, template_language string, template_version string,
      template_category string, experiment_id string, experiment_arm string, cost_tag string,
      sent_buttons string, pricing_category string, pricing_type string, pricing_model string,
      conversation_id string, received_from_contact_at timestamp, first_event_at timestamp,
      first_status_at timestamp, echoed_at timestamp, queued_at timestamp, sent_at timestamp,
      delivery_stated_at timestamp, reading_stated_at timestamp, played_at timestamp,
      failed_at timestamp, error_code int, response_kind string, reply_kind string, reply_id string,
      template_key string, category string, accepted_at timestamp, acceptance_stated_at timestamp,
      delivered_at timestamp, read_at timestamp, is_of_group boolean, message_at timestamp,
      known_by_key string, is_talk boolean, is_touch boolean, is_attributable boolean
    `,
  ),
  refreshedTable(
    { name: 'int_sent_button_places', group: 'facts', parts: true },
    `
      message_key string, day date, channel string, endpoint_id string, campaign_id string,
      template_key string, category string, contact_country string, is_delivered boolean,
      button_id string, position int, button_kind string, click_kind string, is_observable boolean
    `,
  ),
  refreshedTable(
    { name: 'int_alias_persons', group: 'facts', parts: false },
    `
      alias_kind string, alias_key string, term_key string, person_key string, valid_from timestamp,
      given_up_at timestamp, held_from timestamp, held_until timestamp
    `,
  ),
  refreshedTable(
    { name: 'fact_clicks', group: 'facts', parts: false },
    `
      event_key string, clicked_at timestamp, channel string, account_id string, endpoint_id string,
      contact_key string, contact_country string, person_key string, message_key string,
      click_kind string, button_kind string, button_id string, position int, position_source string,
      campaign_id string, template_key string, category string
    `,
  ),
  refreshedTable(
    { name: 'agg_button_clicks', group: 'aggregates', parts: false },
    `
      template_key string, button_id string, position int, position_source string,
      button_kind string, campaign_id string, endpoint_id string, is_observable boolean,
      clicks bigint, unique_contacts bigint, delivered bigint, first_clicked_local timestamp,
      last_clicked_local timestamp
    `,
  ),
  refreshedTable(
    { name: 'agg_button_clicks_daily', group: 'aggregates', parts: false },
    `
      day date, template_key string, button_id string, position int, position_source string,
      button_kind string, campaign_id string, endpoint_id string, clicks bigint,
      unique_contacts bigint
    `,
  ),
  refreshedTable(
    { name: 'int_message_attributions', group: 'facts', parts: false },
    `
      message_key string, direction string, person_key string, source string, channel string,
      account_id string, endpoint_id string, contact_country string, is_of_group boolean,
      is_talk boolean, message_at timestamp, accepted_at timestamp, campaign_id string,
      template_key string, category string, response_kind string, reply_kind string, method string,
      attributed_message_key string, attributed_at timestamp, attributed_stated_at timestamp,
      attributed_campaign_id string, attributed_template_key string, attributed_category string,
      is_answer boolean
    `,
  ),
  refreshedTable(
    { name: 'agg_contacts', group: 'aggregates', parts: false },
    `
      period string, period_start date, dimension string, member string, reached bigint,
      replied bigint
    `,
  ),
  refreshedTable(
    { name: 'agg_hours_of_week', group: 'aggregates', parts: false },
    `
      day date, day_of_week int, hour int, source string, channel string, account_id string,
      endpoint_id string, campaign_id string, sent bigint, delivered bigint, read bigint,
      inbound bigint, replies bigint
    `,
  ),
  refreshedTable(
    { name: 'agg_opt_outs', group: 'aggregates', parts: false },
    `
      period string, period_start date, dimension string, member string, opted_out bigint,
      reached bigint
    `,
  ),
  refreshedTable(
    { name: 'agg_reply_latency', group: 'aggregates', parts: false },
    `
      period string, period_start date, dimension string, member string, replies bigint,
      p50_seconds bigint, p90_seconds bigint
    `,
  ),
  refreshedTable(
    { name: 'agg_watermark', group: 'aggregates', parts: false },
    `
      newest_received_at timestamp, events bigint
    `,
  ),
  refreshedTable(
    { name: 'fact_billing_events', group: 'facts', parts: false },
    `
      charge_key string, charge_unit string, message_key string, recipient_key string,
      conversation_id string, source string, channel string, account_id string, endpoint_id string,
      contact_key string, contact_country string, market string, category string,
      pricing_type string, pricing_model string, era string, charged_at timestamp, charge_day date,
      charge_month date, campaign_id string, template_key string, charge_kind string,
      rate_micros bigint, cost_micros bigint, currency string, cost_source string
    `,
  ),
  refreshedTable(
    { name: 'cube_charges_daily', group: 'aggregates', parts: false },
    `
      charge_month date, charge_day date, source string, channel string, account_id string,
      endpoint_id string, campaign_id string, template_key string, category string,
      contact_country string, currency string, pricing_type string, charge_kind string,
      cost_source string, is_in_service_window boolean, billable bigint, free bigint,
      unknown bigint, known_cost_micros bigint, unknown_charges bigint
    `,
  ),
  refreshedTable(
    { name: 'fact_conversations', group: 'facts', parts: false },
    `
      conversation_key string, person_key string, channel string, source string, account_id string,
      endpoint_id string, started_at timestamp, ended_at timestamp, started_by string,
      opening_message_key string, outbound_messages bigint, inbound_messages bigint,
      is_engaged boolean, is_attributed boolean, attributed_replies bigint, campaign_id string,
      template_key string, category string, contact_country string
    `,
  ),
  refreshedTable(
    { name: 'cube_cost_daily', group: 'aggregates', parts: false },
    `
      charge_month date, charge_day date, currency string, channel string, account_id string,
      endpoint_id string, campaign_id string, template_key string, category string,
      contact_country string, charges bigint, unknown_charges bigint, known_cost_micros bigint,
      engaged_conversations bigint, attributed_replies bigint
    `,
  ),
  refreshedTable(
    { name: 'cube_daily', group: 'aggregates', parts: false },
    `
      day date, source string, channel string, account_id string, endpoint_id string,
      campaign_id string, template_key string, category string, contact_country string, sent bigint,
      delivered bigint, read bigint, played bigint, failed bigint, mature_delivered bigint,
      replied bigint, conversations bigint, contact_conversations bigint,
      outbound_conversations bigint, engaged_conversations bigint, attributed_conversations bigint,
      attributed_replies bigint
    `,
  ),
  refreshedTable(
    { name: 'cube_failures_daily', group: 'aggregates', parts: false },
    `
      day date, source string, channel string, account_id string, endpoint_id string,
      campaign_id string, template_key string, category string, contact_country string,
      error_code int, failed bigint
    `,
  ),
  refreshedTable(
    { name: 'fact_consent', group: 'facts', parts: false },
    `
      event_key string, consent_at timestamp, contact_key string, person_key string,
      contact_country string, channel string, account_id string, endpoint_id string,
      consent_scope string, is_opt_in boolean, source string
    `,
  ),
  refreshedTable(
    { name: 'dim_campaign', group: 'facts', parts: false },
    `
      campaign_id string, first_sent_at timestamp, last_sent_at timestamp, templates bigint
    `,
  ),
  refreshedTable(
    { name: 'dim_contact', group: 'facts', parts: false },
    `
      person_key string, first_seen_at timestamp, last_seen_at timestamp, contact_country string,
      has_phone boolean, has_user_id boolean
    `,
  ),
  refreshedTable(
    { name: 'dim_template', group: 'facts', parts: false },
    `
      template_key string, template_name string, template_language string, template_version string,
      category string, first_sent_at timestamp, last_sent_at timestamp
    `,
  ),
  refreshedTable(
    { name: 'fact_message_status', group: 'facts', parts: true },
    `
      message_key string, recipient_key string, status string, status_rank int, status_at timestamp,
      error_code int, channel string, account_id string, endpoint_id string, contact_key string,
      contact_country string, recipient_type string, pricing_category string, pricing_type string,
      pricing_model string
    `,
  ),
];
