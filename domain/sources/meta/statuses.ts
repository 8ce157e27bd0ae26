import { readCallbackData } from '../../campaign/callback-data.ts';
import { member, text } from '../../json.ts';
import { sourceEvent } from './enum-words.ts';
import { errorCode } from './errors.ts';
import {
  keyOf,
  type Mapped,
  type Mapping,
  type Mappings,
  type MetaItem,
  textAt,
  withOrigin,
  wordOf,
} from './mapping.ts';
import { callStatus, paymentStatus } from './other-statuses.ts';
import { recipientColumns } from './recipient.ts';
import { EXTRACTIONS, extractionOf } from './versions.ts';
import { STATUS_EVENTS, vendorWord } from './words.ts';

export { errorCode } from './errors.ts';

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

function status(element: MetaItem): Mapped {
  const type = member(element.item, 'type');
  if (type === undefined || type === null) return messageStatus(element);
  return (BY_TYPE.get(text(type) ?? '') ?? unknownStatus)(element);
}

function messageStatus(element: MetaItem): Mapped {
  const { item, apiVersion } = element;
  const word = textAt(item, 'status');
  return {
    row: {
      event_type: STATUS_EVENTS.get(word ?? '') ?? 'unmapped',
      source_event: sourceEvent(placeOf(element), vendorWord(word)),
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

/** Of a type that is not known, the words are not known either. */
function unknownStatus(element: MetaItem): Mapped {
  const { row } = messageStatus(element);
  const type = vendorWord(textAt(element.item, 'type'));
  return { row: { ...row, event_type: 'unmapped', source_event: sourceEvent(placeOf(element), type) } };
}

function placeOf({ context }: MetaItem): string {
  return `${vendorWord(textAt(context, 'field')) ?? 'other'}.status`;
}
