import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { list, member } from '../../../../domain/shared/json.ts';
import { toEnvelopes } from '../../../../domain/sources/envelopes.ts';
import { meta } from '../../../../domain/sources/meta/meta.ts';
import { split } from '../../../../domain/sources/meta/split.ts';
import { keysOf } from '../../pipeline.ts';
import { mutatedDelivery } from './mutations.ts';

type Json = Record<string, unknown>;

/** The key of one element of one list. */
function keyOf(
  list: string,
  element: unknown,
  around: { field?: string; number?: string; time?: number } = {},
): string {
  const { field = 'messages', number = '2000', time } = around;
  const value = { metadata: { phone_number_id: number }, [list]: [element] };
  const [key] = keysOf({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', time, changes: [{ field, value }] }],
  });
  if (key === undefined) throw new Error('The element has no key.');
  return key;
}

const STATUS: Json = { id: 'wamid.1', status: 'sent', timestamp: '1795176000', recipient_id: '15550100001' };
const MESSAGE: Json = { id: 'wamid.1', type: 'text', timestamp: '1795176000', from: '15550100001' };
const ACTION: Json = {
  action_type: 'marketing_messages_link_click',
  timestamp: 1,
  marketing_messages_link_click_data: { click_id: 'click-1' },
};
const AUTOMATIC: Json = { id: 'wamid.1', event_name: 'Purchase', timestamp: 1 };
const PREFERENCE: Json = { user_id: 'US.1', category: 'marketing_messages', value: 'stop', timestamp: 1 };
const CALL: Json = { id: 'wacid.1', event: 'connect', timestamp: '1' };

describe('an element keeps its key', () => {
  test.each<[string, string, Json, Json]>([
    ['a status that names its recipient otherwise', 'statuses', STATUS, { ...STATUS, recipient_id: undefined }],
    ['a status with another time', 'statuses', STATUS, { ...STATUS, timestamp: '1795176001' }],
    ['a status with a conversation', 'statuses', STATUS, { ...STATUS, conversation: { id: 'c' } }],
    ['a status with errors', 'statuses', STATUS, { ...STATUS, errors: [{ code: 1 }] }],
    ['a message with more to say', 'messages', MESSAGE, { ...MESSAGE, text: { body: 'new' } }],
    ['a click reported with another token', 'user_actions', ACTION, { ...ACTION, timestamp: 2 }],
    ['an id written as a number', 'messages', { ...MESSAGE, id: '17' }, { ...MESSAGE, id: 17 }],
  ])('%s', (_name, list, one, other) => {
    expect(keyOf(list, other)).toBe(keyOf(list, one));
  });
});

describe('an element gets another key', () => {
  const paid = { ...STATUS, pricing: { category: 'marketing' } };
  const group = { ...STATUS, recipient_type: 'group', recipient_participant_id: '15550100001' };
  const payment = { ...STATUS, type: 'payment', payment: { transaction: { id: 't1', status: 'pending' } } };
  const withTransaction = (transaction: Json) => ({ ...payment, payment: { transaction } });
  test.each<[string, string, Json, Json]>([
    ['another message', 'messages', MESSAGE, { ...MESSAGE, id: 'wamid.2' }],
    ['another status', 'statuses', STATUS, { ...STATUS, status: 'read' }],
    ['a status of another message', 'statuses', STATUS, { ...STATUS, id: 'wamid.2' }],
    ['a status that carries its price', 'statuses', STATUS, paid],
    ['a status of another participant', 'statuses', group, { ...group, recipient_participant_id: '15550100002' }],
    ['a status of a payment', 'statuses', STATUS, payment],
    ['a payment’s next status', 'statuses', payment, withTransaction({ id: 't1', status: 'success' })],
    ['another transaction', 'statuses', payment, withTransaction({ id: 't2', status: 'pending' })],
    ['the view of the page behind a click', 'user_actions', ACTION, { ...ACTION, action_type: 'landing_page_view' }],
    [
      'another click',
      'user_actions',
      ACTION,
      { ...ACTION, marketing_messages_link_click_data: { click_id: 'click-2' } },
    ],
    ['another automatic event', 'automatic_events', AUTOMATIC, { ...AUTOMATIC, event_name: 'LeadSubmitted' }],
    ['another choice', 'user_preferences', PREFERENCE, { ...PREFERENCE, value: 'resume' }],
    ['the same choice later', 'user_preferences', PREFERENCE, { ...PREFERENCE, timestamp: 2 }],
    ['another event of a call', 'calls', CALL, { ...CALL, event: 'terminate' }],
    ['other content where there is no id', 'history', { chunk: 1 }, { chunk: 2 }],
    ['other content where the id is missing', 'messages', { type: 'text' }, { type: 'image' }],
  ])('%s', (_name, list, one, other) => {
    expect(keyOf(list, other)).not.toBe(keyOf(list, one));
  });
});

test('one id in two lists is two events', () => {
  const keys = ['messages', 'message_echoes', 'statuses', 'automatic_events'].map((list) =>
    keyOf(list, { ...MESSAGE, ...STATUS, event_name: 'Purchase' }),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('a message to another number, or reported in another field, is another event', () => {
  expect(keyOf('messages', MESSAGE, { number: '2001' })).not.toBe(keyOf('messages', MESSAGE));
  expect(keyOf('messages', MESSAGE, { field: 'standby' })).not.toBe(keyOf('messages', MESSAGE));
});

test('what has no id is the same event only at the same time of its entry', () => {
  expect(keyOf('history', { chunk: 1 }, { time: 1 })).toBe(keyOf('history', { chunk: 1 }, { time: 1 }));
  expect(keyOf('history', { chunk: 1 }, { time: 1 })).not.toBe(keyOf('history', { chunk: 1 }, { time: 2 }));
});

test('the order of an object’s members does not change a key made of its content', () => {
  expect(keyOf('history', { a: 1, b: 2 })).toBe(keyOf('history', { b: 2, a: 1 }));
});

test('what has no id and no time is distinguished by the number it is about', () => {
  const error = { code: 130429, title: 'Rate limit hit' };
  expect(keyOf('errors', error, { number: '2001' })).not.toBe(keyOf('errors', error, { number: '2000' }));
});

/** The keys of a document's items, received at the time. */
function keysAt(receivedAtMs: number, document: unknown): readonly string[] {
  const receipt = { eventKeySecret: 's'.repeat(32), receivedAtMs, deliveryId: 'd', apiVersion: 'v26.0' };
  return toEnvelopes(meta, document, receipt).map(({ eventKey }) => eventKey);
}

function documentOf(value: unknown, time?: number): unknown {
  return { entry: [{ time, changes: [{ field: 'messages', value }] }] };
}

describe('what has an id', () => {
  const document = documentOf({ messages: [MESSAGE], statuses: [STATUS] });

  test('is the same event whenever it comes', () => {
    expect(keysAt(1, document)).toEqual(keysAt(Date.UTC(2026, 0), document));
  });

  // Another key for the same event would let its copies in a second time, and every replay with them.
  test('has the key that it always had', () => {
    expect(keysAt(1, document)).toEqual(['Ci3FnXZctUSVi4KGlK6gD-', 'V1HuXuhfH1mm-GHE-TLIK9']);
  });
});

describe('what has no id, but a time, is the same event whenever it comes', () => {
  test.each<[string, unknown]>([
    ['of its own', documentOf({ messages: [{ type: 'text', timestamp: '1' }] })],
    ['in its metadata', documentOf({ state_sync: [{ type: 'contact', metadata: { timestamp: '1' } }] })],
    ['of its entry', documentOf({ errors: [{ code: 130429 }] }, 1)],
  ])('%s', (_where, document) => expect(keysAt(1, document)).toEqual(keysAt(Date.UTC(2026, 0), document)));
});

describe('what has neither an id nor a time', () => {
  const error = { code: 130429 };
  const YEAR_LATER = Date.UTC(2027, 10, 20);

  test.each<[string, unknown]>([
    ['an error', documentOf({ errors: [error] })],
    ['what is left of a piece of history', historyOf({ threads: [{ id: '1', messages: [MESSAGE] }], metadata: {} })],
    ['a member that is not known', documentOf({ messages: [MESSAGE], novelty: 1 })],
    ['a contact whom nobody names', documentOf({ messages: [MESSAGE], contacts: [{ wa_id: '15550100009' }] })],
    ['an error of calls', { entry: [{ changes: [{ field: 'calls', value: { errors: [error] } }] }] }],
    ['a group', { entry: [{ changes: [{ field: 'group_lifecycle_update', value: { groups: [{ id: 'g' }] } }] }] }],
    ['an entry of the address book', documentOf({ state_sync: [{ type: 'contact', action: 'add' }] })],
    ['a broken element', documentOf({ messages: [null, 7, MESSAGE] })],
  ])('is the same event in every copy of its delivery, however late: %s', (_name, document) => {
    expect(keysAt(YEAR_LATER, document)).toEqual(keysAt(1, document));
    expect(new Set(keysAt(1, document)).size).toBe(keysAt(1, document).length);
  });

  test('is another event in a delivery with another neighbour, within the same second', () => {
    const beside = (id: string) => keysAt(1, documentOf({ messages: [{ ...MESSAGE, id }], errors: [error] }));
    const [one, other] = [beside('wamid.1'), beside('wamid.2')];
    expect(other[1]).not.toBe(one[1]);
  });

  test('is the same event whatever the order of the delivery’s lists and members, and however numbers are written', () => {
    const entries = (codes: readonly unknown[]) =>
      codes.map((code) => ({ changes: [{ field: 'messages', value: code }] }));
    const [one, two] = [{ errors: [{ code: 1, title: 'a' }] }, { errors: [{ title: 'b', code: 2 }] }];
    const turned = { entry: entries([{ errors: [{ code: 2, title: 'b' }] }, one]) };
    expect(keysAt(2, turned).toSorted()).toEqual(keysAt(1, { entry: entries([one, two]) }).toSorted());
  });

  test('listed twice is two events, also in a copy of the delivery', () => {
    const document = documentOf({ errors: [error, error, { code: 1 }] });
    expect(new Set(keysAt(1, document)).size).toBe(3);
    expect(keysAt(YEAR_LATER, document)).toEqual(keysAt(1, document));
  });

  // Bodies that are the same byte for byte cannot be distinguished from a retry (docs/adr/0002).
  test('is one event in two deliveries of the same content', () => {
    expect(keysAt(2, documentOf({ errors: [error] }))).toEqual(keysAt(1, documentOf({ errors: [{ ...error }] })));
  });
});

function historyOf(chunk: unknown): unknown {
  return { entry: [{ changes: [{ field: 'history', value: { history: [chunk] } }] }] };
}

test('in any delivery an item keeps its key in a later copy, and what is undated has another in another delivery', () => {
  fc.assert(
    fc.property(mutatedDelivery, ({ document }) => {
      const keys = keysAt(1, document);
      expect(keysAt(Date.UTC(2027, 0), JSON.parse(JSON.stringify(document)))).toEqual(keys);
      const entry = [
        ...list(member(document, 'entry')),
        { changes: [{ field: 'messages', value: { statuses: [STATUS] } }] },
      ];
      const undated = new Set(keys.filter((_key, index) => split(document)[index]?.isDated === false));
      const elsewhere = keysAt(1, { ...Object(document), entry });
      if (Array.isArray(member(document, 'entry'))) expect(elsewhere.filter((key) => undated.has(key))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
