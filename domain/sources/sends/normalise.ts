import type { Envelope } from '../../event/envelope.ts';
import { ItemFailure } from '../../event/failure.ts';
import type { RowDraft } from '../../event/row.ts';
import { contactColumns } from '../../identity/alias.ts';
import type { Pseudonym } from '../../identity/pseudonym.ts';
import { type AliasKind, pseudonym } from '../../identity/pseudonym-keys.ts';
import { idColumn, knownWordColumn, nameColumn } from '../../personal/keyed.ts';
import { isObject } from '../../shared/json.ts';
import { CONTEXT_KIND } from '../shared/context.ts';
import type { NormalisedRow, NormaliseSettings } from '../source.ts';
import { positionOf, readSend, type Send, type SentButton } from './send.ts';

/** Throws ItemFailure for an item that the receiver of these rules would have rejected. */
export function normalise({ kind, item }: Envelope, settings: NormaliseSettings): NormalisedRow {
  if (kind === CONTEXT_KIND) return { row: { event_type: 'unmapped', source_event: CONTEXT_KIND }, eventAtMs: null };
  if (!isObject(item)) throw new ItemFailure('item_not_an_object');
  const result = readSend(item);
  if ('reason' in result) throw new ItemFailure('normaliser_error', { cause: new Error(result.reason) });
  const { send } = result;
  return {
    row: {
      event_type: 'message_recorded',
      source_event: 'send',
      channel: 'whatsapp',
      origin: 'live',
      direction: 'outbound',
      account_id: idColumn(settings.keys, send.account_id ?? null),
      endpoint_id: idColumn(settings.keys, send.endpoint_id ?? null),
      ...recipient(send, settings),
      message_key: keyOf(settings, 'message', send.message_id),
      flow_token_key: keyOf(settings, 'flow_token', send.flow_token),
      ...purpose(send, settings),
      sent_buttons: send.buttons ? sentButtons(send.buttons, settings) : null,
    },
    eventAtMs: send.sent_at ?? null,
  };
}

function recipient({ to }: Send, { keys, defaultCountry }: NormaliseSettings): Partial<RowDraft> {
  return to ? contactColumns(keys, { phones: [to.phone ?? null], userIds: [to.bsuid ?? null] }, defaultCountry) : {};
}

function keyOf({ keys }: NormaliseSettings, kind: AliasKind, id: string | null | undefined): Pseudonym | null {
  return id ? pseudonym(keys, kind, id) : null;
}

function purpose(
  { campaign_id, template, experiment, cost_tag }: Send,
  { keys }: NormaliseSettings,
): Partial<RowDraft> {
  const named = (name: string | null | undefined) => nameColumn(keys, name ?? null);
  return {
    campaign_id: named(campaign_id),
    template_id: idColumn(keys, template?.id ?? null),
    template_name: named(template?.name),
    template_language: template?.language ?? null,
    template_version: named(template?.version),
    template_category: knownWordColumn(keys, template?.category ?? null),
    experiment_id: named(experiment?.id),
    experiment_arm: named(experiment?.arm),
    cost_tag: named(cost_tag),
  };
}

/** Ids of buttons often carry an order or a customer's number: such a one is keyed, as it is where it comes back. */
function sentButtons(buttons: readonly SentButton[], { keys }: NormaliseSettings): string {
  const placed = buttons.map((button, index) => ({
    position: positionOf(button, index),
    kind: button.kind,
    id: nameColumn(keys, button.id ?? null),
  }));
  return JSON.stringify(placed.sort((one, other) => one.position - other.position));
}
