import { contactOf, type Mapped, type Mappings, type MetaItem, textAt, withOrigin } from '../shared/mapping.ts';

/** A contact whom nothing beside it names: in `contacts` without messages or statuses, or beside those of others. */
export const CONTACT_MAPPINGS: Mappings = {
  'messages.contact': contact,
  'calls.contact': contact,
  'smb_message_echoes.contact': contact,
  'message_echoes.contact': contact,
  'user_preferences.contact': contact,
  'automatic_events.contact': contact,
  'messaging_handovers.contact': contact,
  'history.contact': withOrigin('history', contact),
  'standby.contact': withOrigin('standby', contact),
};

/** Who it is, by every name that stands together there; never what they are called. */
function contact(element: MetaItem): Mapped {
  const { item } = element;
  const stated = (...names: readonly string[]) => names.map((name) => textAt(item, name));
  const [phones, userIds] = [stated('wa_id'), stated('user_id')];
  const [parentUserIds, usernames] = [stated('parent_user_id'), stated('profile.username')];
  const isNamed = [...phones, ...userIds, ...parentUserIds, ...usernames].some((name) => name !== null);
  return {
    row: {
      event_type: isNamed ? 'contact_synced' : 'unmapped',
      ...contactOf(element, { phones, userIds, parentUserIds, usernames }),
    },
  };
}
