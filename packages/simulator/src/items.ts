import type { Charge } from './charges.ts';
import { hexadecimal } from './distributions.ts';
import { USER_IDS_FROM_MS } from './eras.ts';
import type { JsonObject } from './json.ts';
import type { Rng } from './rng.ts';
import type { Aliases, Purpose } from './truth.ts';

export type StatusWord = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** Meta’s times are whole seconds, in text. */
export function seconds(atMs: number): string {
  return String(Math.floor(atMs / 1_000));
}

/** Built as Meta builds them: the decoded bytes contain the party's number in plain text, which is why they are hashed. */
export function messageId(rng: Rng, party: string): string {
  const bytes = Buffer.from(party);
  const head = Buffer.from([0x1c, 0x18, bytes.length]);
  const middle = Buffer.from([0x15, 2, 0, 0x11, 0x18, 0x18]);
  const own = Buffer.from(`${hexadecimal(rng, 24).toUpperCase()}\0`);
  return `wamid.${Buffer.concat([head, bytes, middle, own]).toString('base64')}`;
}

export function partyOf({ phone, userId }: Aliases): string {
  return phone ?? userId ?? '';
}

/** An element of `contacts[]`. */
export function contactItem({ phone, userId }: Aliases): JsonObject {
  return {
    profile: { name: 'Sample Person' },
    ...(phone === null ? {} : { wa_id: phone }),
    ...(userId === null ? {} : { user_id: userId }),
  };
}

export interface StatusSaid {
  readonly id: string;
  readonly word: StatusWord;
  readonly atMs: number;
  readonly recipient: JsonObject;
  readonly errorCode: number | null;
  readonly callbackData: string | null;
  /** Prices stand on one of a message's statuses. */
  readonly charge: Charge | null;
}

/** An element of `statuses[]`. */
export function statusItem(said: StatusSaid): JsonObject {
  const { id, word, atMs, recipient, errorCode, callbackData, charge } = said;
  return {
    id,
    status: word,
    timestamp: seconds(atMs),
    ...recipient,
    ...(callbackData === null ? {} : { biz_opaque_callback_data: callbackData }),
    ...(charge === null ? {} : priced(charge, word)),
    ...(errorCode === null ? {} : { errors: [{ code: errorCode, title: 'Not delivered', message: 'Not delivered' }] }),
  };
}

/** The conversation's end is stated on `sent` only. */
function priced({ pricing, conversation }: Charge, word: StatusWord): JsonObject {
  if (conversation === null) return { pricing };
  const { id, origin, untilMs } = conversation;
  const ends = word === 'sent' ? { expiration_timestamp: seconds(untilMs) } : {};
  return { conversation: { id, ...ends, origin: { type: origin } }, pricing };
}

/** Who a status is about. Beside a failure the user id is left out where the message was sent to a number. */
export function recipientOf({ phone, userId }: Aliases, word: StatusWord): JsonObject {
  const isLeftOut = userId === null || (word === 'failed' && phone !== null);
  return {
    ...(phone === null ? {} : { recipient_id: phone }),
    ...(isLeftOut ? {} : { recipient_user_id: userId }),
  };
}

export function participantOf(groupId: string, { phone, userId }: Aliases): JsonObject {
  return {
    recipient_id: groupId,
    recipient_type: 'group',
    ...(phone === null ? {} : { recipient_participant_id: phone }),
    ...(userId === null ? {} : { recipient_participant_user_id: userId }),
  };
}

/** Contacts stand beside statuses since April 2026, never beside a failure ("Business-scoped user ids"). */
export function besideStatus(aliases: Aliases, word: StatusWord, atMs: number): JsonObject | null {
  return word === 'failed' || atMs < USER_IDS_FROM_MS ? null : contactItem(aliases);
}

export interface SendSaid {
  readonly id: string;
  readonly messageId: string;
  /** ISO 8601 with its offset. */
  readonly sentAt: string;
  readonly accountId: string;
  readonly numberId: string;
  readonly to: JsonObject;
  readonly purpose: Purpose;
  readonly flowToken: string | null;
}

/** What the business posts of a message it sent (docs/sends.md). */
export function sendItem({ purpose, ...said }: SendSaid): JsonObject {
  const { campaignId, templateName, experimentId, experimentArm, costTag, buttons } = purpose;
  const template = {
    name: templateName,
    language: purpose.templateLanguage,
    version: purpose.templateVersion,
    category: purpose.templateCategory,
  };
  return {
    message_id: said.messageId,
    id: said.id,
    sent_at: said.sentAt,
    account_id: said.accountId,
    endpoint_id: said.numberId,
    to: said.to,
    ...(campaignId === null ? {} : { campaign_id: campaignId }),
    ...(templateName === null ? {} : { template }),
    ...(buttons === null ? {} : { buttons: buttons.map(({ kind, id }) => ({ kind, id })) }),
    ...(said.flowToken === null ? {} : { flow_token: said.flowToken }),
    ...(experimentArm === null
      ? {}
      : { experiment: { ...(experimentId === null ? {} : { id: experimentId }), arm: experimentArm } }),
    ...(costTag === null ? {} : { cost_tag: costTag }),
  };
}
