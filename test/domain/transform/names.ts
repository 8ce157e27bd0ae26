import type { Rng } from 'simulator';
import { expect } from 'vitest';
import { encodeEnvelope } from '../../../domain/event/envelope.ts';
import { normalForm } from '../../../domain/personal/normal-form.ts';
import { transform } from '../../../domain/transform.ts';
import { rowsOf, SETTINGS } from '../pipeline.ts';
import { takeSends } from '../sources/sends/sends.ts';
import { randomText } from './random-text.ts';

const PIECES = (
  'spring sale Größe акция 春 4917 0123 45678 2026-11-20 20261120 2026 0170 a b x1 ٤ 七 _ . : - / @ % %40 ＠ (at) at example.com ' +
  'wamid. US. DE. deadbeef cafebabe00112233 \u200b \u0301 é 0190a1b2 NDkxNzAxMjM0NTY3OA'
).split(' ');

/** Pieces of names, numbers, addresses and hashes, with or without something between them; or any random text. */
export function randomName(random: Rng): string {
  if (random.chance(0.2)) return randomText(random);
  const glue = random.pick(['', ' ', '-', '_', '.', ':']);
  return Array.from({ length: random.between(1, 8) }, () => PIECES[random.between(0, PIECES.length - 1)]).join(glue);
}

/** Throws if the name gets different values in different ways, or is in plain text against the grammar. */
export function expectOneValue(name: string): void {
  const values = [...bySend(name), ...byCallbackData(name), byTemplate(name), byReply(name)];
  expect(new Set(values), JSON.stringify(name)).toEqual(new Set([values[0]]));
  const [value] = values;
  if (value != null && !/^1\.[\w-]{22}$/.test(value)) expectOfGrammar(value);
}

/** The grammar as docs/sends.md has it, written apart from the code. */
function expectOfGrammar(name: string): void {
  expect(name).toMatch(/^(?:\p{L}\p{M}*|[0-9_.: -]){1,128}$/u);
  const form = normalForm(name);
  const dates = /(?<!\d)(?:20\d\d-\d\d-\d\d|20\d{6}|\d{4}20\d\d)(?!\d)/g;
  expect(form.replace(dates, '').match(/\d/g)?.length ?? 0, name).toBeLessThan(7);
  expect(form, name).not.toMatch(/@|wamid/i);
  expect(form.replace(/[\s_.:-]/g, ''), name).not.toMatch(/[0-9a-f]{32}/i);
}

function bySend(name: string) {
  const item = {
    message_id: 'wamid.1',
    campaign_id: name,
    template: { name, version: name },
    experiment: { id: name, arm: name },
    cost_tag: name,
    buttons: [{ kind: 'url', id: name }],
  };
  const [record] = takeSends(item).envelopes.flatMap(encodeEnvelope);
  const row = record && transform(record, SETTINGS).row;
  const buttons: readonly { readonly id: string | null }[] = JSON.parse(row?.sent_buttons ?? '[{"id":null}]');
  const { campaign_id, template_name, template_version, experiment_id, experiment_arm, cost_tag } = row ?? {};
  return [
    campaign_id,
    template_name,
    template_version,
    experiment_id,
    experiment_arm,
    cost_tag,
    ...buttons.map(({ id }) => id),
  ].map((value) => value ?? null);
}

function byCallbackData(name: string) {
  const written = [JSON.stringify({ campaign: name, template: name, version: name, arm: name, cost: name })];
  if (!/[;{]/.test(name)) written.push(`campaign=${name};template=${name};version=${name};arm=${name};cost=${name}`);
  return written
    .filter(({ length }) => length <= 512)
    .flatMap((biz_opaque_callback_data) => {
      const row = only('messages', { statuses: [{ id: 'wamid.1', status: 'sent', biz_opaque_callback_data }] });
      const { campaign_id, template_name, template_version, experiment_arm, cost_tag } = row ?? {};
      return [campaign_id, template_name, template_version, experiment_arm, cost_tag].map((value) => value ?? null);
    });
}

function byTemplate(name: string) {
  return only('message_template_components_update', { message_template_name: name })?.template_name ?? null;
}

function byReply(name: string) {
  const interactive = { type: 'button_reply', button_reply: { id: name, title: 'Yes' } };
  return only('messages', { messages: [{ id: 'wamid.1', type: 'interactive', interactive }] })?.reply_id ?? null;
}

function only(field: string, value: object) {
  const document = { object: 'whatsapp_business_account', entry: [{ changes: [{ field, value }] }] };
  return rowsOf(JSON.stringify(document))[0]?.row;
}
