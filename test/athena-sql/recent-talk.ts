/** Ten days of talk that end today: something for every question, each day the same. */
import { landedRows } from './given.ts';
import type { LandedRow } from './lake.ts';

const DAYS = 10;
const DAY_MS = 86_400_000;
const BUTTONS = JSON.stringify([
  { position: 1, kind: 'quick_reply', id: 'yes' },
  { position: 2, kind: 'url', id: 'shop' },
]);
const EACH = {
  channel: 'whatsapp',
  account_id: '100',
  endpoint_id: '200',
  source: 'meta',
  source_event: 'messages.status',
  event_at_source: 'event',
  contact_country: 'IN',
};
const CAMPAIGN = {
  direction: 'outbound',
  campaign_id: 'autumn',
  template_name: 'sale',
  template_language: 'en',
  pricing_category: 'marketing',
  pricing_model: 'PMP',
  pricing_type: 'regular',
};
const INBOUND = { direction: 'inbound', source_event: 'messages.text' };

type Given = Readonly<Record<string, unknown>>;

/** A market with an example rate; Brazil has none, so that its charges are unknown. */
export const REFERENCE = {
  rate_markets: [{ country: 'IN', market: 'India', valid_from: '2025-07-01' }],
  rate_cards: [
    {
      card: 'example',
      is_example: true,
      pricing_model: 'PMP',
      market: 'India',
      category: 'marketing',
      currency: 'USD',
      tier_from: 1,
      rate_micros: 10_900,
      valid_from: '2025-07-01',
    },
  ],
};

/** Rows as they landed; each day has contacts of its own. */
export function recentTalk(now: Date): readonly LandedRow[] {
  const days = Array.from({ length: DAYS }, (_, index) => new Date(now.getTime() - index * DAY_MS));
  return landedRows(
    days.flatMap((day) => dayOfTalk(day.toISOString().slice(0, 10))),
    EACH,
  ).map((row, index) => ({
    ...row,
    // The copy of an event has its key.
    event_key: row.copy_of === undefined ? `event ${index}` : `event ${index - 1}`,
  }));
}

function dayOfTalk(day: string): readonly Given[] {
  const at = (clock: string) => `${day} ${clock}:00.000`;
  const of = (name: string) => ({ contact_key: `${name} ${day}`, phone_key: `${name} ${day}` });
  const sent = (name: string, more: Given = {}): Given => ({
    ...CAMPAIGN,
    ...of(name),
    ...more,
    message_key: `to ${name} ${day}`,
  });
  const delivered = (name: string, more: Given = {}): readonly Given[] => [
    {
      ...sent(name, more),
      event_type: 'message_recorded',
      event_at: at('10:00'),
      sent_buttons: BUTTONS,
      source: 'sends',
    },
    { ...sent(name, more), event_type: 'message_sent', event_at: at('10:00') },
    { ...sent(name, more), event_type: 'message_delivered', event_at: at('10:01') },
  ];
  const failed = (name: string, error_code: number): readonly Given[] => [
    { ...sent(name), event_type: 'message_sent', event_at: at('10:00') },
    { ...sent(name), event_type: 'message_failed', event_at: at('10:01'), error_code },
  ];
  const answer = { ...of('ann'), direction: 'outbound', message_key: `answer ${day}` };
  return [
    ...delivered('ann'),
    ...delivered('bob'),
    ...delivered('cal', { contact_country: 'BR' }),
    ...failed('dan', 131026),
    ...failed('eve', 999999),
    { ...sent('ann'), event_type: 'message_read', event_at: at('10:05') },
    { ...sent('ann'), event_type: 'message_read', event_at: at('10:05'), copy_of: 'the last' },
    {
      ...INBOUND,
      ...of('ann'),
      event_type: 'message_received',
      event_at: at('10:10'),
      message_key: `from ann ${day}`,
      reply_to_key: `to ann ${day}`,
    },
    { ...answer, event_type: 'message_sent', event_at: at('10:20') },
    { ...answer, event_type: 'message_delivered', event_at: at('10:21') },
    {
      ...INBOUND,
      ...of('bob'),
      event_type: 'message_clicked',
      event_at: at('10:15'),
      message_key: `from bob ${day}`,
      reply_to_key: `to bob ${day}`,
      reply_id: 'yes',
      click_kind: 'quick_reply',
    },
    { ...INBOUND, ...of('cal'), event_type: 'opted_out', event_at: at('11:00'), consent_scope: 'marketing' },
    { event_type: 'unmapped', source_event: 'hologram.change', event_at: at('09:00'), received_at: at('12:00') },
  ];
}
