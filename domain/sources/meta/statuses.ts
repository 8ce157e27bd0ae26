import { readCallbackData } from '../shared/callback-data.ts';
import { errorCode } from '../shared/errors.ts';
import {
  keyOf,
  type Mapped,
  type Mapping,
  type Mappings,
  type MetaItem,
  textAt,
  withOrigin,
  wordOf,
} from '../shared/mapping.ts';
import { sourceEvent, vendorWord } from '../shared/words.ts';
import { callStatus, paymentStatus } from './other-statuses.ts';
import { recipientColumns } from './recipient.ts';
import { EXTRACTIONS, extractionOf } from './versions.ts';
import { STATUS_EVENTS } from './words.ts';

/** Payments and calls report in the same list under a `type` of their own; their words are not a message's. */
const BY_TYPE: ReadonlyMap<string, Mapping> = new Map([
  ['payment', paymentStatus],
  ['call', callStatus],
]);

export const STATUS_MAPPINGS: Mappings = {
  'messages.status': status,
  // While another agent answers for the number: kept apart, so that live counts do not double.
  'standby.status': withOrigin('standby', status),
};

/**
 * Providers that keep the shape of the on-premises API send `"type": "message"`: a known word is that status, whatever
 * type that is not known stands beside it (docs/sources.md).
 */
function status(element: MetaItem): Mapped {
  const ofType = BY_TYPE.get(textAt(element.item, 'type') ?? '');
  if (ofType !== undefined) return ofType(element);
  return textAt(element.item, 'status') === 'deleted' ? deletedByContact(element) : messageStatus(element);
}

function messageStatus(element: MetaItem): Mapped {
  const { item, apiVersion } = element;
  const word = textAt(item, 'status');
  const known = STATUS_EVENTS.get(word ?? '');
  const type = textAt(item, 'type') ?? 'message';
  return {
    row: {
      event_type: known ?? 'unmapped',
      // Of a type that is not known, an unknown word says less than the type.
      source_event: sourceEvent(placeOf(element), vendorWord(known === undefined && type !== 'message' ? type : word)),
      direction: 'outbound',
      ...recipientColumns(element),
      message_key: keyOf(element, 'message', textAt(item, 'id')),
      status: wordOf(element, word),
      error_code: errorCode(item),
      ...extractionOf(EXTRACTIONS, 'status', apiVersion, item)?.read(element),
      ...readCallbackData(element.settings.ring, textAt(item, 'biz_opaque_callback_data')),
    },
  };
}

/** The contact deleted a message of theirs, which `id` names. What is said of its price is another message's. */
function deletedByContact(element: MetaItem): Mapped {
  return {
    row: {
      event_type: 'message_revoked',
      source_event: sourceEvent(placeOf(element), 'deleted'),
      direction: 'inbound',
      ...recipientColumns(element),
      target_message_key: keyOf(element, 'message', textAt(element.item, 'id')),
      status: 'deleted',
    },
  };
}

function placeOf({ context }: MetaItem): string {
  return `${vendorWord(textAt(context, 'field')) ?? 'other'}.status`;
}
