import { expect, test } from 'vitest';
import { encodeEnvelope } from '../../../domain/event/envelope.ts';
import { type TransformPorts, transform } from '../../../lambdas/transform/transform.ts';
import type { Batch } from '../../../lambdas/transform/transform-batch.ts';
import { envelope } from '../ingest/world.ts';

const PEPPER = JSON.stringify({ current: '1', 1: 'a pepper of the tests, of 32 letters' });
const SETTINGS = { defaultCountry: null, releasedFields: new Set<never>(), leftOut: new Set<never>() };

function recordOf(recordId: string, data: Buffer) {
  return { recordId, data: data.toString('base64'), approximateArrivalTimestamp: 0 };
}

const RECORDS = [
  ...encodeEnvelope(envelope('k1')).map((data) => recordOf('r1', data)),
  recordOf('r2', Buffer.from('no envelope')),
];

function recorded(pepper: TransformPorts['pepper']) {
  const reported: Batch[] = [];
  return { reported, ports: { pepper, report: (batch: Batch) => void reported.push(batch) } };
}

test('every record that came in goes out once, and what became of them is reported', async () => {
  const { reported, ports } = recorded(async () => PEPPER);
  const { records } = await transform(RECORDS, SETTINGS, ports);
  expect(records.map(({ recordId }) => recordId)).toEqual(['r1', 'r2']);
  expect(reported.map(({ failures }) => failures.map(({ recordId }) => recordId))).toEqual([['r2']]);
});

test('without its secret no record is answered: Firehose calls again', async () => {
  const { reported, ports } = recorded(async () => Promise.reject(new Error('the secret cannot be read')));
  await expect(transform(RECORDS, SETTINGS, ports)).rejects.toThrow('the secret cannot be read');
  expect(reported).toEqual([]);
});
