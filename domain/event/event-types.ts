import type { Family } from './families.ts';

interface EventTypeDefinition {
  /** One plain sentence. */
  readonly meaning: string;
  readonly family: Family;
}

/** The canonical dictionary: a closed list. A vendor's word that has no place here is `unmapped`, never an error. */
export const EVENT_TYPES = {
  message_received: { family: 'messaging', meaning: 'A contact sent the business a message.' },
  message_sent: { family: 'messaging', meaning: 'The vendor accepted the business’s message and sent it on its way.' },
  message_delivered: { family: 'messaging', meaning: 'The message reached the contact’s device.' },
  message_read: {
    family: 'messaging',
    meaning: 'The contact opened the chat with the message in it, and has read receipts on.',
  },
  message_played: { family: 'messaging', meaning: 'The contact played the voice message for the first time.' },
  message_failed: { family: 'messaging', meaning: 'The message was not delivered; `error_code` says why.' },
  unmapped: {
    family: 'unmapped',
    meaning: 'The vendor told us something whose meaning is not in this dictionary yet.',
  },
} as const satisfies Record<string, EventTypeDefinition>;

export type EventType = keyof typeof EVENT_TYPES;
