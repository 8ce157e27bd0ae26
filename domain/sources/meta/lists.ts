import type { KeyParts } from '../../identity/event-key.ts';
import { at, type JsonObject, member, text } from '../../shared/json.ts';
import { priceOf } from './price.ts';

/** One of the lists that Meta's `value` may hold, and what makes an item of it the same item in every copy. */
export interface ItemList {
  /** The member of `value`. */
  readonly name: string;
  readonly kind: string;
  /** Null where the item lacks what it is known by; its content is its identity then. */
  readonly identity: (item: JsonObject, phoneNumberId: string | null) => KeyParts | null;
  /** Members (dotted paths) that name the contact, to pick the right one of `contacts[]`. */
  readonly party?: readonly string[];
  /** Items that name nobody: a sole contact beside a sole item is whose doing it is. */
  readonly namesNobody?: true;
  /** Only in changes of this field; elsewhere a member of that name is an attribute, not a list of events. */
  readonly onlyInField?: string;
}

/** A member of a list, before it becomes an item. */
export interface ListedItem {
  readonly itemList: ItemList;
  readonly item: unknown;
  /** What only this item's surroundings say. */
  readonly around?: JsonObject;
}

const byContent = () => null;

/** Meta documents user actions and automatic events without their person; these are how its other lists name one. */
const ACTING_PARTY = ['wa_id', 'user_id', 'from', 'from_user_id'];

/** The last two where the echo holds the request that sent the message ("Standby webhooks"). */
const ECHO_PARTY = ['to', 'to_user_id', 'message.to', 'message.recipient'];

/** Keys as in Meta's reference: ids are unique per message, statuses per message and status. */
export const ITEM_LISTS: readonly ItemList[] = [
  { name: 'messages', kind: 'message', party: ['from', 'from_user_id'], identity: numberAndId },
  {
    name: 'statuses',
    kind: 'status',
    party: [
      ...['recipient_participant_id', 'participant_recipient_id', 'recipient_participant_user_id'],
      ...['recipient_id', 'message.recipient_id', 'recipient_user_id'],
    ],
    identity: statusIdentity,
  },
  { name: 'message_echoes', kind: 'message_echo', party: ECHO_PARTY, identity: numberAndId },
  {
    name: 'smb_message_echoes',
    kind: 'message_echo',
    party: ECHO_PARTY,
    identity: numberAndId,
    onlyInField: 'smb_message_echoes',
  },
  {
    name: 'calls',
    kind: 'call',
    party: ['from', 'from_user_id', 'to', 'to_user_id'],
    identity: (item) => known(item, ['id', 'event']),
  },
  {
    name: 'automatic_events',
    kind: 'automatic_event',
    party: ACTING_PARTY,
    namesNobody: true,
    identity: (item) => known(item, ['id', 'event_name']),
  },
  { name: 'user_preferences', kind: 'user_preference', party: ['wa_id', 'user_id'], identity: preferenceIdentity },
  {
    name: 'user_actions',
    kind: 'user_action',
    party: ACTING_PARTY,
    namesNobody: true,
    identity: actionIdentity,
  },
  { name: 'state_sync', kind: 'state_sync', identity: byContent },
  { name: 'history', kind: 'history', identity: byContent },
  {
    name: 'user_id_update',
    kind: 'user_id_update',
    party: ['wa_id'],
    identity: byContent,
    onlyInField: 'user_id_update',
  },
  { name: 'groups', kind: 'group', identity: byContent },
  { name: 'errors', kind: 'error', identity: byContent, onlyInField: 'messages' },
];

/** Not a member of `value`: the messages stand in the threads of a piece of `history`. */
export const PAST_MESSAGES: ItemList = { name: 'history', kind: 'history_message', identity: numberAndId };

function numberAndId(item: JsonObject, phoneNumberId: string | null): KeyParts | null {
  const id = known(item, ['id']);
  return id && [phoneNumberId, ...id];
}

const PARTICIPANT = ['recipient_participant_user_id', 'recipient_participant_id', 'participant_recipient_id'];

/** `message` says the same as no type. One that is not known may be of something else than the message. */
function typeOf(status: JsonObject): string | null {
  const type = text(member(status, 'type'));
  return type === 'message' ? null : type;
}

/**
 * Combined statuses of a group message differ by participant only. Prices come on one of a message's statuses, and not
 * always on its first copy: a copy that carries one is an event of its own.
 */
function statusIdentity(item: JsonObject): KeyParts | null {
  const identity = known(item, ['id', 'status']);
  if (identity === null) return null;
  const [participant = null] = PARTICIPANT.map((name) => text(member(item, name))).filter((id) => id !== null);
  const pricing = priceOf(item) === null ? null : 'pricing';
  const transaction = text(at(item, 'payment.transaction.id'));
  const transactionStatus = text(at(item, 'payment.transaction.status'));
  return [...identity, typeOf(item), participant, pricing, transaction, transactionStatus];
}

/** A click and the view of the page that it opens share the click's id ("Track landing page views"). */
function actionIdentity(item: JsonObject): KeyParts | null {
  const click = known(item, ['marketing_messages_link_click_data.click_id']);
  return click && [text(member(item, 'action_type')), ...click];
}

function preferenceIdentity(item: JsonObject, phoneNumberId: string | null): KeyParts | null {
  const user = text(member(item, 'user_id')) ?? text(member(item, 'wa_id'));
  const rest = known(item, ['category', 'value', 'timestamp']);
  return user === null || rest === null ? null : [phoneNumberId, user, ...rest];
}

function known(item: JsonObject, paths: readonly string[]): KeyParts | null {
  const parts = paths.map((path) => text(at(item, path)));
  return parts.includes(null) ? null : parts;
}
