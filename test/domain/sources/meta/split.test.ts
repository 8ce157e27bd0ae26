import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseKeepingNumbers } from '../../../../domain/shared/json.ts';
import { split } from '../../../../domain/sources/meta/split.ts';
import { keysOf, rowsOf, SETTINGS, toEnvelopes } from '../../pipeline.ts';
import { generated, reversed } from './documents.ts';

describe('for any document', () => {
  test('each leaf element is exactly one item', () => {
    fc.assert(
      fc.property(generated, ({ document, marks }) => {
        const items = split(document).map(({ item }) => JSON.stringify(item));
        expect(items.length).toBe(marks.length);
        for (const mark of marks) expect(items.filter((item) => item.includes(mark))).toHaveLength(1);
      }),
    );
  });

  test('items that differ have keys that differ', () => {
    fc.assert(
      fc.property(generated, ({ document, marks }) => {
        expect(new Set(keysOf(document)).size).toBe(marks.length);
      }),
    );
  });

  test('the same document gives the same keys, in whatever order its lists are', () => {
    fc.assert(
      fc.property(generated, ({ document }) => {
        expect(keysOf(document)).toEqual(keysOf(structuredClone(document)));
        expect(keysOf(reversed(document)).toSorted()).toEqual(keysOf(document).toSorted());
      }),
    );
  });
});

test('a document of a thousand updates is a thousand items', () => {
  const statuses = Array.from({ length: 1000 }, (_, n) => ({ id: `wamid.${n}`, status: 'sent', timestamp: '1' }));
  const document = { object: 'o', entry: [{ id: '1', changes: [{ field: 'messages', value: { statuses } }] }] };
  expect(new Set(keysOf(document)).size).toBe(1000);
});

test('of a status that a list states twice, the earliest time is the one that is stored', () => {
  const at = (timestamp: string) => ({ id: 'wamid.1', status: 'sent', timestamp });
  const statuses = [at('1795190460'), at('1795190400'), { id: 'wamid.1', status: 'sent' }, at('1795190430')];
  const document = { object: 'o', entry: [{ id: '1', changes: [{ field: 'messages', value: { statuses } }] }] };
  const [first, ...others] = split(document);
  expect(first?.item).toEqual(at('1795190400'));
  expect(others).toHaveLength(3);
  expect(new Set(keysOf(document)).size).toBe(1);
});

test('any JSON value at all splits without an error into items that keep it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => split(parseKeepingNumbers(JSON.stringify(value)))).not.toThrow();
    }),
  );
});

describe('what is in no known shape is an item by itself', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'document'],
    ['a text', 'hello', 'document'],
    ['a list', [1], 'document'],
    ['an object without entries', { object: 'o' }, 'document'],
    ['entries that are no list', { entry: {} }, 'document'],
    ['an entry that is no object', { entry: ['x'] }, 'entry'],
    ['an entry without changes', { entry: [{ id: '1', messaging: [] }] }, 'entry'],
    ['a change that is no object', { entry: [{ changes: [7] }] }, 'change'],
    ['a change without a value', { entry: [{ changes: [{ field: 'messages' }] }] }, 'change'],
    ['a value that is null', { entry: [{ changes: [{ field: 'messages', value: null }] }] }, 'change'],
    ['a list that is none', { entry: [{ changes: [{ field: 'messages', value: { messages: {} } }] }] }, 'change'],
    ['lists without elements', { entry: [{ changes: [{ field: 'messages', value: { messages: [] } }] }] }, 'change'],
  ])('%s', (_name, document, kind) => {
    expect(split(document).map((item) => item.kind)).toEqual([kind]);
  });

  // The raw store keeps items, not documents: what no item carries is gone.
  test.each<[string, unknown]>([
    ['beside the entries', { object: 'o', entry: [change({ messages: [{ id: '1' }] })], extra: 'kept' }],
    ['beside the changes', { entry: [{ ...change({ messages: [{ id: '1' }] }), messaging: ['kept'] }] }],
    ['beside the value', { entry: [{ changes: [{ field: 'f', value: { a: 1 }, extra: 'kept' }] }] }],
    ['a list that is none, beside one', { entry: [change({ messages: [{ id: '1' }], statuses: { a: 'kept' } })] }],
    ['in the metadata', { entry: [change({ messages: [{ id: '1' }], metadata: { extra: 'kept' } })] }],
    [
      'a contact whom no element names',
      { entry: [change({ messages: [{ id: '1' }], contacts: [{ wa_id: 'kept' }] })] },
    ],
    ['an entry with an empty list of changes', { entry: [{ id: 'kept', changes: [] }] }],
  ])('%s', (_name, document) => {
    expect(JSON.stringify(toEnvelopes(JSON.stringify(document)))).toContain('kept');
  });
});

test('what is left of a document knows what the document is about', () => {
  const left = split({ object: 'o', entry: [change({ messages: [{ id: '1' }] })], extra: 1 });
  expect(left.map(({ context }) => context.object)).toEqual(['o', 'o']);
});

describe('the contact an element speaks of travels with it', () => {
  const contacts = [
    { wa_id: '15550100001', user_id: 'US.1' },
    { wa_id: '15550100002', user_id: 'US.2' },
  ];
  test.each<[string, Record<string, unknown>, unknown]>([
    ['by phone number', { messages: [{ from: '15550100002' }] }, contacts[1]],
    ['by user id', { messages: [{ from_user_id: 'US.1' }] }, contacts[0]],
    ['by recipient', { statuses: [{ recipient_id: '15550100002' }] }, contacts[1]],
    ['by recipient’s user id', { statuses: [{ recipient_user_id: 'US.2' }] }, contacts[1]],
    ['of the echo’s receiver', { message_echoes: [{ to: '15550100001' }] }, contacts[0]],
    ['of whoever clicked', { user_actions: [{ user_id: 'US.2' }] }, contacts[1]],
    ['of whom an automatic event is about', { automatic_events: [{ wa_id: '15550100001' }] }, contacts[0]],
    ['of whom the business calls', { calls: [{ from: '15550109999', to: '15550100002' }] }, contacts[1]],
    ['not of several when the action names nobody', { user_actions: [{}] }, undefined],
    ['not when it is another', { messages: [{ from: '15550100003' }] }, undefined],
    ['not when the element names none', { messages: [{}] }, undefined],
    ['not when the element is no object', { messages: ['15550100001'] }, undefined],
  ])('%s', (_name, lists, contact) => {
    expect(split({ entry: [change({ ...lists, contacts })] })[0]?.context.contact).toEqual(contact);
  });
});

function change(value: Record<string, unknown>) {
  return { id: '1', changes: [{ field: 'messages', value }] };
}

// A sole contact stands beside elements that are somebody else's where Meta batches; a failed status has no contact.
test('a sole contact is not taken for that of an element which names another', () => {
  const statuses = [
    { id: 'wamid.1', status: 'read', recipient_id: '15550100001', recipient_user_id: 'US.1' },
    { id: 'wamid.2', status: 'failed', recipient_user_id: 'US.2' },
  ];
  const contacts = [{ wa_id: '15550100001', user_id: 'US.1' }];
  const document = { object: 'whatsapp_business_account', entry: [change({ statuses, contacts })] };
  const [read, failed] = rowsOf(JSON.stringify(document)).map(({ row }) => row.contact_key);
  expect(failed).not.toBe(read);
});

describe('a sole contact beside a sole element', () => {
  const contact = { wa_id: '15550100001', user_id: 'US.1' };
  const beside = (lists: Record<string, unknown>, contacts: readonly unknown[] = [contact]) =>
    split({ entry: [change({ ...lists, contacts })] }).map(({ kind, context }) => [kind, context.contact]);

  test.each<[string, Record<string, unknown>, readonly unknown[]]>([
    ['is meant under another phone number', { messages: [{ from: '15550100002' }] }, [['message', contact]]],
    ['clicked, for actions name nobody', { user_actions: [{}] }, [['user_action', contact]]],
    ['converted, for automatic events name nobody', { automatic_events: [{}] }, [['automatic_event', contact]]],
    [
      'did not click what another did',
      { user_actions: [{ user_id: 'US.2' }] },
      [
        ['user_action', undefined],
        ['contact', undefined],
      ],
    ],
    [
      'is not the sender of a message that names nobody',
      { messages: [{}] },
      [
        ['message', undefined],
        ['contact', undefined],
      ],
    ],
    [
      'is no longer sole beside two',
      { user_actions: [{}], messages: [{}] },
      [
        ['message', undefined],
        ['user_action', undefined],
        ['contact', undefined],
      ],
    ],
  ])('%s', (_name, lists, items) => expect(beside(lists)).toEqual(items));

  test('is meant when only the element contains a user id', () => {
    const [item] = beside({ messages: [{ from_user_id: 'US.1' }] }, [{ wa_id: '15550100001' }]);
    expect(item).toEqual(['message', { wa_id: '15550100001' }]);
  });

  test('is no item of its own, even under no alias at all', () => {
    expect(beside({ messages: [{ from: '15550100001' }] }, [{ profile: {} }])).toEqual([['message', { profile: {} }]]);
  });

  test('and no element is an item of its own', () => {
    expect(beside({})).toEqual([['contact', undefined]]);
  });

  test('is not meant when a second contact stands there', () => {
    const [item] = beside({ user_actions: [{}] }, [contact, { wa_id: '15550100002' }]);
    expect(item).toEqual(['user_action', undefined]);
  });
});

test('a number of Meta’s is the same contact whatever the default country, for it is international already', () => {
  const messages = [{ id: 'wamid.1', from: '442079460958' }];
  const document = JSON.stringify({ object: 'whatsapp_business_account', entry: [change({ messages })] });
  const [without] = rowsOf(document);
  const [within] = rowsOf(document, { ...SETTINGS, defaultCountry: 'DE' });
  expect(within?.row.phone_key).toBe(without?.row.phone_key);
  expect(within?.row.contact_country).toBe('GB');
});

test('a contact repeated for each of its elements is no item of its own', () => {
  const contact = { wa_id: '15550100001', user_id: 'US.1' };
  const statuses = ['sent', 'delivered'].map((status) => ({ id: 'wamid.1', status, recipient_id: '15550100001' }));
  const document = {
    entry: [{ changes: [{ field: 'messages', value: { contacts: [contact, { ...contact }], statuses } }] }],
  };
  expect(toEnvelopes(JSON.stringify(document)).map(({ kind }) => kind)).toEqual(['status', 'status']);
});
