import { hexadecimal } from './chance.ts';
import { PREVIOUS_USER_ID_FROM_MS } from './eras.ts';
import { seconds } from './items.ts';
import type { JsonObject } from './json.ts';
import type { Random } from './random.ts';
import type { Answerable } from './stage.ts';
import type { Aliases, Button, InboundWhat } from './truth.ts';

/** What a contact says: the members of the message that depend on it, and the button that was tapped. */
export interface Said {
  readonly what: InboundWhat;
  readonly members: JsonObject;
  readonly button: Button | null;
}

const WORDS = [
  'Thanks, tell me more',
  'Is it still to be had?',
  'Great',
  'How much is it?',
  'See https://example.com',
] as const;

export function words(random: Random): Said {
  const what = random.pick<'text' | 'image' | 'audio'>(['text', 'text', 'text', 'text', 'image', 'audio']);
  if (what === 'text') return plain(what, { type: 'text', text: { body: random.pick(WORDS) } });
  const media = { id: random.digits(15), mime_type: what === 'image' ? 'image/jpeg' : 'audio/ogg; codecs=opus' };
  const body = what === 'image' ? media : { ...media, voice: true };
  return plain(what, { type: what, [what]: body });
}

function plain(what: InboundWhat, members: JsonObject): Said {
  return { what, members, button: null };
}

/** A tap, a form or an order where the message had the button for it; words otherwise. */
export function byButton(random: Random, { buttons, flowToken, isTemplate }: Answerable): Said {
  const button = buttons[random.between(0, Math.max(buttons.length - 1, 0))];
  if (button === undefined || button.kind === 'url') return words(random);
  if (button.kind === 'catalog') return plain('order', order(random));
  if (button.kind === 'flow') return plain('flow_submit', flow(flowToken));
  if (button.kind === 'list_row') return { what: 'list_row', button, members: listReply(button) };
  return { what: 'tap', button, members: isTemplate ? templateButton(button) : buttonReply(button) };
}

function templateButton({ id }: Button): JsonObject {
  return { type: 'button', button: { payload: id, text: 'Sample' } };
}

function buttonReply({ id }: Button): JsonObject {
  return { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title: 'Sample' } } };
}

function listReply({ id }: Button): JsonObject {
  const list_reply = { id, title: 'Sample', description: 'A row' };
  return { type: 'interactive', interactive: { type: 'list_reply', list_reply } };
}

function flow(flowToken: string | null): JsonObject {
  const response_json = JSON.stringify({ ...(flowToken === null ? {} : { flow_token: flowToken }), day: 'Monday' });
  const nfm_reply = { name: 'flow', body: 'Sent', response_json };
  return { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } };
}

function order(random: Random): JsonObject {
  const item = { product_retailer_id: 'sku-1', quantity: random.between(1, 3), item_price: 12.5, currency: 'USD' };
  return { type: 'order', order: { catalog_id: '194000000000835', product_items: [item] } };
}

/** Of the first message of somebody who came by an ad. */
export function referral(random: Random): JsonObject {
  return {
    source_url: 'https://example.com/ad',
    source_id: `1202000000000${random.digits(2)}`,
    source_type: 'ad',
    headline: 'Sample',
    body: 'Sample',
    ctwa_clid: hexadecimal(random, 32),
  };
}

/** The members that name the sender. */
export function from({ phone, userId }: Aliases): JsonObject {
  return {
    ...(phone === null ? {} : { from: phone }),
    ...(userId === null ? {} : { from_user_id: userId }),
  };
}

/** Meta's word that a contact goes on under another number, or where that is hidden under another user id. */
export function changeItem(id: string, atMs: number, was: Aliases, is: Aliases): JsonObject {
  const isHidden = is.phone === null;
  const [before, after] = isHidden ? [was.userId, is.userId] : [was.phone, is.phone];
  return {
    id,
    timestamp: seconds(atMs),
    type: 'system',
    ...(was.phone === null ? {} : { from: was.phone }),
    system: {
      body: `User Sample Person changed from ${before} to ${after}`,
      ...(isHidden ? {} : { wa_id: is.phone }),
      ...(is.userId === null ? {} : { user_id: is.userId }),
      ...(is.userId === null || atMs < PREVIOUS_USER_ID_FROM_MS ? {} : { previous_user_id: was.userId }),
      type: isHidden ? 'user_changed_user_id' : 'user_changed_number',
    },
  };
}
