import { expect, test } from 'vitest';
import { encodeEnvelope } from '../../../../domain/event/envelope.ts';
import { ItemFailure } from '../../../../domain/event/failure.ts';
import { duplicatesEnvelopes } from '../../../../domain/sources/lake/duplicates.ts';
import { transform } from '../../../../domain/transform.ts';
import { SETTINGS } from '../../pipeline.ts';

const RECEIPT = { receivedAtMs: Date.UTC(2026, 10, 21, 9), deliveryId: 'delivery-1', apiVersion: 'v26.0', context: {} };
const repeated = (kind: string, eventKey: string) => ({
  ...RECEIPT,
  source: 'meta',
  kind,
  eventKey,
  item: { from: '15550001111' },
});

function rowsOf(envelopes: ReturnType<typeof duplicatesEnvelopes>) {
  return envelopes.flatMap(encodeEnvelope).map((record) => transform(record, SETTINGS));
}

test('what a delivery brought again is one row per kind, with its number and nothing of the items', () => {
  const envelopes = duplicatesEnvelopes([repeated('status', 'a'), repeated('message', 'b'), repeated('status', 'c')]);
  expect(
    rowsOf(envelopes).map(({ row, partition }) => [
      row.duplicate_source,
      row.duplicate_kind,
      row.item_count,
      partition.family,
    ]),
  ).toEqual([
    ['meta', 'status', 2, 'lake'],
    ['meta', 'message', 1, 'lake'],
  ]);
  expect(JSON.stringify(envelopes)).not.toContain('15550001111');
});

test('source and kind stand in columns of their own, in none of another meaning', () => {
  const [{ row } = expect.unreachable()] = rowsOf(duplicatesEnvelopes([repeated('status', 'a')]));
  const { entity_kind, entity_id, detail, channel, direction } = row;
  expect([entity_kind, entity_id, detail, channel, direction].filter((value) => value != null)).toEqual([]);
});

test('the same refusal has the same key, another delivery another', () => {
  const [first] = duplicatesEnvelopes([repeated('status', 'a')]);
  const [again] = duplicatesEnvelopes([repeated('status', 'b')]);
  const [other] = duplicatesEnvelopes([{ ...repeated('status', 'a'), deliveryId: 'delivery-2' }]);
  expect(again?.eventKey).toBe(first?.eventKey);
  expect(other?.eventKey).not.toBe(first?.eventKey);
});

test('no duplicates, nothing to tell', () => {
  expect(duplicatesEnvelopes([])).toEqual([]);
});

test.each([
  ['another kind', { kind: 'else' }],
  ['no number', { item: { source: 'meta', kind: 'status' } }],
  ['a number that is none', { item: { source: 'meta', kind: 'status', count: 0 } }],
])('an envelope of the lake’s that it did not write fails: %s', (_what, change) => {
  const [written] = duplicatesEnvelopes([repeated('status', 'a')]);
  if (written === undefined) throw new Error('Nothing was written.');
  expect(() => rowsOf([{ ...written, ...change }])).toThrow(ItemFailure);
});
