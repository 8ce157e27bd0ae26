import { engagement, messaging } from './definition.ts';

/** Messages and what becomes of them. */
export const MESSAGING = {
  message_received: messaging('A contact sent the business a message.'),
  message_clicked: messaging('A contact answered by tapping a button or a row of a list; it is a message too.'),
  flow_submitted: messaging('A contact finished a form and sent it; it is a message too.'),
  order_placed: messaging('A contact sent a cart of products; it is a message, and not yet a confirmed order.'),
  message_echoed: messaging(
    'The business wrote from the WhatsApp Business app; it counts as outbound and has no price.',
  ),
  message_recorded: messaging('The business reported what it sent: template, campaign, buttons.'),
  message_queued: messaging('The vendor took the business’s message and has not sent it on yet.'),
  message_sent: messaging('The vendor accepted the business’s message and sent it on its way.'),
  message_delivered: messaging('The message reached the contact’s device.', {
    category: 'marketing',
    aliases: ['template_delivered'],
  }),
  message_read: messaging('The contact opened the chat with the message in it, and has read receipts on.', {
    category: 'marketing',
    aliases: ['template_read'],
  }),
  message_played: messaging('The contact played the voice message for the first time.'),
  message_failed: messaging('The message was not delivered; `error_code` says why.'),
};

/** What contacts do beside writing: clicks on links, reactions, calls, consent, a new number. */
export const ENGAGEMENT = {
  chat_opened: engagement('A contact opened the chat for the first time, and has written nothing yet.'),
  reaction_added: engagement('Somebody put an emoji on a message.'),
  reaction_removed: engagement('Somebody took their emoji off a message.'),
  message_edited: engagement('Somebody changed a message after sending it.'),
  message_revoked: engagement('Somebody deleted a message for everyone.'),
  link_clicked: engagement('A contact tapped a link of a marketing message, as far as Meta observes it.'),
  opted_out: engagement('A contact no longer wants messages of the named scope.', {
    category: 'marketing',
    aliases: ['broadcast_opt_out'],
  }),
  opted_in: engagement('A contact wants messages of the named scope.'),
  call_connected: engagement('A call began.'),
  call_created: engagement('A call was set up.'),
  call_ended: engagement('A call ended; `duration_seconds` says how long it was.'),
  call_status_changed: engagement(
    'A call rang, was accepted or was turned down, or its recording or transcript is ready.',
  ),
  call_permission_answered: engagement('A contact answered whether the business may call.'),
  contact_identity_changed: engagement('A contact has another number or user id; the row has the keys of both.'),
  contact_synced: engagement(
    'An entry of the phone’s address book was added, changed or removed, or Meta named a contact beside no event of theirs.',
  ),
  payment_status_changed: engagement('A payment inside WhatsApp went on or failed.'),
  conversion_reported: engagement('Meta took a message for a lead or a purchase.'),
};
