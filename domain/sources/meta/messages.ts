import type { SourceRow } from '../../event/row.ts';
import { contactOf, type Mapped, type Mappings, type MetaItem, textAt, withOrigin, wordOf } from '../shared/mapping.ts';
import { systemContact } from './identity-change.ts';
import { messageColumns, messageEvent } from './message-row.ts';
import { senderAliases } from './sender.ts';

export const MESSAGE_MAPPINGS: Mappings = {
  'messages.message': message,
  // While another agent answers for the number: kept apart, so that live counts do not double.
  'standby.message': withOrigin('standby', message),
};

/** A contact's message to the business. */
function message(element: MetaItem): Mapped {
  return {
    row: {
      event_type: messageEvent(element.item),
      direction: 'inbound',
      ...senderColumns(element),
      ...messageColumns(element, 'message'),
    },
  };
}

/** Who wrote it; a system message tells of the contact rather than comes from them. */
export function senderColumns(element: MetaItem): Partial<SourceRow> {
  if (textAt(element.item, 'type') !== 'system') return contactOf(element, senderAliases(element));
  const contact = systemContact(element) ?? contactOf(element, senderAliases(element));
  return { ...contact, reason: wordOf(element, textAt(element.item, 'system.type')) };
}
