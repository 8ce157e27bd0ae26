import type { SourceRow } from '../../event/row.ts';
import { member } from '../../shared/json.ts';
import { contactOf, keyOf, type MetaItem, textAt } from '../shared/mapping.ts';

/** Names of the parent recipient's member beside the present one; they came and went for all versions at once in 2026. */
const FORMER_PARENT_NAMES = [
  'parent_recipient_user_id', // From 9 Apr until 5 May.
  'parent_user_id', // Until 9 Apr.
];

/** Who got it: the members that name them. */
const CONTACT = {
  // The on-premises API's place beside Cloud API's.
  phone: ['recipient_id', 'message.recipient_id'],
  userId: 'recipient_user_id',
  parentUserId: ['recipient_parent_user_id', ...FORMER_PARENT_NAMES],
};
const PARTICIPANT = {
  // Two spellings are read in public libraries (docs/sources.md).
  phone: ['recipient_participant_id', 'participant_recipient_id'],
  userId: 'recipient_participant_user_id',
  parentUserId: ['recipient_participant_parent_user_id', ...FORMER_PARENT_NAMES],
};

/** In a group the recipient is the group; the contact is the participant. */
export function recipientColumns(element: MetaItem): Partial<SourceRow> {
  const { item, context } = element;
  const isGroup = member(item, 'recipient_type') === 'group';
  const who = isGroup ? PARTICIPANT : CONTACT;
  return {
    ...contactOf(element, {
      phones: [textAt(item, ...who.phone), textAt(context, 'contact.wa_id')],
      userIds: [textAt(item, who.userId), textAt(context, 'contact.user_id')],
      parentUserIds: [textAt(item, ...who.parentUserId), textAt(context, 'contact.parent_user_id')],
      usernames: [textAt(context, 'contact.profile.username')],
    }),
    recipient_type: isGroup ? 'group' : null,
    group_key: isGroup ? keyOf(element, 'group', textAt(item, 'recipient_id')) : null,
  };
}
