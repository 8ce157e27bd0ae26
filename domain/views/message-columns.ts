import type { Meanings } from './definition.ts';

/** Messages, their statuses and their charges. */
export const MESSAGE_COLUMNS = {
  fact_message_status: {
    recipient_key:
      'The participant, as a keyed hash, where the message went to a group; an empty text, never NULL, for one contact.',
    status:
      '`queued`, `sent`, `delivered`, `read`, `played` (a voice message) or `failed`. Only what the vendor stated.',
    status_rank: 'Place on the way: 1 queued, 2 sent, 3 delivered, 4 read, 5 played; NULL for `failed`.',
    status_at: 'When the status was first stated to have been reached, by the vendor’s clock (UTC).',
    error_code: 'The vendor’s code of a failure, a number; `dim_error` has Meta’s in words. NULL for other statuses.',
  },
  fact_messages: {
    source: 'The source that states it: the vendor, such as `meta`; `sends` for what only the business states.',
    contact_key:
      'The contact as the message’s events know it, as a keyed hash; NULL for what went to a group or to nobody known. For persons join `contact_messages`.',
    group_key: 'The group, as a keyed hash, where the message belongs to one; NULL for a talk with one contact.',
    reply_to_key: 'The message that it quotes. Joins to `message_key`; NULL where it quotes none.',
    message_type:
      'Kind of message in the vendor’s word: `text`, `image`, `interactive`, `button` and others; NULL where no event states it, as for most that the business sends.',
    reply_id: 'The button or row that was clicked, as the business named it; NULL for other messages.',
    template_version: 'The template’s version or hash, as the business stated it; NULL where it states none.',
    experiment_id:
      'The experiment that the arm belongs to, as the business named it; NULL where neither the send nor its callback data names one.',
    experiment_arm:
      'The arm of the experiment that the contact was in, as the business named it; NULL where neither the send nor its callback data names one.',
    cost_tag: 'Whom the business charges the message to, in its own word; NULL where it states none.',
    sent_buttons:
      'The buttons or rows as they were sent, in order, as JSON: position, kind and id. NULL where no send reports them.',
    conversation_id:
      'The vendor’s conversation, as a keyed hash of its id; NULL where it states none, as for most messages since July 2025.',
    first_event_at: 'When the first event of the message happened (UTC).',
    received_from_contact_at: 'When a contact sent it (UTC); NULL for what the business sent.',
    first_status_at: 'When the first status of it was reached, whichever that is (UTC); NULL for what has none.',
    echoed_at: 'When the business sent it from its phone (UTC); NULL for what was sent by the API.',
    accepted_at:
      'When it counts as sent (UTC): the time of `sent`, else of the first status. NULL for inbound messages, and for those that were only recorded or echoed.',
    sent_at: 'When the vendor stated `sent` (UTC); NULL where that status never came.',
    acceptance_stated_at:
      'When the vendor stated that it took the message, `sent` or `queued` (UTC); NULL where only a later status was seen.',
    delivered_at: 'When it reached a device (UTC), else when it was read or played; NULL where neither was stated.',
    delivered_inferred: 'True where `delivered` was never stated and follows from reading or playing.',
    read_at: 'When it was read, or played (UTC). NULL does not mean unread: contacts may switch read receipts off.',
    played_at: 'When a voice message was first played (UTC); NULL where that was not stated.',
    failed_at: 'When the vendor stated a failure (UTC). It may have been delivered after all: see `state`.',
    error_code:
      'The vendor’s code of a stated failure, a number; `dim_error` has Meta’s in words. NULL where there was none. It may have been delivered after all: see `state`.',
    state:
      'The furthest that any event states: `received` (inbound), `recorded`, `echoed`, `queued`, `sent`, `delivered`, `read`, `played`; `failed` only where it did not arrive.',
    is_creditable: 'Whether a reply may be attributed to it ([metrics](metrics.md#how-replies-are-attributed)).',
  },
  fact_billing_events: {
    source: 'The source that states the message: the vendor, such as `meta`.',
    charge_key: 'The charge: the message, with its participant in a group, or until June 2025 the conversation.',
    charge_unit: 'What is charged: `message`, or `conversation` until 30 June 2025.',
    message_key: 'The delivered message; of a conversation, its first delivered one. Joins to `fact_messages`.',
    recipient_key:
      'The participant, as a keyed hash, where the message went to a group; an empty text, never NULL, for one contact.',
    conversation_id: 'The vendor’s conversation, as a keyed hash of its id; NULL where it states none.',
    contact_key: 'Whom it was delivered to, as a keyed hash; NULL where that is unknown.',
    market: 'The market of the rate cards that the country belongs to on that day; NULL where `rate_markets` has none.',
    category:
      'What it is charged as, in lower case with `_`: `marketing`, `utility`, `authentication`, `service` and their variants; NULL where nobody states it.',
    era: 'The rules of its day: `conversation` until 30 June 2025, `message` from then, `service_charged` from 1 October 2026 (service messages too).',
    charged_at: 'When the charge arose, that is the delivery (UTC).',
    charge_kind:
      '`charged`; `free_entry_point`, `free_customer_service`, `free_service`, `free_allowance` (the first 1,000 service messages of a number and month); or `unknown`, which is never counted as free.',
    rate_micros:
      'The rate of the cards, in millionths of the currency’s main unit; NULL where no card has one, or none is needed.',
    cost_micros:
      'What it costs, in millionths of the currency’s main unit, without taxes. 0 where it is free; NULL where the price is unknown.',
    currency: 'Currency of the cost, ISO 4217: that of the stated price, else of the account.',
  },
} as const satisfies Readonly<Record<string, Meanings>>;
