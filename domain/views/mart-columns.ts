import type { Meanings } from './definition.ts';
import { MESSAGE_COLUMNS } from './message-columns.ts';

/** What columns of the marts mean where `SHARED_COLUMNS` does not say it, by view. */
export const MART_COLUMNS = {
  contact_bridge: {
    alias_kind:
      'What the alias is: `phone`, `bsuid` (user id), `parent_bsuid` (user id of the parent business) or `username`.',
    alias_key: 'The alias, as a keyed hash. Comparable with `contact_key` and `phone_key` of other views.',
    person_key: 'The person whom the alias belonged to during the term. Joins to `dim_contact`.',
    valid_from: 'From when the alias belonged to the person (UTC), this instant included.',
    valid_to: 'Until when (UTC), this instant excluded; NULL while it still does.',
  },
  contact_consent: {
    person_key: 'The person who said it. Joins to `dim_contact`.',
    is_opt_in: 'What the person said last of this scope: true yes, false no. A person without a row said neither.',
    consent_at: 'When the person said it last (UTC).',
    event_key: 'The event in `events` that says it.',
  },
  contact_messages: {
    person_key: 'The person at the other end, never NULL here. Joins to `dim_contact`.',
    message_at:
      'When it was received from the contact or accepted by the vendor (UTC); for what was only recorded by the business or echoed from its phone, the time of that.',
  },
  dim_campaign: {
    campaign_id: 'The campaign, as the business named it in its sends or callback data.',
    first_sent_at: 'When its first message was accepted by the vendor (UTC); NULL where messages were only recorded.',
    last_sent_at: 'When its last message was accepted by the vendor (UTC); NULL where messages were only recorded.',
    templates: 'How many different templates and languages its messages used.',
  },
  dim_contact: {
    person_key: 'The person, as a keyed hash: no name or number is in the lake.',
    first_seen_at:
      'When the first event of the reporting window that names the person happened (UTC), their address book’s entry included.',
    last_seen_at: 'When the last such event happened (UTC).',
    contact_country: 'The country that was stated last, ISO 3166-1 alpha-2; NULL where none ever was.',
    has_phone: 'Whether any event states a phone number of the person.',
    has_user_id: 'Whether any event states a business-scoped user id of the person.',
  },
  dim_date: {
    day: 'The day. Join it to days of any view: it belongs to no time zone.',
    week_start: 'Monday of its week by ISO 8601, a day of no particular time zone.',
    month_start: 'First day of its month, a day of no particular time zone.',
    quarter: 'Quarter of the year, 1 to 4.',
    year: 'Year of the calendar, such as 2026 (not the year of the ISO week).',
    day_of_week: 'Day of the week, from 1 for Monday to 7 for Sunday.',
    is_weekend: 'Whether it is a Saturday or a Sunday.',
  },
  dim_error: {
    source: 'Whose code it is: `meta`. Other vendors give the same numbers other meanings.',
    error_code: 'The code, as `error_code` of the facts and of `metric_failures` has it.',
    title: 'The code in a few words.',
    meaning: 'Why the vendor did not do it, in one or two sentences.',
    action: 'What to do about it.',
    concerns:
      'Whose matter it is: `recipient` (the contact or their phone), `business` (something for you to change), `meta` (its rules, experiments or faults).',
    evidence:
      'How well it is known: `meta_page` (read on a page of Meta’s), `secondary` (read in public code or discussions that cite Meta).',
    as_of: 'The month in which that text was read, as `2026-10`. Meta changes texts and codes.',
  },
  dim_template: {
    template_key: 'The template and its language, as `name/language`.',
    template_version: 'The version that the business stated with the message sent last; NULL where it states none.',
    category:
      'What the template’s message sent last was charged as, else what the business stated; NULL where nobody did.',
    first_sent_at: 'When its first message was accepted by the vendor (UTC); NULL where messages were only recorded.',
    last_sent_at: 'When its last message was accepted by the vendor (UTC); NULL where messages were only recorded.',
  },
  dim_time: {
    hour: 'Hour of the day, 0 to 23. Join it to hours of the reporting time zone.',
    label: 'The hour as clocks show it, such as `09:00`.',
    part_of_day: '`night` from 0:00, `morning` from 6:00, `afternoon` from 12:00, `evening` from 18:00.',
  },
  fact_clicks: {
    event_key: 'The event in `events`; the least where one click has several.',
    clicked_at: 'When the contact clicked or submitted, by the vendor’s clock (UTC).',
    message_key:
      'The message that was clicked on. Joins to `fact_messages`; NULL where the vendor names none, as for most links.',
    click_kind:
      'Kind of click in the vendor’s word: `quick_reply`, `list_row`, `nfm_reply` (a form), `cta` and others.',
    button_id:
      'The button or row, as the business named it; for a form the id of its flow button. NULL where the vendor names none.',
    campaign_id: 'Campaign of the message that was clicked on; NULL where it is not known.',
    template_key: 'Template of the message that was clicked on, as `name/language`; NULL where it is not known.',
    category: 'Category of the message that was clicked on; NULL where it is not known.',
  },
  fact_consent: {
    event_key: 'The event in `events`.',
  },
  fact_conversations: {
    source: 'The source whose delivery brought its first message: `meta`, `sends`.',
    conversation_key: 'The conversation: the `message_key` of its first message.',
    person_key: 'The person at the other end, never NULL here. Joins to `dim_contact`.',
    started_at: 'When its first message was received or accepted (UTC).',
    ended_at:
      'When its last message was received or accepted (UTC). A message within 24 hours after it moves this time on.',
    started_by: 'Who wrote first: `contact` or `business`.',
    opening_message_key:
      'The first message in it that the business sent and the vendor accepted: campaign, template, category and country are its own. NULL where the business sent none.',
    outbound_messages: 'How many messages of the business it has: delivered, or echoed from its phone.',
    inbound_messages: 'How many messages of the contact it has; reactions, edits and deletions do not count.',
    is_engaged:
      'Whether the contact wrote, clicked, ordered or submitted a form after a message of the business in it.',
    is_attributed: 'Whether a reply is attributed to a message in it (by quote at any time, or within 24 hours).',
    attributed_replies: 'How many replies, clicks, forms and orders are attributed to its messages.',
    campaign_id: 'Campaign of the opening message; NULL where it names none.',
    template_key: 'Template of the opening message, as `name/language`; NULL where it names none.',
    category: 'Category of the opening message; NULL where nobody states it.',
    contact_country: 'Country of the contact by the opening message, ISO 3166-1 alpha-2; NULL where it is not known.',
  },
  fact_replies: {
    message_key: 'The message that the contact sent. Joins to `fact_messages`.',
    received_at: 'When the contact sent it, by the vendor’s clock (UTC).',
    credited_message_key:
      'The message of the business that it is attributed to. Joins to `fact_messages`; NULL where `method` is `none`.',
    method:
      'How that message was found: `context` (it is quoted), `last_touch_24h`, `last_touch_72h` (the last one sent before, up to 24 hours, or from then up to 72), `none`.',
    credited_at: 'When the message that it is attributed to counts as sent (UTC); NULL where the lake does not know.',
    latency_seconds:
      'Seconds from the acceptance of that message to the reply; NULL where the acceptance was not seen, or is later than the reply.',
  },
  ...MESSAGE_COLUMNS,
} as const satisfies Readonly<Record<string, Meanings>>;
