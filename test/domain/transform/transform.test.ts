import fc from 'fast-check';
import { sampleDay } from 'simulator';
import { describe, expect, test } from 'vitest';
import { type Envelope, encodeEnvelope } from '../../../domain/event/envelope.ts';
import { ItemFailure } from '../../../domain/event/failure.ts';
import { pseudonym } from '../../../domain/identity/pseudonym-keys.ts';
import { SOURCES } from '../../../domain/sources/registry.ts';
import { type TransformedRow, transform } from '../../../domain/transform.ts';
import { recordsOf, rowsOf, SETTINGS, toEnvelopes } from '../pipeline.ts';
import { FIXTURES, mutated } from './mutation.ts';
import { misfits } from './row-shape.ts';

const RUNS = { numRuns: 400 };

/** The row, or null where the item failed for a known reason. Anything else that is thrown is a bug. */
function attempt(record: Buffer): TransformedRow | null {
  try {
    return transform(record, SETTINGS);
  } catch (error) {
    if (error instanceof ItemFailure && error.reason !== 'normaliser_error') return null;
    throw error;
  }
}

describe('for any payload, however malformed', () => {
  test('every item is a row that fits the column list, or fails for a known reason', () => {
    fc.assert(
      fc.property(mutated, (document) => {
        const rows = recordsOf(JSON.stringify(document)).map(attempt);
        expect(rows.flatMap((row) => (row === null ? [] : misfits(row)))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the same record gives the same row, byte for byte', () => {
    fc.assert(
      fc.property(mutated, (document) => {
        for (const record of recordsOf(JSON.stringify(document))) {
          expect(JSON.stringify(attempt(record))).toBe(JSON.stringify(attempt(Buffer.from(record))));
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('any bytes at all are a row or fail for a known reason', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => attempt(Buffer.from(bytes)) === null));
});

test('any envelope at all is a row that fits, or fails for a known reason', () => {
  const [base] = toEnvelopes(FIXTURES[0] ?? '');
  const changes = fc.record(
    {
      kind: fc.oneof(fc.constantFrom('message', 'status', 'error', '__proto__'), fc.string({ minLength: 1 })),
      receivedAtMs: fc.integer({ min: 1, max: Date.UTC(2999, 0) }),
      context: fc.dictionary(fc.constantFrom('field', 'entry_id', 'entry_time', 'contact'), fc.jsonValue()),
      item: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(changes, (change) => {
      if (base === undefined) return;
      const [record] = encodeEnvelope({ ...base, ...change });
      const row = record === undefined ? null : attempt(record);
      expect(row === null ? [] : misfits(row)).toEqual([]);
    }),
    RUNS,
  );
});

test('a time of receipt that no calendar has fails for a known reason', () => {
  const [base] = toEnvelopes(FIXTURES[0] ?? '');
  const [record] = base === undefined ? [] : encodeEnvelope({ ...base, receivedAtMs: 8.7e15 });
  expect(record && attempt(record)).toBeNull();
});

describe('an item that is no event of ours', () => {
  const [base] = toEnvelopes(
    '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"1"}]}}]}]}',
  );
  const reasonOf = (change: Partial<Envelope>, settings = SETTINGS) => {
    if (base === undefined) throw new Error('The document has an item.');
    const [record = Buffer.alloc(0)] = encodeEnvelope({ ...base, ...change });
    try {
      transform(record, settings);
      return 'none';
    } catch (error) {
      return error instanceof ItemFailure ? error.reason : error;
    }
  };

  test.each([
    ['of an unknown source fails so', { source: 'nobody' }, 'unknown_source'],
    ['of a source named like a method fails so', { source: 'constructor' }, 'unknown_source'],
    ['that is a text where a message belongs fails so', { item: 'hello' }, 'item_not_an_object'],
    ['of an unknown kind is kept', { kind: 'hologram', item: 'hello' }, 'none'],
  ])('%s', (_name, change, reason) => {
    expect(reasonOf(change)).toBe(reason);
  });

  test('fails as the transform’s own bug when the normaliser throws', () => {
    const broken = {
      currentVersion: '1',
      get pepper(): string {
        throw new Error('out of order');
      },
    };
    expect(reasonOf({}, { ...SETTINGS, keys: broken })).toBe('normaliser_error');
  });
});

test('a vendor’s word of another form is keyed, for it may be anybody’s', () => {
  for (const word of ['15550100001', 'ada@example.com', 'Ada Example', 'a'.repeat(65), 'x1']) {
    const statuses = [{ id: 'wamid.1', status: word, timestamp: '1795176000' }];
    const document = {
      object: 'whatsapp_business_account',
      entry: [{ changes: [{ field: 'messages', value: { statuses } }] }],
    };
    const [made] = rowsOf(JSON.stringify(document));
    const status = pseudonym(SETTINGS.keys, 'word', word);
    expect(made?.row).toMatchObject({ event_type: 'unmapped', status, source_event: 'messages.status.other' });
  }
});

test.each([
  [131026, 131026],
  ['131026', 131026],
  [131026.5, null],
  [2 ** 31, null],
  ['15550100001', null],
  ['none', null],
  [null, null],
])('an error code of %j becomes %j', (code, expected) => {
  const statuses = [{ id: 'wamid.1', status: 'failed', errors: [{ code }] }];
  const document = {
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value: { statuses } }] }],
  };
  expect(rowsOf(JSON.stringify(document))[0]?.row.error_code).toBe(expected);
});

test('every source has a name that can stand in a route, and each its own', () => {
  const names = SOURCES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
});

const MIXED: readonly Record<string, unknown>[] = [
  { type: 'text', text: { body: 'Hello' } },
  { type: 'image', image: { mime_type: 'image/jpeg' } },
  { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } },
  { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'row-1' } } },
];

// Meta's limits for one POST (Webhooks, "Payload size" and "Frequency"): 3 MB, 1,000 updates.
test('3 MB of a thousand mixed updates are a thousand rows, each an event of its own', () => {
  const padding = 'x'.repeat(2_900);
  const update = (n: number) => ({ id: `wamid.${n}`, from: '15550100001', timestamp: '1795176000' });
  const messages = Array.from({ length: 500 }, (_, n) => ({ ...update(n), ...MIXED[n % MIXED.length], padding }));
  const statuses = Array.from({ length: 500 }, (_, n) => ({ ...update(n), status: 'read', padding }));
  const document = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value: { messages, statuses } }] }],
  });
  expect(document.length).toBeGreaterThan(2_900_000);
  const rows = rowsOf(document);
  expect(rows.flatMap(misfits)).toEqual([]);
  expect(new Set(rows.map(({ row }) => row.event_key)).size).toBe(1_000);
  expect(rows.filter(({ row }) => row.event_type === 'unmapped')).toEqual([]);
});

test('ordinary traffic is no drift', () => {
  const { documents } = sampleDay('2026-11-20', 1, 50);
  const rows = documents.flatMap((document) => rowsOf(JSON.stringify(document)));
  expect(rows.map(({ row }) => row.new_paths ?? null)).toEqual(rows.map(() => null));
});
