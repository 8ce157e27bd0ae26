import type { SourceRow } from '../../event/row.ts';
import { member } from '../../json.ts';
import { contactOf, keyOf, type MetaItem, textAt } from './mapping.ts';

/** Names of the parent recipient's member beside the present one; they came and went for all versions at once in 2026. */
const FORMER_PARENT_NAMES = [
  'parent_recipient_user_id', // From 9 Apr until 5 May.
  'parent_user_id', // Until 9 Apr.
];

/** In a group the recipient is the group; the contact is the participant. */
export function recipientColumns(element: MetaItem): Partial<SourceRow> {
  const { item, context } = element;
  const isGroup = member(item, 'recipient_type') === 'group';
  const who = isGroup ? 'recipient_participant' : 'recipient';
  return {
    ...contactOf(element, {
      phones: [textAt(item, `${who}_id`), textAt(context, 'contact.wa_id')],
      userIds: [textAt(item, `${who}_user_id`), textAt(context, 'contact.user_id')],
      parentUserIds: [
        textAt(item, `${who}_parent_user_id`, ...FORMER_PARENT_NAMES),
        textAt(context, 'contact.parent_user_id'),
      ],
      usernames: [textAt(context, 'contact.profile.username')],
    }),
    recipient_type: isGroup ? 'group' : null,
    group_key: isGroup ? keyOf(element, 'group', textAt(item, 'recipient_id')) : null,
  };
}
