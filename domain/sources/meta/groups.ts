import { isObject, type JsonObject, list, member } from '../../shared/json.ts';
import { errorCode } from '../shared/errors.ts';
import { contactOf, keyOf, type Mapped, type Mappings, type MetaItem, textAt, wordOf } from '../shared/mapping.ts';
import { sourceEvent, vendorWord } from '../shared/words.ts';

/** Meta's pages name the field, and the first two words, in two ways (docs/sources.md). */
const PARTICIPANT_EVENTS = [
  'group_participants_add',
  'group_participants_remove',
  'group_add_participants',
  'group_remove_participants',
  'group_join_request_created',
  'group_join_request_revoked',
];

export const GROUP_MAPPINGS: Mappings = {
  ...both('group_lifecycle_update', ['group_create', 'group_delete']),
  ...both('group_participants_update', PARTICIPANT_EVENTS),
  ...both('group_participant_update', PARTICIPANT_EVENTS),
  ...both('group_settings_update', ['group_settings_update']),
  ...both('group_status_update', ['group_suspend', 'group_suspend_cleared']),
};

/** Meta's pages show a list `groups`; a value that is the group itself means the same. */
function both(field: string, types: readonly string[]): Mappings {
  const known = new Set(types);
  return {
    [`${field}.group`]: (element) => group(element, `${field}.group`, known),
    [`${field}.change`]: (element) => group(element, `${field}.change`, known),
  };
}

/** A field's own event without a `type` is still a change of the group; a `type` that is not known is unmapped. */
function group(element: MetaItem, place: string, known: ReadonlySet<string>): Mapped {
  const { item } = element;
  const type = textAt(item, 'type');
  const groupId = textAt(item, 'group_id', 'id');
  const isKnown = groupId !== null && (type === null || known.has(type));
  return {
    row: {
      event_type: isKnown ? 'group_changed' : 'unmapped',
      source_event: sourceEvent(place, vendorWord(type)),
      ...contact(element),
      group_key: keyOf(element, 'group', groupId),
      item_count: participantCount(item),
      error_code: errorCode(item) ?? errorOfFailed(item),
      entity_kind: 'group',
      new_state: wordOf(element, type),
      reason: wordOf(element, textAt(item, 'reason')),
    },
  };
}

/** Those whose place in the group changed; participants that could not be added or removed are not among them. */
const PARTICIPANT_LISTS = ['added_participants', 'removed_participants', 'participants'];

function participantsOf(item: JsonObject): readonly unknown[] {
  return PARTICIPANT_LISTS.flatMap((name) => list(member(item, name)));
}

function participantCount(item: JsonObject): number | null {
  return PARTICIPANT_LISTS.some((name) => Array.isArray(member(item, name))) ? participantsOf(item).length : null;
}

function errorOfFailed(item: JsonObject): number | null {
  const first = list(member(item, 'failed_participants'))[0];
  return isObject(first) ? errorCode(first) : null;
}

/** A row has room for one contact: who asks to join, or the only participant. */
function contact(element: MetaItem) {
  const participants = participantsOf(element.item);
  const sole = participants.length === 1 ? participants[0] : undefined;
  const stated = (...names: readonly string[]) => [textAt(element.item, ...names), textAt(sole, ...names)];
  return contactOf(element, {
    phones: stated('wa_id', 'input'),
    userIds: stated('user_id'),
    parentUserIds: stated('parent_user_id'),
    usernames: stated('username'),
  });
}
