import { at, isObject, type JsonObject, member } from '../../shared/json.ts';

/** What a status says of its price. Meta's examples of groups have it inside `conversation` (docs/sources.md). */
export function priceOf(status: JsonObject): JsonObject | null {
  const places = [member(status, 'pricing'), at(status, 'conversation.pricing')];
  return places.find(isObject) ?? null;
}
