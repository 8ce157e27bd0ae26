import type { Envelope } from '../../envelope.ts';
import { ItemFailure } from '../../event/failure.ts';
import type { SourceRow } from '../../event/row.ts';
import { instantOf } from '../../event/time.ts';
import { contactKey, messageKey } from '../../identity/alias.ts';
import type { KeyRing } from '../../identity/key-ring.ts';
import { at, isObject, type JsonObject, list, member, text } from '../../json.ts';
import type { NormalisedItem } from '../source.ts';
import { MESSAGE_EVENTS, pricingModel, STATUS_EVENTS, vendorWord } from './words.ts';

type Mapping = (item: JsonObject, context: JsonObject, ring: KeyRing) => SourceRow;

/** What each kind of item means. A kind that is not here is kept as `unmapped`. */
const MAPPINGS: ReadonlyMap<string, Mapping> = new Map([
  ['message', message],
  ['status', status],
]);

/** Throws ItemFailure `item_not_an_object` for an element that is no event at all. */
export function normalise(envelope: Envelope, ring: KeyRing): NormalisedItem {
  const { kind, context, item } = envelope;
  const mapping = MAPPINGS.get(kind);
  if (mapping !== undefined && !isObject(item)) throw new ItemFailure('item_not_an_object');
  const isMapped = mapping !== undefined && isObject(item) && isAboutMessages(context);
  return {
    row: { ...surroundings(kind, context), ...(isMapped ? mapping(item, context, ring) : { event_type: 'unmapped' }) },
    eventAtMs: instantOf(member(item, 'timestamp')) ?? instantOf(member(context, 'entry_time')),
  };
}

function isAboutMessages(context: JsonObject): boolean {
  const isWhatsApp = member(context, 'object') === 'whatsapp_business_account';
  return isWhatsApp && member(context, 'field') === 'messages';
}

function surroundings(kind: string, context: JsonObject): Partial<SourceRow> {
  return {
    channel: 'whatsapp',
    source_event: [vendorWord(text(member(context, 'field'))), kind].filter((word) => word !== null).join('.'),
    account_id: text(member(context, 'entry_id')),
    endpoint_id: text(at(context, 'metadata.phone_number_id')),
  };
}

function message(item: JsonObject, context: JsonObject, ring: KeyRing): SourceRow {
  const type = text(member(item, 'type'));
  const phones = [text(member(item, 'from')), text(at(context, 'contact.wa_id'))];
  const userIds = [text(member(item, 'from_user_id')), text(at(context, 'contact.user_id'))];
  return {
    event_type: MESSAGE_EVENTS.get(type ?? '') ?? 'unmapped',
    source_event: `messages.message.${vendorWord(type) ?? 'other'}`,
    direction: 'inbound',
    ...contactKey(ring, phones, userIds),
    message_key: messageKey(ring, text(member(item, 'id'))),
    reply_to_key: messageKey(ring, text(at(item, 'context.id'))),
    message_type: vendorWord(type),
    reply_kind: vendorWord(text(at(item, 'interactive.type'))),
    error_code: errorCode(item),
  };
}

function status(item: JsonObject, context: JsonObject, ring: KeyRing): SourceRow {
  const word = text(member(item, 'status'));
  // Payments and calls report in the same list under a `type` of their own; their words are not a message's.
  const isMessageStatus = member(item, 'type') === undefined;
  const { phones, userIds } = recipient(item, context);
  return {
    event_type: (isMessageStatus && STATUS_EVENTS.get(word ?? '')) || 'unmapped',
    source_event: `messages.status.${vendorWord(word) ?? 'other'}`,
    direction: 'outbound',
    ...contactKey(ring, phones, userIds),
    message_key: messageKey(ring, text(member(item, 'id'))),
    status: vendorWord(word),
    error_code: errorCode(item),
    conversation_id: vendorId(text(at(item, 'conversation.id'))),
    // Meta writes `authentication-international` here and `authentication_international` elsewhere.
    pricing_category: vendorWord(text(at(item, 'pricing.category')))?.replaceAll('-', '_') ?? null,
    pricing_type: vendorWord(text(at(item, 'pricing.type'))),
    pricing_model: pricingModel(text(at(item, 'pricing.pricing_model'))),
  };
}

/** In a group the recipient is the group; the contact is the participant. */
function recipient(item: JsonObject, context: JsonObject) {
  const isGroup = member(item, 'recipient_type') === 'group';
  const [phone, userId] = isGroup
    ? (['recipient_participant_id', 'recipient_participant_user_id'] as const)
    : (['recipient_id', 'recipient_user_id'] as const);
  return {
    phones: [text(member(item, phone)), text(at(context, 'contact.wa_id'))],
    userIds: [text(member(item, userId)), text(at(context, 'contact.user_id'))],
  };
}

/** `errors[0].code`: a message fails for one reason; further ones explain it. */
function errorCode(item: JsonObject): number | null {
  const code = Number(text(member(list(member(item, 'errors'))[0], 'code')) ?? Number.NaN);
  return Number.isInteger(code) && Math.abs(code) < 2 ** 31 ? code : null;
}

/** Conversation ids are hexadecimal. */
function vendorId(value: string | null): string | null {
  return value !== null && /^[0-9a-f]{16,64}$/i.test(value) ? value : null;
}
