import type { Aliases } from '../../identity/alias.ts';
import { isObject, type JsonObject, list, member } from '../../shared/json.ts';
import { type MetaItem, textAt } from '../shared/mapping.ts';

/** By what a message's sender may be known: the message, the contact beside it, and a card of their own that they sent. */
export function senderAliases({ item, context }: MetaItem): Aliases {
  return {
    phones: [textAt(item, 'from'), textAt(context, 'contact.wa_id'), ownCardPhone(item)],
    userIds: [textAt(item, 'from_user_id'), textAt(context, 'contact.user_id')],
    parentUserIds: [textAt(item, 'from_parent_user_id'), textAt(context, 'contact.parent_user_id')],
    usernames: [textAt(context, 'contact.profile.username')],
  };
}

/**
 * The number on a card that the sender shared of themselves, asked for it by the business (Meta: REQUEST_CONTACT_INFO):
 * a sole card with the sender's own user id. A card of anybody else says nothing of the sender.
 */
function ownCardPhone(item: JsonObject): string | null {
  const cards = list(member(item, 'contacts'));
  const [card] = cards;
  if (cards.length !== 1 || !isObject(card)) return null;
  const userId = textAt(item, 'from_user_id');
  const phones = list(member(card, 'phones'));
  const owners = [card, ...phones].map((one) => textAt(one, 'user_id')).filter((id) => id !== null);
  if (userId === null || owners.length === 0 || owners.some((owner) => owner !== userId)) return null;
  return textAt(phones[0], 'wa_id', 'phone');
}
