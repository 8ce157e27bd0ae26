import type { Meanings } from './definition.ts';

/** By these a view of metrics counts what has no value as `unknown`, so that the rows add up to the whole. */
const COUNTED_BY = {
  endpoint_id: 'The business’s number by the vendor’s id (not its digits); `unknown` where no event states it.',
  campaign_id: 'The campaign, as the business named it; `unknown` where no send or callback data was received.',
  template_key:
    'The template and its language, as `name/language`; `unknown` where no send or callback data names one.',
} as const;

const OF_BUTTONS = {
  ...COUNTED_BY,
  button_id: 'The button or row, as the business named it; `unknown` where the vendor names none.',
} as const;

/** What the columns of the views of metrics mean that are no metrics themselves, by view. */
export const METRIC_COLUMNS = {
  metric_billing: {
    ...COUNTED_BY,
    channel: 'Where the talk takes place: `whatsapp`; `unknown` where no event states it.',
    account_id: 'The business’s account at the vendor; `unknown` where no event states it.',
    contact_country: 'Country of the contact, ISO 3166-1 alpha-2; `unknown` where it is not known.',
    category: 'What it is charged as, in lower case with `_`; `unknown` where nobody states it.',
    currency: 'Currency of the cost, ISO 4217. Never add up across currencies.',
  },
  metric_button_clicks: {
    ...OF_BUTTONS,
    is_observable:
      'Whether Meta reports clicks on the button. False for links, calls and catalogues: their 0 clicks mean nothing.',
    first_clicked_local: 'First click, by the clocks of the reporting time zone; NULL where nobody clicked.',
    last_clicked_local: 'Last click, by the clocks of the reporting time zone; NULL where nobody clicked.',
  },
  metric_button_clicks_daily: { ...OF_BUTTONS, day: 'Day of the click, in the reporting time zone.' },
  metric_cost: {
    currency: 'Currency of the cost, ISO 4217: a member has a row for each. Never add up across currencies.',
  },
  metric_definitions: {
    id: 'The metric’s id, unique.',
    title: 'The metric’s name for people.',
    unit: 'What it is counted in: `messages`, `contacts`, `seconds`, `ratio` (0 to 1), `millionths of a currency unit` and others.',
    numerator: 'What is counted, or what a rate has above its line.',
    denominator: 'What a rate is divided by; NULL for what is no rate.',
    grain: 'What one row of its view is.',
    caveat: 'What it does not say, or is easily taken for.',
    owner: 'Who answers for the definition, by role.',
    view_name: 'The view that has it.',
    column_name: 'The column that has it.',
  },
  metric_dimensions: {
    dimension: 'What a metric may be sliced by: `campaign`, `template`, `category`, `country`, `number` or `channel`.',
    is_offered: 'Whether the view offers this slice. Where it is false, no rows means “not offered”, not zero.',
    sliced_by:
      "The column, or the condition such as `dimension = 'campaign'`, that gives the slice; NULL where it is not offered.",
  },
  metric_message_funnel_daily: { day: 'Day on which the messages were sent, in the reporting time zone.' },
  metric_messages: {
    is_complete:
      'Whether the whole period is reported and ended 7 days before the newest receipt: then its numbers hardly change any more.',
  },
} as const satisfies Readonly<Record<string, Meanings>>;

const LIVE = 'The newest receipt that the view reads, of any source (UTC). It is always current.';

/** The same of the views of the layer `quality`. */
export const QUALITY_COLUMNS = {
  drift_paths: {
    path: 'The path in the payload, and the kind of value there; never a value.',
    first_seen_at: 'When the first event with this path was received (UTC).',
    last_seen_at: 'When the last event with this path was received (UTC).',
    events: 'How many events have this path. Of all that was ever received, not only of the reporting window.',
  },
  duplicates_audit: {
    source: 'The source whose items came again: `meta`, `sends`.',
    kind: 'Kind of item: in the receiver’s words at the front door, in the vendor’s words in the lake.',
    place:
      'Where the copies were found: `front door` (refused, not stored) or `lake` (stored, and left out by `events`).',
    first_seen_at: 'When the first was received (UTC): at the front door of the copies, in the lake of any of them.',
    last_seen_at: 'When the last copy was received (UTC).',
  },
  metric_freshness: {
    newest_event_at: 'When the newest event happened, by the vendor’s clock (UTC).',
    newest_received_at: 'When the newest receipt was (UTC): compare it with the present time.',
    complete_until_at: '7 days before the newest receipt (UTC): numbers until then hardly change any more.',
    refreshed_at:
      'When the refresh began that the other views are of (UTC): compare it with the present time. NULL before the first.',
    refreshed_until_at: 'The newest receipt that is in that refresh (UTC). NULL before the first.',
    as_of: LIVE,
  },
  metric_intake_hourly: {
    received_hour: 'The hour of first receipt, by its beginning (UTC, not the reporting time zone).',
    newest_received_at: 'When the newest event of the hour was first received (UTC).',
    as_of: LIVE,
  },
  metric_unmapped_daily: {
    received_day: 'Day of first receipt, in the reporting time zone.',
    first_received_at: 'When the first of them was received (UTC).',
    as_of: LIVE,
  },
} as const satisfies Readonly<Record<string, Meanings>>;
