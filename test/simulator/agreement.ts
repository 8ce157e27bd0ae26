import { type InboundTruth, type MessageTruth, ofKind, type Purpose, type StatusTruth, type Traffic } from 'simulator';
import { expect } from 'vitest';
import type { RowDraft } from '../../domain/event/row.ts';
import { pseudonym } from '../../domain/identity/pseudonym-keys.ts';
import { PSEUDONYM_KEYS } from '../domain/pipeline.ts';
import { keyOf } from './traffic.ts';

/** What the rows say of each message of the business, in the order of their keys. */
function outboundByRows(all: readonly RowDraft[]) {
  const outbound = all.filter(({ direction, event_type }) => direction === 'outbound' && event_type !== 'unmapped');
  return sorted(
    [...Map.groupBy(outbound, ({ message_key }) => message_key ?? '')].map(([key, ofMessage]) => {
      const value = (name: keyof RowDraft) =>
        ofMessage.map((row) => row[name] ?? null).find((one) => one !== null) ?? null;
      const statuses = ofMessage.filter(({ status }) => status).map((row) => statusText(row));
      return {
        key,
        account: value('account_id'),
        number: value('endpoint_id'),
        statuses: statuses.sort(),
        price: [value('pricing_model'), value('pricing_type'), value('pricing_category')],
        conversation: [value('conversation_id'), value('conversation_origin'), value('conversation_expires_at')],
        code: value('error_code'),
        purpose: PURPOSE.map(value),
        buttons: value('sent_buttons'),
        country: value('recipient_type') === 'group' ? null : value('contact_country'),
        isRecorded: ofMessage.some(({ event_type }) => event_type === 'message_recorded'),
        isEchoed: ofMessage.some(({ event_type }) => event_type === 'message_echoed'),
      };
    }),
  );
}

const PURPOSE = [
  'campaign_id',
  'template_name',
  'template_language',
  'template_version',
  'template_category',
  'experiment_id',
  'experiment_arm',
  'cost_tag',
] as const;

function purposeTexts({ campaignId, experimentId, experimentArm, costTag, ...template }: Purpose) {
  const { templateName, templateLanguage, templateVersion, templateCategory } = template;
  const ofTemplate = [templateName, templateLanguage, templateVersion, templateCategory];
  return [campaignId, ...ofTemplate, experimentId, experimentArm, costTag];
}

/** The same, by the truth. */
function outboundByTruth(truths: readonly MessageTruth[]) {
  return sorted(
    truths.map((message) => {
      const { known, participants } = message;
      const price = message.pricing ?? participants.map(({ pricing }) => pricing).find((one) => one !== null);
      const expiresAtMs = message.conversation?.expiresAtMs;
      return {
        key: keyOf(message.id) ?? '',
        account: message.accountId,
        number: message.numberId,
        statuses: [message, ...participants].flatMap(statusTexts).sort(),
        price: [price?.model ?? null, price?.type ?? null, price?.category ?? null],
        conversation: [
          message.conversation ? pseudonym(PSEUDONYM_KEYS, 'conversation', message.conversation.id) : null,
          message.conversation?.origin ?? null,
          expiresAtMs ? textOf(expiresAtMs) : null,
        ],
        code: [message, ...participants].map(({ errorCode }) => errorCode).find((one) => one !== null) ?? null,
        purpose: purposeTexts(known),
        buttons:
          known.buttons && JSON.stringify(known.buttons.map(({ position, kind, id }) => ({ position, kind, id }))),
        country: message.country,
        isRecorded: message.recordedAtMs !== null,
        isEchoed: message.echoedAtMs !== null,
      };
    }),
  );
}

function statusText({ status, event_at }: RowDraft): string {
  return `${status} ${event_at}`;
}

function statusTexts(statusTruth: StatusTruth): readonly string[] {
  const times = {
    sent: statusTruth.sentAtMs,
    delivered: statusTruth.deliveredAtMs,
    read: statusTruth.readAtMs,
    played: statusTruth.playedAtMs,
    failed: statusTruth.failedAtMs,
  };
  return Object.entries(times).flatMap(([word, atMs]) => (atMs === null ? [] : [`${word} ${textOf(atMs)}`]));
}

/** A time as the columns have it. */
export function textOf(atMs: number): string {
  return new Date(atMs).toISOString().replace('T', ' ').replace('Z', '');
}

function sorted<One extends { readonly key: string }>(all: readonly One[]): readonly One[] {
  return all.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

const INBOUND = new Set(['message_received', 'message_clicked', 'flow_submitted', 'order_placed']);

function inboundByRows(all: readonly RowDraft[]) {
  return sorted(
    all
      .filter(({ direction, event_type }) => direction === 'inbound' && INBOUND.has(event_type))
      .map((row) => ({
        key: row.message_key ?? '',
        at: row.event_at,
        type: row.event_type,
        number: row.endpoint_id,
        context: row.reply_to_key ?? null,
        button: row.reply_id ?? null,
        country: row.contact_country,
        isFromAd: row.ctwa_clid != null,
        isOfGroup: row.recipient_type === 'group',
      })),
  );
}

const TYPES: Readonly<Partial<Record<InboundTruth['what'], string>>> = {
  tap: 'message_clicked',
  list_row: 'message_clicked',
  flow_submit: 'flow_submitted',
  order: 'order_placed',
};

function inboundByTruth(truths: readonly InboundTruth[]) {
  return sorted(
    truths.map((one) => ({
      key: keyOf(one.id) ?? '',
      at: textOf(one.atMs),
      type: TYPES[one.what] ?? 'message_received',
      number: one.numberId,
      context: keyOf(one.contextId),
      button: one.buttonId,
      country: one.country,
      isFromAd: one.isFromAd,
      isOfGroup: one.groupId !== null,
    })),
  );
}

function counted(all: readonly RowDraft[], type: string): number {
  return all.filter(({ event_type }) => event_type === type).length;
}

/** Compares the truth with the rows, for everything that both state. */
export function expectAgreement({ truths }: Traffic, all: readonly RowDraft[]): void {
  expect(outboundByRows(all)).toEqual(outboundByTruth(ofKind(truths, 'message')));
  expect(inboundByRows(all)).toEqual(inboundByTruth(ofKind(truths, 'inbound')));
  const links = ofKind(truths, 'click').filter(({ clickKind }) => clickKind === 'cta' || clickKind === 'body');
  const consents = ofKind(truths, 'consent');
  const reactions = ofKind(truths, 'reaction');
  expect({
    link_clicked: counted(all, 'link_clicked'),
    opted_out: counted(all, 'opted_out'),
    opted_in: counted(all, 'opted_in'),
    reaction_added: counted(all, 'reaction_added'),
    reaction_removed: counted(all, 'reaction_removed'),
    contact_identity_changed: counted(all, 'contact_identity_changed'),
  }).toEqual({
    link_clicked: links.length,
    opted_out: consents.filter(({ isOptIn }) => !isOptIn).length,
    opted_in: consents.filter(({ isOptIn }) => isOptIn).length,
    reaction_added: reactions.filter(({ emoji }) => emoji !== null).length,
    reaction_removed: reactions.filter(({ emoji }) => emoji === null).length,
    contact_identity_changed: ofKind(truths, 'identity').length,
  });
}
