import type { SourceRow } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, isObject, type JsonObject, member } from '../../json.ts';
import { textAt } from './mapping.ts';
import { priceOf } from './price.ts';
import { pricingModel, vendorWord } from './words.ts';

export function hasConversation(item: JsonObject): boolean {
  return isObject(member(item, 'conversation'));
}

/** Until v24.0, and in free entry point windows after it. */
export function conversationAndPricingFacts(item: JsonObject): Partial<SourceRow> {
  return { ...conversationFacts(item), ...pricingFacts(item) };
}

function conversationFacts(item: JsonObject): Partial<SourceRow> {
  const expiresAt = instantOf(at(item, 'conversation.expiration_timestamp'));
  const id = textAt(item, 'conversation.id');
  return {
    // Conversation ids are hexadecimal.
    conversation_id: id !== null && /^[0-9a-f]{16,64}$/i.test(id) ? id : null,
    conversation_origin: vendorWord(textAt(item, 'conversation.origin.type')),
    conversation_expires_at: expiresAt === null ? null : timestampText(expiresAt),
  };
}

/** In both its models, by what it holds: CBP has no `type`, PMP (since 1 Jul 2025, in all versions) has one. */
export function pricingFacts(item: JsonObject): Partial<SourceRow> {
  const price = priceOf(item);
  if (price === null) return {};
  const billable = member(price, 'billable');
  return {
    // Meta writes `authentication-international` here and `authentication_international` elsewhere.
    pricing_category: vendorWord(textAt(price, 'category'))?.replaceAll('-', '_') ?? null,
    pricing_type: vendorWord(textAt(price, 'type')),
    pricing_model: pricingModel(textAt(price, 'pricing_model')),
    pricing_billable: typeof billable === 'boolean' ? billable : null,
  };
}
