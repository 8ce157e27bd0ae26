import type { EventType } from '../../event/event-types.ts';
import { isShortNumber } from '../../personal/digits.ts';
import { list, member } from '../../shared/json.ts';
import { readCallbackData } from '../shared/callback-data.ts';
import { errorCode } from '../shared/errors.ts';
import {
  contactOf,
  idOf,
  keyOf,
  type MappedRow,
  type MappingInput,
  type Mappings,
  textAt,
  wordOf,
} from '../shared/mapping.ts';
import { enumWord, sourceEvent, vendorWord } from '../shared/words.ts';
import { recipientColumns } from './recipient.ts';

export const CALL_MAPPINGS: Mappings = {
  'calls.call': call,
  'calls.status': callStatus,
  'calls.change': callError,
};

/** `calls[].event` ("Calling API", webhooks). */
const CALL_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['connect', 'call_connected'],
  ['terminate', 'call_ended'],
  ['call_created', 'call_created'],
  ['call_recording_available', 'call_status_changed'],
  ['call_transcription_available', 'call_status_changed'],
]);

/** `statuses[].status` of calls: what became of a call by the business. */
const CALL_STATUSES: ReadonlySet<string> = new Set(['RINGING', 'ACCEPTED', 'REJECTED']);

type Side = 'from' | 'to';
type Direction = 'inbound' | 'outbound';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['USER_INITIATED', 'inbound'],
  ['BUSINESS_INITIATED', 'outbound'],
]);

function call(input: MappingInput): MappedRow {
  const { item } = input;
  const event = textAt(item, 'event');
  const direction = DIRECTIONS.get(textAt(item, 'direction') ?? '') ?? null;
  return {
    row: {
      event_type: CALL_EVENTS.get(event ?? '') ?? 'unmapped',
      source_event: sourceEvent('calls.call', vendorWord(event)),
      direction,
      ...contact(input, sideOfContact(input, direction)),
      call_key: keyOf(input, 'call', textAt(item, 'id')),
      status: wordOf(input, outcomeOf(textAt(item, 'status'))),
      error_code: errorCode(item),
      duration_seconds: seconds(textAt(item, 'duration')),
      ...readCallbackData(input.settings.keys, textAt(item, 'biz_opaque_callback_data')),
    },
  };
}

/** Meta's pages spell it `COMPLETED` and `Completed`. */
function outcomeOf(status: string | null): string | null {
  return status === 'Completed' || status === 'Failed' ? status.toUpperCase() : status;
}

/** Where the direction is not stated, the contact is whoever the business's own number is not. */
function sideOfContact({ item, context }: MappingInput, direction: Direction | null): Side | null {
  if (direction !== null) return direction === 'inbound' ? 'from' : 'to';
  const ours = digits(textAt(context, 'metadata.display_phone_number'));
  if (ours === null) return null;
  if (digits(textAt(item, 'from')) === ours) return 'to';
  return digits(textAt(item, 'to')) === ours ? 'from' : null;
}

function contact(input: MappingInput, side: Side | null) {
  const { item, context } = input;
  const own = (name: string) => (side === null ? null : textAt(item, `${side}${name}`));
  return contactOf(input, {
    phones: [own(''), textAt(context, 'contact.wa_id')],
    userIds: [own('_user_id'), textAt(context, 'contact.user_id')],
    parentUserIds: [own('_parent_user_id'), textAt(context, 'contact.parent_user_id')],
    usernames: [textAt(context, 'contact.profile.username')],
  });
}

function callStatus(input: MappingInput): MappedRow {
  const { item } = input;
  const status = textAt(item, 'status');
  const type = textAt(item, 'type') ?? 'call';
  return {
    row: {
      event_type: type === 'call' && CALL_STATUSES.has(status ?? '') ? 'call_status_changed' : 'unmapped',
      source_event: sourceEvent('calls.status', enumWord(status)),
      direction: 'outbound',
      ...recipientColumns(input),
      call_key: keyOf(input, 'call', textAt(item, 'id')),
      status: wordOf(input, status),
      error_code: errorCode(item),
      ...readCallbackData(input.settings.keys, textAt(item, 'biz_opaque_callback_data')),
    },
  };
}

/** Errors that stand beside the calls, or alone. */
function callError(input: MappingInput): MappedRow {
  const { item, context } = input;
  if (list(member(item, 'errors')).length === 0) return { row: { event_type: 'unmapped' } };
  return {
    row: {
      event_type: 'account_error_reported',
      entity_kind: 'account',
      entity_id: idOf(input, textAt(context, 'entry_id')),
      error_code: errorCode(item),
    },
  };
}

/** A day has 86,400. */
function seconds(value: string | null): number | null {
  const duration = value !== null && /^\d{1,10}(\.\d+)?$/.test(value) ? Math.trunc(Number(value)) : null;
  return duration !== null && isShortNumber(duration) ? duration : null;
}

function digits(value: string | null): string | null {
  return value === null ? null : value.replace(/\D/g, '');
}
