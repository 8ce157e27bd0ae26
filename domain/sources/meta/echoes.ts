import { isObject, member } from '../../shared/json.ts';
import { contactOf, type Mapped, type Mappings, type MetaItem, textAt, withOrigin } from '../shared/mapping.ts';
import { contactSync, userIdUpdate } from './identity-change.ts';
import { messageColumns, messageEvent } from './message-row.ts';
import { OUTBOUND_EVENTS } from './words.ts';

/** What the business does on its phone, where the number is used in the WhatsApp Business app as well. */
export const ECHO_MAPPINGS: Mappings = {
  'smb_message_echoes.message_echo': echo,
  'smb_message_echoes.message': echo,
  'message_echoes.message_echo': echo,
  'message_echoes.message': echo,
  'standby.message_echo': withOrigin('standby', echoOfRequest),
  'history.message_echo': withOrigin('history', echo),
  'smb_app_state_sync.state_sync': contactSync,
  'user_id_update.user_id_update': userIdUpdate,
  'user_id_update.change': userIdUpdate,
};

/** While another sender answers, the echo holds the request that sent the message, one level deeper. */
function echoOfRequest(element: MetaItem): Mapped {
  const request = member(element.item, 'message');
  if (!isObject(request)) return echo(element);
  return {
    ...echo({ ...element, item: { ...request, id: member(element.item, 'id') } }),
    at: member(element.item, 'timestamp'),
  };
}

/** A message of the business's own, by its phone or by another agent. */
function echo(element: MetaItem): Mapped {
  const { item, context } = element;
  const event = messageEvent(item);
  return {
    row: {
      event_type: OUTBOUND_EVENTS.get(event) ?? event,
      direction: 'outbound',
      ...contactOf(element, {
        phones: [textAt(item, 'to'), textAt(context, 'contact.wa_id')],
        userIds: [textAt(item, 'to_user_id', 'recipient'), textAt(context, 'contact.user_id')],
        parentUserIds: [textAt(item, 'to_parent_user_id'), textAt(context, 'contact.parent_user_id')],
        usernames: [textAt(context, 'contact.profile.username')],
      }),
      ...messageColumns(element, 'message_echo'),
    },
  };
}
