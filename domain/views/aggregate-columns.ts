import type { Meanings } from './definition.ts';

const SENT_ON = 'Day on which the messages were sent, in the reporting time zone.';

/** Of small tables that metrics read as they are: what is missing counts as `unknown` there too. */
const COUNTED_BY = {
  endpoint_id: 'The business’s number by the vendor’s id (not its digits); `unknown` where no event states it.',
  campaign_id: 'The campaign, as the business named it; `unknown` where no send or callback data was received.',
  template_key:
    'The template and its language, as `name/language`; `unknown` where no send or callback data names one.',
  button_id: 'The button or row, as the business named it; `unknown` where the vendor names none.',
} as const;

/** What the columns of the aggregates mean where `SHARED_COLUMNS` does not say it, by view. */
export const AGGREGATE_COLUMNS = {
  agg_button_clicks: {
    ...COUNTED_BY,
    is_observable:
      'Whether Meta reports clicks on the button. False for links, calls and catalogues: their 0 clicks mean nothing.',
    clicks: 'Clicks on the button. They add up.',
    unique_contacts: 'Different persons who clicked on it. They do not add up.',
    delivered: 'Messages that were delivered with the button. They do not add up over buttons or positions.',
    first_clicked_local: 'First click, by the clocks of the reporting time zone; NULL where nobody clicked.',
    last_clicked_local: 'Last click, by the clocks of the reporting time zone; NULL where nobody clicked.',
  },
  agg_button_clicks_daily: {
    ...COUNTED_BY,
    day: 'Day of the click, in the reporting time zone.',
    clicks: 'Clicks on the button that day. They add up.',
    unique_contacts: 'Different persons who clicked on it that day. They do not add up.',
  },
  agg_contacts: {
    reached: 'Different persons to whom a message was delivered. They do not add up.',
    replied: 'Different persons with a reply that is attributed by context or within 24 hours. They do not add up.',
  },
  agg_hours_of_week: {
    day: 'Day by the clocks of the reporting time zone, so that days can be left out of the sum.',
    day_of_week: 'Day of the week, from 1 for Monday to 7 for Sunday.',
    hour: 'Hour of the day, 0 to 23, by the clocks of the reporting time zone.',
    campaign_id:
      'The campaign of the message, or of the message that a reply is attributed to. NULL where neither is known.',
    sent: 'Messages of the business that were sent in the hour.',
    delivered: 'Those of the sent messages that were delivered, whenever that was.',
    read: 'Those of the sent messages that were read, whenever that was.',
    inbound: 'Messages, clicks, forms and orders of contacts that were received in the hour.',
    replies: 'Those of the inbound ones that are attributed to a message, by context or within 24 hours.',
  },
  agg_opt_outs: {
    opted_out: 'Different persons who opted out. They do not add up.',
    reached: 'Different persons to whom a message was delivered. They do not add up.',
  },
  agg_reply_latency: {
    replies: 'Replies whose time since the message is known. They add up over the members of a dimension.',
    p50_seconds: 'Seconds from the message to the reply that half of the replies did not exceed. Never add it up.',
    p90_seconds: 'Seconds from the message to the reply that 90 in 100 replies did not exceed. Never add it up.',
  },
  agg_watermark: {
    newest_received_at:
      'The newest receive time of the events that the numbers are made of (UTC): their "now". NULL in an empty lake.',
    events: 'How many rows of events the numbers are made of.',
  },
  cube_charges_daily: {
    category: 'What it is charged as, in lower case with `_`; NULL where nobody states it.',
    currency: 'Currency of the cost, ISO 4217. Never add up across currencies.',
    charge_kind:
      '`charged`; `free_entry_point`, `free_customer_service`, `free_service`, `free_allowance`; or `unknown`, which is never counted as free.',
    is_in_service_window:
      'Whether the contact wrote to the number at most 24 hours before the message was accepted; NULL for groups and unknown contacts.',
    billable: 'Charge units that are charged.',
    free: 'Charge units that are free.',
    unknown: 'Charge units that nobody states to be charged or free.',
    known_cost_micros: 'Cost of those whose cost is known, in millionths of the currency’s main unit, without taxes.',
    unknown_charges: 'Charge units whose cost is not known: the sum of the cost is the whole only where this is 0.',
  },
  cube_cost_daily: {
    category: 'What it is charged as, in lower case with `_`; NULL where nobody states it.',
    currency: 'Currency of the cost, ISO 4217. Never add up across currencies.',
    charges: 'Charge units that are not free.',
    unknown_charges: 'Charge units whose cost is not known.',
    known_cost_micros: 'Cost of those whose cost is known, in millionths of the currency’s main unit, without taxes.',
    engaged_conversations: 'Conversations that the business began on the day and the contact answered.',
    attributed_replies: 'Replies that are attributed to messages of conversations which began on the day.',
  },
  cube_daily: {
    day: 'Day on which the messages were sent or the conversations began, in the reporting time zone.',
    sent: 'Outbound messages with at least one status.',
    delivered: 'Sent messages that reached a device.',
    read: 'Delivered messages with a read receipt, or that were played.',
    played: 'Delivered voice messages that were played.',
    failed: 'Sent messages that failed and did not arrive after all.',
    mature_delivered: 'Delivered messages that were sent at least 24 hours before the newest receipt.',
    replied: 'Mature delivered messages to which a reply is attributed, by context or within 24 hours.',
    conversations: 'Conversations that began, by either side; the newest are not over yet.',
    contact_conversations: 'Conversations that the contact began.',
    outbound_conversations: 'Conversations that the business began at least 24 hours before the newest receipt.',
    engaged_conversations: 'Those of the outbound conversations in which the contact answered.',
    attributed_conversations: 'Those of the outbound conversations with a reply that is attributed to a message.',
    attributed_replies: 'Replies that are attributed to messages of all these conversations.',
  },
  cube_failures_daily: {
    day: SENT_ON,
    failed: 'Sent messages that failed with this code and did not arrive after all.',
  },
} as const satisfies Readonly<Record<string, Meanings>>;
