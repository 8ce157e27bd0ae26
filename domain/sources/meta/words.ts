import type { EventType } from '../../event/event-types.ts';

/** `statuses[].status` and the event each is. */
export const STATUS_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['sent', 'message_sent'],
  ['delivered', 'message_delivered'],
  ['read', 'message_read'],
  ['played', 'message_played'],
  ['failed', 'message_failed'],
]);

/** `messages[].type` and the event each is; `interactive`, `reaction` and `system` say more, in the tables below. */
export const MESSAGE_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['text', 'message_received'],
  ['image', 'message_received'],
  ['video', 'message_received'],
  ['audio', 'message_received'],
  ['document', 'message_received'],
  ['sticker', 'message_received'],
  ['location', 'message_received'],
  ['contacts', 'message_received'],
  ['interactive', 'message_received'],
  ['button', 'message_clicked'],
  ['order', 'order_placed'],
  ['reaction', 'reaction_added'],
  ['edit', 'message_edited'],
  ['revoke', 'message_revoked'],
  ['unsupported', 'message_received'],
  ['request_welcome', 'chat_opened'],
  // Used in histories for media that follow later.
  ['media_placeholder', 'message_received'],
  // Of the on-premises API, and of libraries that read what providers send (docs/sources.md).
  ['voice', 'message_received'],
  ['ad', 'message_received'],
  ['ephemeral', 'message_received'],
  ['hsm', 'message_received'],
  ['template', 'message_received'],
  ['unknown', 'message_received'],
  // What Meta otherwise names in `unsupported.type`.
  ['errors', 'message_received'],
  ['gif', 'message_received'],
  ['group_invite', 'message_received'],
  ['link_preview', 'message_received'],
  ['list', 'message_received'],
  ['poll_creation', 'message_received'],
  ['product', 'message_received'],
]);

/** `interactive.type`; a message of another kind of interaction is a message still. */
export const INTERACTIVE_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['button_reply', 'message_clicked'],
  ['list_reply', 'message_clicked'],
  ['nfm_reply', 'flow_submitted'],
  ['call_permission_reply', 'call_permission_answered'],
]);

/** `system.type`: what Meta says of the contact, in the words of its versions. */
export const SYSTEM_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['user_changed_number', 'contact_identity_changed'],
  ['customer_changed_number', 'contact_identity_changed'],
  ['user_changed_user_id', 'contact_identity_changed'],
  ['customer_identity_changed', 'contact_identity_changed'],
  ['user_identity_changed', 'contact_identity_changed'],
]);

/** The type of a message of the business's own; Meta reports it in the same shapes as a contact's. */
export const OUTBOUND_EVENTS: ReadonlyMap<EventType, EventType> = new Map([
  ['message_received', 'message_echoed'],
  ['message_clicked', 'message_echoed'],
  ['flow_submitted', 'message_echoed'],
  ['order_placed', 'message_echoed'],
  ['call_permission_answered', 'message_echoed'],
  ['chat_opened', 'unmapped'],
]);
