import type { SourceRow } from '../../event/row.ts';
import type { Pseudonym } from '../../identity/pseudonym.ts';
import { knownWordColumn } from '../../personal/keyed.ts';
import { MEDIA_TYPES } from '../../personal/media-types.ts';
import { at, type JsonObject, list, member, text } from '../../shared/json.ts';
import { memoize } from '../../shared/memoize.ts';
import { currencyCode } from './amounts.ts';
import { flowFacts } from './flow-reply.ts';
import { idOf, keyOf, type MetaItem, nameOf, textAt, wordOf } from './mapping.ts';
import { minorUnits, numberOf } from './money.ts';

type Facts = Partial<SourceRow>;
/** The columns of one type of message, from the member that is named like the type. */
type FactsOf = (element: MetaItem, body: unknown) => Facts;

/** By `messages[].type`. What people wrote gives its length and kind; the words stay behind. */
const FACTS: ReadonlyMap<string, FactsOf> = new Map<string, FactsOf>([
  ['text', (_element, body) => textFacts(textAt(body, 'body'))],
  ['image', mediaFacts],
  ['video', mediaFacts],
  ['document', mediaFacts],
  ['audio', (element, body) => ({ ...mediaFacts(element, body), is_voice: flagOf(member(body, 'voice')) })],
  ['voice', (element, body) => ({ ...mediaFacts(element, body), is_voice: true })],
  ['gif', mediaFacts],
  ['sticker', (element, body) => ({ ...mediaFacts(element, body), is_animated: flagOf(member(body, 'animated')) })],
  ['contacts', (_element, body) => ({ item_count: Array.isArray(body) ? body.length : null })],
  ['interactive', interactiveFacts],
  ['button', (element, body) => ({ click_kind: 'quick_reply', reply_id: nameOf(element, textAt(body, 'payload')) })],
  ['order', orderFacts],
  ['reaction', reactionFacts],
  ['edit', editFacts],
  ['revoke', (element, body) => ({ target_message_key: targetOf(element, body) })],
  ['unsupported', (element, body) => ({ unsupported_type: wordOf(element, textAt(body, 'type')) })],
]);

/** What a message of the type says beside the words of people. */
export function factsOf(element: MetaItem, type: string | null, message: unknown = element.item): Facts {
  return FACTS.get(type ?? '')?.(element, member(message, type ?? '')) ?? {};
}

const LINK = /https?:\/\/|\bwww\./i;

function textFacts(written: string | null): Facts {
  return written === null ? {} : { text_length: [...written].length, has_link: LINK.test(written) };
}

function mediaFacts(element: MetaItem, body: unknown): Facts {
  return { media_type: mediaType(element, textAt(body, 'mime_type')), ...textFacts(textAt(body, 'caption')) };
}

/** Without its parameters: `audio/ogg; codecs=opus` is `audio/ogg`. The sender's phone states it: an unknown one is keyed. */
function mediaType(element: MetaItem, written: string | null): string | null {
  if (written === null) return null;
  const bare = written.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPES.has(bare) ? bare : knownWordColumn(element.settings.ring, bare);
}

/** By `interactive.type`. */
const INTERACTIVE_FACTS: ReadonlyMap<string, FactsOf> = new Map<string, FactsOf>([
  ['button_reply', (element, reply) => ({ click_kind: 'quick_reply', reply_id: nameOf(element, textAt(reply, 'id')) })],
  ['list_reply', (element, reply) => ({ click_kind: 'list_row', reply_id: nameOf(element, textAt(reply, 'id')) })],
  ['nfm_reply', flowFacts],
  [
    'call_permission_reply',
    (element, reply) => ({
      new_state: wordOf(element, textAt(reply, 'response')),
      reason: wordOf(element, textAt(reply, 'response_source')),
    }),
  ],
]);

function interactiveFacts(element: MetaItem, body: unknown): Facts {
  const kind = textAt(body, 'type');
  return {
    reply_kind: wordOf(element, kind),
    ...INTERACTIVE_FACTS.get(kind ?? '')?.(element, member(body, kind ?? '')),
  };
}

function orderFacts(element: MetaItem, body: unknown): Facts {
  const items = list(member(body, 'product_items'));
  const currencies = [...new Set(items.map((item) => currencyCode(textAt(item, 'currency'))))];
  // Amounts of several currencies make no sum.
  const currency = currencies.length === 1 ? (currencies[0] ?? null) : null;
  const amounts = items.map((item) => lineAmount(item, currency));
  const sum = amounts.reduce<number>((total, amount) => total + (amount ?? Number.NaN), 0);
  return {
    catalog_id: idOf(element, textAt(body, 'catalog_id')),
    item_count: items.length,
    amount_minor: currency !== null && Number.isSafeInteger(sum) ? sum : null,
    currency,
    ...textFacts(textAt(body, 'text')),
  };
}

/** Quantity times price; Meta's figures come as numbers and as texts. */
function lineAmount(item: unknown, currency: string | null): number | null {
  const price = minorUnits(numberOf(member(item, 'item_price')), currency);
  const quantity = numberOf(member(item, 'quantity'));
  return price === null || quantity === null ? null : price * quantity;
}

const SYMBOL = /^\p{Extended_Pictographic}\ufe0f?\p{EMod}?$/u;

/** An emoji, or a symbol that is shown as one; a text that somebody puts in its place is not kept. */
function isEmoji(written: string): boolean {
  return SYMBOL.test(written) || isEmojiSequence(written);
}

function isEmojiSequence(written: string): boolean {
  return sequencePattern('v').test(written);
}

/** Families, flags and their like. Node takes some 15 ms to make the pattern, and as long at its first use: a function's start does not wait for it. */
const sequencePattern = memoize(1, (flags: string) => new RegExp('^\\p{RGI_Emoji}$', flags));

function reactionFacts(element: MetaItem, body: unknown): Facts {
  const emoji = textAt(body, 'emoji');
  return {
    target_message_key: keyOf(element, 'message', textAt(body, 'message_id')),
    reaction: emoji !== null && isEmoji(emoji) ? emoji : null,
  };
}

/** A removed reaction has no emoji; some report an empty one. */
export function isRemoval(message: JsonObject): boolean {
  const emoji = at(message, 'reaction.emoji');
  return emoji === undefined || emoji === null || emoji === '';
}

/** The facts of what the message says now; an edit within an edit is none of Meta's shapes. */
function editFacts(element: MetaItem, body: unknown): Facts {
  const message = member(body, 'message');
  const type = text(member(message, 'type'));
  const facts = type === 'edit' ? {} : factsOf(element, type, message);
  return { ...facts, target_message_key: targetOf(element, body) };
}

function targetOf(element: MetaItem, body: unknown): Pseudonym | null {
  return keyOf(element, 'message', textAt(body, 'original_message_id'));
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
