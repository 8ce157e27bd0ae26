import type { SourceRow } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, isObject, type JsonObject, member } from '../../shared/json.ts';
import { keyOf, type MetaItem, textAt, wordOf } from '../shared/mapping.ts';
import { priceOf } from './price.ts';

export function hasConversation(item: JsonObject): boolean {
  return isObject(member(item, 'conversation'));
}

/** Until v24.0, and in free entry point windows after it. */
export function conversationAndPricingFacts(element: MetaItem): Partial<SourceRow> {
  return { ...conversationFacts(element), ...pricingFacts(element) };
}

function conversationFacts(element: MetaItem): Partial<SourceRow> {
  const { item } = element;
  const expiresAt = instantOf(at(item, 'conversation.expiration_timestamp'));
  return {
    // Of 32 hexadecimal digits: nothing tells it from the MD5 of a phone number, so it is keyed.
    conversation_id: keyOf(element, 'conversation', textAt(item, 'conversation.id')),
    conversation_origin: wordOf(element, textAt(item, 'conversation.origin.type')),
    conversation_expires_at: expiresAt === null ? null : timestampText(expiresAt),
  };
}

/** In both its models, by what it holds: CBP has no `type`, PMP (since 1 Jul 2025, in all versions) has one. */
export function pricingFacts(element: MetaItem): Partial<SourceRow> {
  const price = priceOf(element.item);
  if (price === null) return {};
  const billable = member(price, 'billable');
  return {
    // Meta writes `authentication-international` here and `authentication_international` elsewhere.
    pricing_category: wordOf(element, textAt(price, 'category')?.replaceAll('-', '_') ?? null),
    pricing_type: wordOf(element, textAt(price, 'type')),
    pricing_model: wordOf(element, textAt(price, 'pricing_model')),
    pricing_billable: typeof billable === 'boolean' ? billable : null,
  };
}
