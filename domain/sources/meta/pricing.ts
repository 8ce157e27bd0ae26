import type { RowDraft } from '../../event/row.ts';
import { instantOf, timestampText } from '../../event/time.ts';
import { at, isObject, type JsonObject, member } from '../../shared/json.ts';
import { keyOf, type MappingInput, textAt, wordOf } from '../shared/mapping.ts';
import { priceOf } from './price.ts';

export function hasConversation(item: JsonObject): boolean {
  return isObject(member(item, 'conversation'));
}

/** Until v24.0, and in free entry point windows after it. */
export function conversationAndPricingFacts(input: MappingInput): Partial<RowDraft> {
  return { ...conversationFacts(input), ...pricingFacts(input) };
}

function conversationFacts(input: MappingInput): Partial<RowDraft> {
  const { item } = input;
  const expiresAt = instantOf(at(item, 'conversation.expiration_timestamp'));
  return {
    // 32 hexadecimal digits: it looks like the MD5 of a phone number, so it is keyed.
    conversation_id: keyOf(input, 'conversation', textAt(item, 'conversation.id')),
    conversation_origin: wordOf(input, textAt(item, 'conversation.origin.type')),
    conversation_expires_at: expiresAt === null ? null : timestampText(expiresAt),
  };
}

/** In both its models, by what it holds: CBP has no `type`, PMP (since 1 Jul 2025, in all versions) has one. */
export function pricingFacts(input: MappingInput): Partial<RowDraft> {
  const price = priceOf(input.item);
  if (price === null) return {};
  const billable = member(price, 'billable');
  return {
    // Meta writes `authentication-international` here and `authentication_international` elsewhere.
    pricing_category: wordOf(input, textAt(price, 'category')?.replaceAll('-', '_') ?? null),
    pricing_type: wordOf(input, textAt(price, 'type')),
    pricing_model: wordOf(input, textAt(price, 'pricing_model')),
    pricing_billable: typeof billable === 'boolean' ? billable : null,
  };
}
