import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEnvelope, encodeEnvelope } from '../../../../domain/event/envelope.ts';
import { parseKeepingNumbers, parseWithSafeIds, withSafeIds } from '../../../../domain/shared/json.ts';
import { readSend } from '../../../../domain/sources/sends/send.ts';
import { envelope } from '../../../lambdas/ingest/world.ts';
import { anyJson, anySend } from './batches.ts';
import { reasonAgainst, take } from './sends.ts';

/** What the transform has of an item, once it was on the stream. */
function afterStream(item: unknown): unknown {
  const [record = expect.unreachable()] = encodeEnvelope(envelope('k', item));
  return decodeEnvelope(record).item;
}

test('what the receiver accepts the transform accepts, with the same values; neither throws', () => {
  fc.assert(
    fc.property(fc.oneof(anySend, anyJson), (text) => {
      const item = parseKeepingNumbers(text);
      expect(readSend(afterStream(item))).toEqual(readSend(item));
    }),
    { numRuns: 2_000 },
  );
});

test('a value has its numbers as they are read after it was printed', () => {
  fc.assert(
    fc.property(anyJson, (json) => {
      const text = `[${json}]`;
      expect(withSafeIds(parseKeepingNumbers(text))).toEqual(parseWithSafeIds(text));
    }),
    { numRuns: 2_000 },
  );
});

describe('a malformed send', () => {
  test.each([
    ['{"message_id":"b","buttons":{"length":1e9}}', 'buttons: a list'],
    ['{"message_id":"b","buttons":{"length":{"toString":null,"valueOf":null}}}', 'buttons: a list'],
    ['{"message_id":"b","buttons":1e400}', 'buttons: a list'],
    ['{"message_id":{"length":1e5}}', 'message_id: 1 to 256 characters'],
  ])('is rejected, and its neighbours are taken: %s', (send, reason) => {
    const { envelopes, rejected } = take(`[{"message_id":"a"},${send},{"message_id":"c"}]`);
    expect(envelopes.map(({ item }) => item)).toEqual([{ message_id: 'a' }, { message_id: 'c' }]);
    expect(rejected).toEqual([{ index: 1, reason }]);
  });

  test.each([199, 5_000])('of %i levels is rejected, and its neighbours are taken', (levels) => {
    const deep = `{"message_id":"b","note":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const { envelopes, rejected } = take(`[{"message_id":"a"},${deep},{"message_id":"c"}]`);
    expect(envelopes.map(({ item }) => item)).toEqual([{ message_id: 'a' }, { message_id: 'c' }]);
    expect(rejected).toEqual([{ index: 1, reason: 'send: at most 198 levels of nesting' }]);
  });

  test('whose reading throws is rejected', () => {
    const item = new Proxy({}, { ownKeys: () => expect.unreachable() });
    expect(readSend(item)).toEqual({ reason: expect.stringMatching(/^send: cannot be read/) });
  });
});

test('a number spelled with a letter is the same template’s name on either side', () => {
  const item = parseKeepingNumbers('{"message_id":"a","template":{"name":1e5}}');
  expect(readSend(item)).toMatchObject({ send: { template: { name: '100000' } } });
  expect(readSend(afterStream(item))).toEqual(readSend(item));
});

test('a phone number is bounded in length, whatever it is padded with', () => {
  expect(reasonAgainst({ message_id: 'a', to: { phone: `+1555${' '.repeat(50)}0100999` } })).toBe('');
  expect(reasonAgainst({ message_id: 'a', to: { phone: `+1555${' '.repeat(60)}0100999` } })).toMatch(/^to\.phone/);
});
