import type { JsonObject } from '../json.ts';
import type { Contact, Conversation, Happening } from './conversation.ts';

/** The invented business of the sample. */
const ACCOUNT_ID = '102290129340398';
const PHONE_NUMBER_ID = '106540352242922';
const DISPLAY_PHONE_NUMBER = '15550783881';

/** An element of one of the lists in Meta's `value`, with the contact that stands beside it. */
export interface Told {
  readonly list: 'statuses' | 'messages';
  readonly item: JsonObject;
  readonly contact: JsonObject | null;
}

/** What Meta tells of a happening, in the shapes of its reference for the `messages` field. */
export function tell(conversation: Conversation, happening: Happening): Told {
  return happening.kind === 'reply'
    ? { list: 'messages', item: reply(conversation, happening), contact: contactOf(conversation.contact) }
    : { list: 'statuses', item: status(conversation, happening), contact: beside(conversation, happening) };
}

/** One webhook document around some elements. */
export function document(told: readonly Told[]): JsonObject {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: DISPLAY_PHONE_NUMBER, phone_number_id: PHONE_NUMBER_ID },
    ...nonEmpty(
      'contacts',
      told.flatMap(({ contact }) => (contact === null ? [] : [contact])),
    ),
    ...nonEmpty(
      'statuses',
      told.filter(({ list }) => list === 'statuses').map(({ item }) => item),
    ),
    ...nonEmpty(
      'messages',
      told.filter(({ list }) => list === 'messages').map(({ item }) => item),
    ),
  };
  return { object: 'whatsapp_business_account', entry: [{ id: ACCOUNT_ID, changes: [{ value, field: 'messages' }] }] };
}

function nonEmpty(name: string, elements: readonly JsonObject[]): JsonObject {
  return elements.length === 0 ? {} : { [name]: elements };
}

function status({ contact, messageId, category }: Conversation, { kind, atMs }: Happening): JsonObject {
  return {
    id: messageId,
    status: kind,
    timestamp: String(Math.floor(atMs / 1000)),
    ...(contact.phone === null ? {} : { recipient_id: contact.phone }),
    recipient_user_id: contact.userId,
    ...(kind === 'sent' ? { pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category } } : {}),
    ...(kind === 'failed' ? { errors: [{ code: 131026, title: 'Message undeliverable' }] } : {}),
  };
}

function reply({ contact, messageId, replyId, replyType }: Conversation, { atMs }: Happening): JsonObject {
  const said =
    replyType === 'text' ? { text: { body: 'Thanks, tell me more' } } : { button: { payload: 'MORE', text: 'More' } };
  return {
    ...(contact.phone === null ? {} : { from: contact.phone }),
    from_user_id: contact.userId,
    id: replyId,
    timestamp: String(Math.floor(atMs / 1000)),
    type: replyType,
    ...said,
    context: { from: DISPLAY_PHONE_NUMBER, id: messageId },
  };
}

function contactOf({ phone, userId }: Contact): JsonObject {
  return { profile: { name: 'Sample Person' }, user_id: userId, ...(phone === null ? {} : { wa_id: phone }) };
}

/** Meta leaves the contact out beside a failure. */
function beside({ contact }: Conversation, { kind }: Happening): JsonObject | null {
  return kind === 'failed' ? null : contactOf(contact);
}
