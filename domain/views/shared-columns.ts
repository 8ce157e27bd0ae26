/** What a column means in every public view that has it and says nothing else of it, by name. */
export const SHARED_COLUMNS = {
  source: 'The source whose delivery brought it: `meta`, `sends`.',
  source_event:
    'The kind of event in the vendor’s own words, such as `messages.message.text`; NULL where it names none.',
  message_key:
    'The message: keyed hash of the vendor’s message id (a wamid has the phone number in clear). Joins to `fact_messages`.',
  contact_key:
    'The contact as the events of this row know it: keyed hash of the phone number or, where that is withheld, of the user id. NULL where no event names one contact. One person may have several: count persons by `person_key`.',
  person_key:
    'The person behind all numbers and user ids of a contact (`contact_bridge`), as a keyed hash. Joins to `dim_contact`; NULL where the contact is unknown.',
  contact_country:
    'Country of the contact, ISO 3166-1 alpha-2 such as `IN`: read from the calling code of the number or the prefix of the user id. NULL where neither is known.',
  channel: 'Where the talk takes place: `whatsapp`.',
  account_id:
    'The business’s account at the vendor, for Meta the WhatsApp Business Account id; NULL where no event states it.',
  endpoint_id:
    'The business’s number by the vendor’s id, for Meta the phone number id (not the digits of the number); NULL where no event states it.',
  direction:
    '`inbound` from a contact to the business, `outbound` from the business to a contact; of a message NULL where no event states it.',
  campaign_id:
    'The campaign, as the business named it in its send or its callback data. NULL where neither was received: the message may still belong to one.',
  template_key:
    'The template and its language, as `name/language` (`order_update/en_US`). Joins to `dim_template`; NULL where no send or callback data names a template.',
  category:
    'What the message is charged as: `marketing`, `utility`, `authentication`, `service` and their variants. The vendor’s word where it states one, else the business’s; NULL where nobody does.',
  recipient_type: '`group` where the message went to a group; NULL for one contact.',
  pricing_category:
    'The category that the vendor states on a status, in its own word; NULL where no status has a price.',
  pricing_type:
    'What the vendor states of the charge: `regular`, or a `free_…` kind such as `free_customer_service`; NULL where no status states it.',
  pricing_model:
    'How the vendor states it charges: `CBP` by conversation (until 30 June 2025), `PMP` by delivered message; NULL where no status states it.',
  template_name: 'The template’s name, as the business gave it; of a message NULL where nobody names one.',
  template_language: 'The template’s language, as `en_US`; NULL where the business did not state it.',
  reply_kind:
    'The vendor’s word for an interactive answer: `button_reply`, `list_reply`, `nfm_reply`; NULL for other messages, a text among them.',
  response_kind:
    'What the contact did: `reply` (wrote or sent something), `click` (a button or row), `flow_submit` (a form), `order`. NULL for what is no response.',
  error_code:
    'The vendor’s code of the failure, a number; `dim_error` has Meta’s in words. NULL where the vendor gave none.',
  consent_scope: 'What the consent is about: `marketing`, `broadcast` or `all`, as the source states it.',
  consent_at: 'When the contact said so (UTC).',
  is_opt_in: 'True for an opt-in, false for an opt-out.',
  button_kind:
    'Kind of button: `template_quick_reply`, `button_reply`, `list_reply` (a row of a list), `flow_submit` (a form) or `link`; another word is the vendor’s. `metric_button_clicks` also has `call` and `catalog`, which report nothing.',
  position:
    'Place of the button in the message as it was sent, from 1. NULL where two buttons fit or where the message as sent is not known: `position_source` says which.',
  position_source:
    'Where the position was read: `snapshot` (the buttons that the send reported), `ambiguous` (two of them fit), `no_snapshot` (no send was received, or it has no such button).',
  period: '`day`, or `week` (from Monday to Sunday). Always name one in WHERE: the rows of both are in the view.',
  period_start: 'First day of the period, in the reporting time zone; for a week its Monday.',
  dimension:
    'What the row is a slice by: `all`, `campaign`, `template`, `category`, `country`, `number` or `channel`. Always name one in WHERE: each of them has the whole once.',
  member:
    'Which slice of the dimension: a campaign id, a `template_key`, a category, a country, a number’s id, a channel; for `all` the text `all`. `unknown` where the message states none.',
  charge_month: 'First day of the month of the charge, in the account’s time zone.',
  charge_day: 'Day on which the charge arose, that of the delivery, in the account’s time zone.',
  cost_source:
    'Where the cost is from: `payload` (the vendor states the price), `rate_card` (a card of the business), `example_rate_card` (an example: not your price), `free`, or `unknown`.',
  as_of:
    'What the numbers are as of: the newest receive time of the events that they are made of (UTC). Events received later are in the next refresh.',
  view_name: 'The view of metrics.',
} as const satisfies Readonly<Record<string, string>>;
