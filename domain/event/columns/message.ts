import { count, decimal, flag, instant, key, long, name, text } from './column.ts';

/** The message: what kind it is, never what it says. */
export const MESSAGE = {
  message_key: key('The message: keyed hash of its id (a wamid carries the phone number in clear).'),
  reply_to_key: key('The message this one answers: comparable with `message_key`.'),
  target_message_key: key('The message that is reacted to, edited or revoked: comparable with `message_key`.'),
  call_key: key('The call, by its id.'),
  message_type: text('Kind of message in the vendor’s word: `text`, `image`, `interactive`, `button`, …'),
  reply_kind: text('Kind of interactive answer: `button_reply`, `list_reply`, `nfm_reply`, …'),
  reply_id: name('Id of the button or row that was tapped, as the business named it.'),
  text_length: count('Length of the text, caption or comment, in characters.'),
  has_link: flag('Whether the text holds a link.'),
  media_type: text('Media type of what was attached: `image/jpeg`, `audio/ogg`, …'),
  is_voice: flag('Whether the audio was recorded as a voice message.'),
  is_animated: flag('Whether the sticker is animated.'),
  is_forwarded: flag('Whether the message was forwarded.'),
  item_count: count('How many contact cards, products, participants or duplicates it holds.'),
  catalog_id: text('The catalogue that a product or an order refers to.'),
  product_id: name('The product, by the business’s own number.'),
  reaction: text('The emoji of a reaction.'),
  unsupported_type: text('What WhatsApp could not pass on.'),
  flow_token_key: key('The run of a flow.'),
  flow_name: text('The kind of form that was answered, in the vendor’s word.'),
  click_kind: text('What was tapped: `quick_reply`, `list_row`, `cta`, `body`, …'),
  click_key: key('The click, by the vendor’s id.'),
  referral_source_type: text('What brought the contact: `ad` or `post`.'),
  referral_source_id: text('The ad or post, by the vendor’s id.'),
  ctwa_clid: key('The click on a click-to-WhatsApp ad.'),
};

/** What became of an outbound message, and what it is charged as. */
export const STATUS = {
  status: text(
    'Status in the vendor’s word: `sent`, `delivered`, `read`, `played`, `failed`; of payments and calls theirs.',
  ),
  error_code: count('The vendor’s code for a failure.'),
  recipient_type: text('`group` where the message went to a group.'),
  conversation_id: key('The vendor’s conversation, by its id, where it sends one.'),
  conversation_origin: text('How the conversation came about, in the vendor’s word.'),
  conversation_expires_at: instant('When the conversation’s window ends (UTC).'),
  pricing_category: text('What the message is charged as: `marketing`, `utility`, `authentication`, `service`, …'),
  pricing_type: text('Whether it is charged: `regular`, or one of the `free_…` kinds.'),
  pricing_model: text('`CBP` (by conversation, until 30 Jun 2025) or `PMP` (by message).'),
  pricing_billable: flag(
    'What the vendor says of being charged; it is retiring the field, so nothing may depend on it.',
  ),
  amount_minor: long('Amount of an order, payment or conversion, in the currency’s smallest unit.'),
  currency: text('Its currency, ISO 4217.'),
};

/** What the business meant by the message. */
export const CAMPAIGN = {
  template_id: text('Template the message was made from, by the vendor’s id.'),
  template_name: name('Template the message was made from, by name.'),
  template_language: text('Its language, as `en_US`.'),
  template_version: name('Its version or hash, as the business states it.'),
  template_category: text('Its category when it was sent, as the business states it.'),
  campaign_id: name('Campaign the message belongs to, where known.'),
  experiment_arm: name('Arm of the experiment that the contact was in.'),
  cost_tag: name('Whom the business charges the message to.'),
  sent_buttons: name('Buttons or rows as they were sent, in order, as JSON: position, kind and id.'),
  experiment_id: name('The experiment that the arm belongs to.'),
};

/** What changed about a template, number, account, flow, group or consent. */
export const ENTITY = {
  entity_kind: text('What the event is about: `template`, `phone_number`, `account`, `flow`, `group`, …'),
  entity_id: text('Which one, by the vendor’s id.'),
  old_state: text('Its state before, in the vendor’s word.'),
  new_state: text('Its state now, in the vendor’s word.'),
  reason: text('Why, in the vendor’s word.'),
  severity: text('How grave, in the vendor’s word.'),
  measured: decimal('What was measured: an error rate, a latency in milliseconds, an availability.'),
  threshold: decimal('The bound it crossed.'),
  duration_seconds: count('How long a call lasted.'),
  consent_scope: text('What a consent is about: `marketing`, `broadcast`, `all`.'),
  entity_key: key('Which one, where the vendor names it only by a phone number or user name of the business.'),
  effective_at: instant('When a change that is announced ahead takes effect (UTC).'),
  detail: text(
    'What the change is about, in the vendor’s words: kinds of error, a country, a pricing tier, a kind of conversion.',
  ),
};

/** What the lake says of itself: rows of `event_rows` in the family `lake`, never of `events`. */
export const LAKE = {
  duplicate_source: text('Source of the items that a delivery brought again; `item_count` says how many.', 2),
  duplicate_kind: text('Kind of the items that a delivery brought again, in the receiver’s words.', 2),
};
