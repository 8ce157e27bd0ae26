import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member } from '../../../../domain/shared/json.ts';
import { read } from '../../../../domain/sources/meta/read.ts';
import { split } from '../../../../domain/sources/meta/split.ts';
import { missingFrom } from './kept.ts';
import { mutatedDelivery } from './mutations.ts';

// `raw/` is made of the items: what no item holds is lost, whatever the transform learns to read later.

const CONTACT = { wa_id: '15550100001', profile: { name: 'Ada Example' } };
const MESSAGE = { id: 'wamid.1', from: '15550100001', type: 'text' };

function delivery(value: object, around: object = {}): unknown {
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', messages: [MESSAGE], ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }], ...around };
}

describe('an item holds', () => {
  test.each<[string, unknown]>([
    ['contacts that are an object', delivery({ contacts: { '15550100001': CONTACT } })],
    ['contacts that are a text', delivery({ contacts: 'kept' })],
    ['contacts that are no objects', delivery({ contacts: ['kept', [CONTACT], 7] })],
    ['an earlier contact of the same number', delivery({ contacts: [{ ...CONTACT, earlier: 1.5 }, CONTACT] })],
    ['a contact whom nobody names', delivery({ contacts: [CONTACT, { wa_id: '15550100002' }] })],
    ['contacts without messages', delivery({ messages: [], contacts: [CONTACT] })],
    ['another messaging product', delivery({ messaging_product: 'carrier_pigeon' })],
    ['a messaging product that is no text', delivery({ messaging_product: { of: 'kept' } })],
    ['metadata that is no object', delivery({ metadata: ['kept'] })],
    ['metadata of any size', delivery({ metadata: { phone_number_id: '2000', more: 'x'.repeat(5_000) } })],
    ['a contact of any size', delivery({ contacts: [{ ...CONTACT, more: 'x'.repeat(5_000) }] })],
    ['an object that is no text', delivery({}, { object: { of: 'kept' } })],
    ['an entry’s id that is no text', { entry: [{ id: ['kept'], changes: [{ field: 'f', value: 1 }] }] }],
    ['an entry’s time that is no time', { entry: [{ time: { of: 'kept' }, changes: [{ field: 'f', value: 1 }] }] }],
    ['a field that is no text', { entry: [{ changes: [{ field: { of: 'kept' }, value: 1 }] }] }],
    ['a field of any length', { entry: [{ changes: [{ field: 'x'.repeat(5_000), value: 1 }] }] }],
    ['threads that are no list', delivery({ history: [{ threads: { of: 'kept' } }] })],
  ])('%s', (_name, document) => {
    expect(missingFrom(split(document), document)).toEqual([]);
  });

  test('whatever a delivery says, however it is changed', () => {
    fc.assert(
      fc.property(mutatedDelivery, ({ document }) => {
        expect(missingFrom(split(document), document)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

test('a part of the context that is too large to be copied is one item, however many items it stands beside', () => {
  const messages = Array.from({ length: 100 }, (_, n) => ({ ...MESSAGE, id: `wamid.${n}` }));
  const metadata = { phone_number_id: '2000', display_phone_number: '15550109999', more: 'x'.repeat(100_000) };
  const items = split(delivery({ messages, metadata, contacts: [CONTACT] }));
  expect(items.map(({ kind }) => kind)).toEqual([...messages.map(() => 'message'), 'context']);
  expect(items[0]?.context).toMatchObject({ metadata: { phone_number_id: '2000' }, contact: CONTACT });
  expect(JSON.stringify(items).length).toBeLessThan(200_000);
});

describe('a member that an object names twice', () => {
  test.each([
    ['anywhere', '{"entry":[{"id":"1","changes":[{"field":"f","value":{"a":"first","a":"last"}}]}]}'],
    ['after a text with quotes, colons and backslashes', String.raw`{"t":"\\\":\u003a:","entry":[],"a":"first","a":2}`],
    ['with numbers that keep their digits', '{"entry":[],"a":"first","a":12345678901234567890,"b":1.50}'],
  ])('keeps its first value beside the last: %s', (_where, text) => {
    expect(JSON.stringify(split(read(text)))).toContain('first');
  });

  test.each([
    '{"a":"b:c","d":{"e":[1,{"f":":"}]},"g":1.50,"h":{}}',
    '{"a":"\\"","b":"\\\\","c":":"}',
    '{"__proto__":1,"constructor":{"a":null}}',
  ])('is the only reason to keep the text: %s', (text) => {
    expect(member(read(text), 'text_as_received')).toBeUndefined();
  });

  test('is found in no JSON that names each once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const document = { value };
        expect(read(JSON.stringify(document, null, indent))).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });
});
