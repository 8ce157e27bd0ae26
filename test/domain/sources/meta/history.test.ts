import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from '../../../../domain/sources/meta/split.ts';
import { keysOf, rowsOf, SETTINGS } from '../../pipeline.ts';

const METADATA = { display_phone_number: '+1 555 010 9999', phone_number_id: '2000' };

function documentOf(value: Record<string, unknown>, field = 'history') {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1000', changes: [{ field, value: { metadata: METADATA, ...value } }] }],
  };
}

const chunks = fc.array(fc.array(fc.nat(4), { maxLength: 4 }), { minLength: 1, maxLength: 3 }).map((shape) => {
  let id = 0;
  const messagesOf = (count: number) => Array.from({ length: count }, () => ({ id: `wamid.${id++}`, timestamp: '1' }));
  return shape.map((threads, order) => ({
    metadata: { phase: 0, chunk_order: order },
    threads: threads.map((count, thread) => ({ id: `1555010${order}00${thread}`, messages: messagesOf(count) })),
  }));
});

describe('for any piece of history', () => {
  test('each message is one item, and the rest of each piece is one', () => {
    fc.assert(
      fc.property(chunks, (history) => {
        const items = split(documentOf({ history }));
        const messages = history.flatMap(({ threads }) => threads.flatMap((thread) => thread.messages));
        expect(items.filter(({ kind }) => kind === 'history_message').map(({ item }) => item)).toEqual(messages);
        expect(items.filter(({ kind }) => kind === 'history')).toHaveLength(history.length);
        expect(items).toHaveLength(messages.length + history.length);
      }),
    );
  });

  test('no message is emitted twice, and no other member of it is lost', () => {
    fc.assert(
      fc.property(chunks, (history) => {
        const rests = split(documentOf({ history })).filter(({ kind }) => kind === 'history');
        expect(JSON.stringify(rests)).not.toContain('wamid.');
        for (const { id } of history.flatMap(({ threads }) => threads)) expect(JSON.stringify(rests)).toContain(id);
      }),
    );
  });
});

const MESSAGE = { id: 'wamid.1', from: '15550100001', timestamp: '1795176000', type: 'text', text: { body: 'Hi' } };

function inThread(message: Record<string, unknown>, chunk_order = 1) {
  return { history: [{ metadata: { phase: 0, chunk_order }, threads: [{ id: '15550100001', messages: [message] }] }] };
}

test('a message of the past is the same event in whichever piece it comes', () => {
  const [first] = keysOf(documentOf(inThread(MESSAGE, 1)));
  const [second] = keysOf(documentOf(inThread(MESSAGE, 2)));
  expect(second).toBe(first);
});

test('a message of the past is another event than the same message live', () => {
  const [past] = keysOf(documentOf(inThread(MESSAGE)));
  const [live] = keysOf(documentOf({ messages: [MESSAGE] }, 'messages'));
  expect(live).not.toBe(past);
});

describe('who wrote it is determined by comparing its sender with the number', () => {
  test.each<[string, Record<string, unknown>, string | null, string]>([
    ['the number itself', { from: '15550109999' }, 'outbound', 'message_echoed'],
    ['the number written otherwise', { from: '+1 (555) 010-9999' }, 'outbound', 'message_echoed'],
    ['another number', { from: '15550100001' }, 'inbound', 'message_received'],
    ['a user id', { from: undefined, from_user_id: 'US.1' }, 'inbound', 'message_received'],
    ['only a receiver', { from: undefined, to: '15550100001' }, 'outbound', 'message_echoed'],
    ['nobody', { from: undefined }, null, 'message_received'],
  ])('%s', (_name, sender, direction, event_type) => {
    const [made] = rowsOf(JSON.stringify(documentOf(inThread({ ...MESSAGE, ...sender }))));
    expect(made?.row).toMatchObject({ direction, event_type, origin: 'history' });
  });

  test('the contact of the thread is the same from both sides', () => {
    const keyOf = (from: string) =>
      rowsOf(JSON.stringify(documentOf(inThread({ ...MESSAGE, from }))))[0]?.row.contact_key;
    expect(keyOf('15550109999')).toBe(keyOf('15550100001'));
  });
});

test('what is of the past lands on the day it came, whatever its own', () => {
  const [made] = rowsOf(JSON.stringify(documentOf(inThread({ ...MESSAGE, timestamp: '1795000000' }))), SETTINGS);
  expect(made?.partition.dt).toBe('2026-11-20');
  expect(made?.row.event_at).toBe('2026-11-18 11:06:40.000');
});
