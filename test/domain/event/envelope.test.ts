import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeEnvelope,
  type Envelope,
  encodeEnvelope,
  RECORD_LIMIT_BYTES,
  replayedRecord,
  UNPACKED_LIMIT_BYTES,
} from '../../../domain/event/envelope.ts';
import { type FailureReason, ItemFailure } from '../../../domain/event/failure.ts';
import { parseWithSafeIds } from '../../../domain/shared/json.ts';

function envelopeOf(item: unknown, context: Envelope['context'] = { field: 'messages' }): Envelope {
  return {
    source: 'meta',
    kind: 'message',
    eventKey: 'key-1',
    receivedAtMs: 1_795_176_000_000,
    deliveryId: 'delivery-1',
    apiVersion: 'v26.0',
    context,
    item,
  };
}

function roundTrip(envelope: Envelope): Envelope {
  const [record, ...rest] = encodeEnvelope(envelope);
  expect(rest).toEqual([]);
  if (record === undefined) throw new Error('An envelope has at least one record.');
  return decodeEnvelope(record);
}

function reasonOf(record: Buffer): FailureReason | 'none' {
  try {
    decodeEnvelope(record);
    return 'none';
  } catch (error) {
    if (error instanceof ItemFailure) return error.reason;
    throw error;
  }
}

test('what goes into an envelope comes out of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (item, context) => {
      // Large numbers come out as the texts that `parseWithSafeIds` makes of them.
      const asSafe = (value: unknown) => parseWithSafeIds(JSON.stringify(value));
      const { item: sent, context: around } = roundTrip(envelopeOf(item, context));
      expect({ item: sent, context: around }).toEqual(asSafe({ item, context }));
    }),
  );
});

test('a record is one line that ends in a newline', () => {
  const [record] = encodeEnvelope(envelopeOf({ text: 'two\nlines' }));
  expect(record?.toString('utf8').split('\n')).toEqual([expect.stringContaining('two\\nlines'), '']);
});

test('an id that a double cannot hold comes out as the text it was', () => {
  const item = { id: JSON.rawJSON('12345678901234567') };
  expect(roundTrip(envelopeOf(item)).item).toEqual({ id: '12345678901234567' });
});

test('an item over the limit is compressed into one record', () => {
  const item = { body: 'again and again. '.repeat(100_000) };
  expect(roundTrip(envelopeOf(item)).item).toEqual(item);
});

describe('an item too large even when compressed', () => {
  const item = { body: randomBytes(2_500_000).toString('base64') };
  const records = encodeEnvelope(envelopeOf(item));

  test('travels in parts that the stream takes', () => {
    expect(records.length).toBeGreaterThan(1);
    for (const record of records) expect(record.length).toBeLessThanOrEqual(RECORD_LIMIT_BYTES);
  });

  test('fails part by part as too large', () => {
    expect(records.map(reasonOf)).toEqual(records.map(() => 'item_too_large'));
  });

  test('is whole in its parts', () => {
    const parts = records.map((record) => JSON.parse(record.toString('utf8')).part);
    const packed = parts.map(({ data }) => data).join('');
    expect(parts.map(({ index, count }) => [index, count])).toEqual(parts.map((_part, n) => [n, parts.length]));
    expect(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'))).toMatchObject({ item });
  });
});

// A record over the limit makes PutRecordBatch refuse the whole call: the item takes its neighbours with it, for ever.
test('no record exceeds the stream’s limit, however large the surroundings of an item are', () => {
  const context = { field: 'messages', contact: { profile: { name: 'n'.repeat(RECORD_LIMIT_BYTES) } } };
  for (const record of encodeEnvelope(envelopeOf({ id: '1' }, context))) {
    expect(record.length).toBeLessThanOrEqual(RECORD_LIMIT_BYTES);
  }
});

describe('a record that is no envelope fails with its reason', () => {
  const good = JSON.parse(encodeEnvelope(envelopeOf({ id: '1' }))[0]?.toString('utf8') ?? '');
  const changed = (change: object) => Buffer.from(JSON.stringify({ ...good, ...change }));
  test.each<[string, Buffer, FailureReason]>([
    ['nothing', Buffer.alloc(0), 'not_json'],
    ['a text', Buffer.from('hello +1 555 010 0001'), 'not_json'],
    ['bytes that are no text', randomBytes(64), 'not_json'],
    ['a JSON number', Buffer.from('7'), 'not_an_envelope'],
    ['a JSON list', Buffer.from('[]'), 'not_an_envelope'],
    ['an empty object', Buffer.from('{}'), 'not_an_envelope'],
    ['another version', changed({ envelope_version: 2 }), 'not_an_envelope'],
    ['a context that is no object', changed({ context: 'x' }), 'not_an_envelope'],
    ['a time that is no number', changed({ received_at: '2026' }), 'not_an_envelope'],
    ['no key', changed({ event_key: undefined }), 'not_an_envelope'],
    ['a packed item that is no gzip', changed({ packed: 'AAAA' }), 'item_unreadable'],
    ['a packed item that is no JSON', changed({ packed: gzipSync('not json').toString('base64') }), 'item_unreadable'],
  ])('%s', (_name, record, reason) => {
    expect(reasonOf(record)).toBe(reason);
  });

  test('an envelope without any item', () => {
    expect(reasonOf(changed({ item: undefined }))).toBe('not_an_envelope');
  });

  test('a time of receipt that no calendar has', () => {
    expect(reasonOf(changed({ received_at: 8.7e15 }))).toBe('not_an_envelope');
  });
});

test('a failure says nothing of what it failed on, nor does its cause', () => {
  const record = Buffer.from('{"body": "call me at +1 555 010 0001"');
  try {
    decodeEnvelope(record);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ItemFailure);
    expect(`${error} ${error instanceof Error ? error.cause : ''}`).not.toMatch(/555|call me/);
  }
});

describe('a record that is replayed', () => {
  test('is as it was, digit by digit, but for its count', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (item, replays) => {
        const [record] = encodeEnvelope(envelopeOf(item));
        const again = replayedRecord(record ?? Buffer.alloc(0), replays);
        expect(decodeEnvelope(again ?? Buffer.alloc(0))).toEqual({
          ...decodeEnvelope(record ?? Buffer.alloc(0)),
          replays,
        });
      }),
    );
    const numbers = '{"a":12345678901234567890,"b":1.10,"c":-0,"d":1E5}';
    const text = JSON.stringify(envelopeOf(null)).replace('"item":null', `"item":${numbers}`);
    expect(replayedRecord(Buffer.from(text), 1)?.toString()).toContain(numbers);
  });

  test('counts on from what it says, and an envelope that was never replayed says nothing', () => {
    const [record = Buffer.alloc(0)] = encodeEnvelope(envelopeOf({}));
    expect(decodeEnvelope(record)).not.toHaveProperty('replays');
    expect(decodeEnvelope(replayedRecord(replayedRecord(record, 1) ?? record, 2) ?? record).replays).toBe(2);
  });

  test('stays within what a stream takes: it is compressed when the count would make it too large', () => {
    const shell = encodeEnvelope(envelopeOf('')).reduce((total, { length }) => total + length, 0);
    const [full = Buffer.alloc(0)] = encodeEnvelope(envelopeOf('a'.repeat(RECORD_LIMIT_BYTES - shell)));
    expect(full.length).toBe(RECORD_LIMIT_BYTES);
    const again = replayedRecord(full, 1);
    expect(again?.length).toBeLessThan(RECORD_LIMIT_BYTES);
    expect(decodeEnvelope(again ?? full)).toEqual({ ...decodeEnvelope(full), replays: 1 });
  });

  test('is none when no record can carry it, or it is no envelope', () => {
    const shell = encodeEnvelope(envelopeOf('')).reduce((total, { length }) => total + length, 0);
    const noise = randomBytes(RECORD_LIMIT_BYTES)
      .toString('base64')
      .slice(0, RECORD_LIMIT_BYTES - shell);
    const [full = Buffer.alloc(0)] = encodeEnvelope(envelopeOf(noise));
    expect(full.length).toBe(RECORD_LIMIT_BYTES);
    expect(replayedRecord(full, 1)).toBeNull();
    expect(replayedRecord(Buffer.from('not json'), 1)).toBeNull();
  });
});

describe('a record from which anything may unpack', () => {
  const packedOf = (content: Buffer) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(HEAD), packed: gzipSync(content).toString('base64') }));
  const HEAD =
    '{"envelope_version":1,"source":"meta","kind":"status","event_key":"k","received_at":1,"delivery_id":"d","api_version":"v"}';
  const ofBytes = (size: number) => packedOf(Buffer.from(`{"context":{},"item":{"a":"${'x'.repeat(size)}"}}`));

  test('is refused beyond the limit', () => {
    expect(() => decodeEnvelope(ofBytes(UNPACKED_LIMIT_BYTES))).toThrow(/^item_too_large/);
    expect(() => decodeEnvelope(packedOf(Buffer.from('not json')))).toThrow(/^item_unreadable/);
  });

  test('takes its bytes of the allowance, and is left for another batch when that is used up', () => {
    const allowance = { leftBytes: 2_500_000 };
    expect(decodeEnvelope(ofBytes(1_000_000), allowance).eventKey).toBe('k');
    expect(allowance.leftBytes).toBeLessThan(1_500_000);
    expect(() => decodeEnvelope(ofBytes(2_000_000), allowance)).toThrow(/^batch_full/);
    expect(() => decodeEnvelope(ofBytes(10), allowance)).toThrow(/^batch_full/);
    expect(allowance.leftBytes).toBe(0);
  });

  test('is filled up when it is replayed, so that it comes alone', () => {
    const again = replayedRecord(ofBytes(1_000), 1) ?? Buffer.alloc(0);
    expect(again.length).toBeGreaterThan(512 * 1024);
    expect(again.length).toBeLessThanOrEqual(RECORD_LIMIT_BYTES);
    expect(again.toString().endsWith('\n')).toBe(true);
    expect(decodeEnvelope(again)).toEqual({ ...decodeEnvelope(ofBytes(1_000)), replays: 1 });
  });
});

test('a head of ours has short texts', () => {
  const wire = {
    envelope_version: 1,
    source: 'meta',
    kind: 'k',
    event_key: 'k',
    received_at: 1,
    delivery_id: 'd',
    api_version: 'v',
  };
  const record = (more: object) => Buffer.from(JSON.stringify({ ...wire, context: {}, item: {}, ...more }));
  expect(decodeEnvelope(record({ kind: 'x'.repeat(1_024) })).kind).toHaveLength(1_024);
  expect(() => decodeEnvelope(record({ event_key: 'x'.repeat(1_025) }))).toThrow(/^not_an_envelope/);
});

test('a record nested deeper than can be printed is not put again', () => {
  const deep = `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`;
  expect(replayedRecord(Buffer.from(`{"envelope_version":1,"item":${deep}}`), 1)).toBeNull();
});
