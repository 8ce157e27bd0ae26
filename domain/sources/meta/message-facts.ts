import type { RowDraft } from '../../event/row.ts';
import type { Pseudonym } from '../../identity/pseudonym.ts';
import { at, type JsonObject, list, member, text } from '../../shared/json.ts';
import { currencyCode } from '../shared/amounts.ts';
import { emojiOf, mediaType, textFacts } from '../shared/content.ts';
import { idOf, keyOf, type MappingInput, nameOf, textAt, wordOf } from '../shared/mapping.ts';
import { minorUnits, numberOf } from '../shared/money.ts';
import { flowFacts } from './flow-reply.ts';

type Facts = Partial<RowDraft>;
/** The columns of one type of message, from the member that is named like the type. */
type FactsOf = (input: MappingInput, body: unknown) => Facts;

/** By `messages[].type`. What people wrote gives its length and kind; the words stay behind. */
const FACTS: ReadonlyMap<string, FactsOf> = new Map<string, FactsOf>([
  ['text', (_element, body) => textFacts(textAt(body, 'body'))],
  ['image', mediaFacts],
  ['video', mediaFacts],
  ['document', mediaFacts],
  ['audio', (input, body) => ({ ...mediaFacts(input, body), is_voice: flagOf(member(body, 'voice')) })],
  ['voice', (input, body) => ({ ...mediaFacts(input, body), is_voice: true })],
  ['gif', mediaFacts],
  ['sticker', (input, body) => ({ ...mediaFacts(input, body), is_animated: flagOf(member(body, 'animated')) })],
  ['contacts', (_element, body) => ({ item_count: Array.isArray(body) ? body.length : null })],
  ['interactive', interactiveFacts],
  ['button', (input, body) => ({ click_kind: 'quick_reply', reply_id: nameOf(input, textAt(body, 'payload')) })],
  ['order', orderFacts],
  ['reaction', reactionFacts],
  ['edit', editFacts],
  ['revoke', (input, body) => ({ target_message_key: targetOf(input, body) })],
  ['unsupported', (input, body) => ({ unsupported_type: wordOf(input, textAt(body, 'type')) })],
]);

/** What a message of the type says beside the words of people. */
export function factsOf(input: MappingInput, type: string | null, message: unknown = input.item): Facts {
  return FACTS.get(type ?? '')?.(input, member(message, type ?? '')) ?? {};
}

function mediaFacts(input: MappingInput, body: unknown): Facts {
  return { media_type: mediaType(input, textAt(body, 'mime_type')), ...textFacts(textAt(body, 'caption')) };
}

/** By `interactive.type`. */
const INTERACTIVE_FACTS: ReadonlyMap<string, FactsOf> = new Map<string, FactsOf>([
  ['button_reply', (input, reply) => ({ click_kind: 'quick_reply', reply_id: nameOf(input, textAt(reply, 'id')) })],
  ['list_reply', (input, reply) => ({ click_kind: 'list_row', reply_id: nameOf(input, textAt(reply, 'id')) })],
  ['nfm_reply', flowFacts],
  [
    'call_permission_reply',
    (input, reply) => ({
      new_state: wordOf(input, textAt(reply, 'response')),
      reason: wordOf(input, textAt(reply, 'response_source')),
    }),
  ],
]);

function interactiveFacts(input: MappingInput, body: unknown): Facts {
  const kind = textAt(body, 'type');
  return {
    reply_kind: wordOf(input, kind),
    ...INTERACTIVE_FACTS.get(kind ?? '')?.(input, member(body, kind ?? '')),
  };
}

function orderFacts(input: MappingInput, body: unknown): Facts {
  const items = list(member(body, 'product_items'));
  const currencies = [...new Set(items.map((item) => currencyCode(textAt(item, 'currency'))))];
  // Amounts of several currencies make no sum.
  const currency = currencies.length === 1 ? (currencies[0] ?? null) : null;
  const amounts = items.map((item) => lineAmount(item, currency));
  const sum = amounts.reduce<number>((total, amount) => total + (amount ?? Number.NaN), 0);
  return {
    catalog_id: idOf(input, textAt(body, 'catalog_id')),
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

function reactionFacts(input: MappingInput, body: unknown): Facts {
  const emoji = textAt(body, 'emoji');
  return {
    target_message_key: keyOf(input, 'message', textAt(body, 'message_id')),
    reaction: emojiOf(emoji),
  };
}

/** A removed reaction has no emoji; some report an empty one. */
export function isRemoval(message: JsonObject): boolean {
  const emoji = at(message, 'reaction.emoji');
  return emoji === undefined || emoji === null || emoji === '';
}

/** The facts of what the message says now; an edit within an edit is not a shape of Meta's. */
function editFacts(input: MappingInput, body: unknown): Facts {
  const message = member(body, 'message');
  const type = text(member(message, 'type'));
  const facts = type === 'edit' ? {} : factsOf(input, type, message);
  return { ...facts, target_message_key: targetOf(input, body) };
}

function targetOf(input: MappingInput, body: unknown): Pseudonym | null {
  return keyOf(input, 'message', textAt(body, 'original_message_id'));
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
