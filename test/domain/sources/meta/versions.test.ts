import { describe, expect, test } from 'vitest';
import { encodeEnvelope } from '../../../../domain/event/envelope.ts';
import type { RowDraft } from '../../../../domain/event/row.ts';
import { pseudonym } from '../../../../domain/identity/pseudonym-keys.ts';
import { EXTRACTIONS, type Extraction, extractionOf } from '../../../../domain/sources/meta/versions.ts';
import { transform } from '../../../../domain/transform.ts';
import { SETTINGS, toEnvelopes } from '../../pipeline.ts';

const CONVERSATION = { id: '0123456789abcdef0123456789abcdef', origin: { type: 'marketing' } };
const CBP = { billable: true, pricing_model: 'CBP', category: 'marketing' };
const PMP = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' };

/** The status's row, received under the version. */
function rowOf(apiVersion: string, more: object): RowDraft {
  const status = { id: 'wamid.1', status: 'delivered', timestamp: '1795176000', ...more };
  const changes = [{ field: 'messages', value: { statuses: [status] } }];
  const [envelope] = toEnvelopes(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes }] }));
  const [record] = envelope === undefined ? [] : encodeEnvelope({ ...envelope, apiVersion });
  if (record === undefined) throw new Error('The document has an item.');
  return transform(record, SETTINGS).row;
}

const VERSIONS = ['v16.0', 'v23.0', 'v24.0', 'v26.0', 'v100.0', '', 'latest'];

describe('whatever version is configured, what the status shows is read', () => {
  test.each(VERSIONS)('%s: a conversation with its price', (version) => {
    expect(rowOf(version, { conversation: CONVERSATION, pricing: CBP })).toMatchObject({
      conversation_id: pseudonym(SETTINGS.keys, 'conversation', CONVERSATION.id),
      conversation_origin: 'marketing',
      pricing_model: 'CBP',
      pricing_type: null,
      pricing_category: 'marketing',
    });
  });

  test.each(VERSIONS)('%s: a price without a conversation', (version) => {
    const row = rowOf(version, { pricing: PMP });
    expect(row).toMatchObject({ pricing_model: 'PMP', pricing_type: 'regular', pricing_category: 'marketing' });
    expect(row.conversation_id ?? null).toBeNull();
  });

  test.each(VERSIONS)('%s: a conversation without a price', (version) => {
    const row = rowOf(version, { conversation: CONVERSATION });
    expect(row).toMatchObject({ conversation_id: pseudonym(SETTINGS.keys, 'conversation', CONVERSATION.id) });
    expect(row.pricing_model ?? null).toBeNull();
  });
});

describe('an extraction is chosen by kind and version', () => {
  const named = (name: string, rest: Partial<Extraction>): Extraction => ({
    kind: 'status',
    fits: () => true,
    read: () => ({ detail: name }),
    ...rest,
  });
  const TABLE = [
    named('old', { before: 20 }),
    named('middle', { from: 20, before: 24 }),
    named('new', { from: 24, fits: ({ old }) => old === undefined }),
    named('of calls', { kind: 'call' }),
  ];
  const chosen = (kind: string, version: string, item = {}) =>
    extractionOf(TABLE, kind, version, item)?.read({ item, context: {}, settings: SETTINGS, apiVersion: version })
      .detail;

  test.each([
    ['v19.0', 'old'],
    ['v20.0', 'middle'],
    ['v23.0', 'middle'],
    ['v24.0', 'new'],
    ['v24.1', 'new'],
    ['v100.0', 'new'],
  ])('%s', (version, name) => expect(chosen('status', version)).toBe(name));

  test('by kind', () => {
    expect(chosen('call', 'v24.0')).toBe('of calls');
    expect(chosen('message', 'v24.0')).toBeUndefined();
  });

  test('not by a version that the item contradicts: the first that fits it is', () => {
    expect(chosen('status', 'v24.0', { old: 1 })).toBe('old');
  });

  test('without a version that can be read, by the item alone', () => {
    for (const version of ['', 'latest', '24', 'v24', 'v24.0-beta']) expect(chosen('status', version)).toBe('old');
  });
});

test('from v24.0 on a conversation is not looked for, unless the status has one', () => {
  const versioned = (version: string, item: object) => extractionOf(EXTRACTIONS, 'status', version, { ...item });
  expect(versioned('v23.0', {})?.before).toBe(24);
  expect(versioned('v24.0', {})?.from).toBe(24);
  expect(versioned('v24.0', { conversation: CONVERSATION })?.before).toBe(24);
  expect(versioned('v24.0', { conversation: null })?.from).toBe(24);
});
