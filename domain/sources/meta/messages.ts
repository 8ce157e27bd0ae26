import type { RowDraft } from '../../event/row.ts';
import {
  contactOf,
  type MappedRow,
  type MappingInput,
  type Mappings,
  textAt,
  withOrigin,
  wordOf,
} from '../shared/mapping.ts';
import { systemContact } from './identity-change.ts';
import { messageColumns, messageEvent } from './message-row.ts';
import { senderAliases } from './sender.ts';

export const MESSAGE_MAPPINGS: Mappings = {
  'messages.message': message,
  // While another agent answers for the number: kept apart, so that live counts do not double.
  'standby.message': withOrigin('standby', message),
};

/** A contact's message to the business. */
function message(input: MappingInput): MappedRow {
  return {
    row: {
      event_type: messageEvent(input.item),
      direction: 'inbound',
      ...senderColumns(input),
      ...messageColumns(input, 'message'),
    },
  };
}

/** Who wrote it; a system message is about the contact rather than from them. */
export function senderColumns(input: MappingInput): Partial<RowDraft> {
  if (textAt(input.item, 'type') !== 'system') return contactOf(input, senderAliases(input));
  const contact = systemContact(input) ?? contactOf(input, senderAliases(input));
  return { ...contact, reason: wordOf(input, textAt(input.item, 'system.type')) };
}
