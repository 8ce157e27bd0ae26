import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ItemFailure } from '../../../domain/event/failure.ts';
import { logger } from '../../../lambdas/shared/observability.ts';
import { reportBatch } from '../../../lambdas/transform/report.ts';
import { transformBatch } from '../../../lambdas/transform/transform-batch.ts';
import { recordsOf, SETTINGS } from '../../domain/pipeline.ts';

const DOCUMENT = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1000',
      changes: [
        {
          field: 'messages',
          value: {
            messages: [
              { id: 'wamid.1', type: 'text', timestamp: '1795176000', from: '15550100001' },
              'call me at +1 555 010 0001',
              { id: 'wamid.2', type: 'hologram', timestamp: '1795176000', from: '15550100001' },
            ],
          },
        },
      ],
    },
  ],
});

function record(recordId: string, data: Buffer) {
  return { recordId, data: data.toString('base64'), approximateArrivalTimestamp: 1_795_176_000_000 };
}

const GOOD_AND_BAD = [...recordsOf(DOCUMENT), Buffer.from('not json, +1 555 010 0001')].map((data, index) =>
  record(`r${index}`, data),
);

describe('a batch of good and bad records', () => {
  const batch = transformBatch(GOOD_AND_BAD, SETTINGS);

  test('answers each record, in its place', () => {
    expect(batch.records.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['r0', 'Ok'],
      ['r1', 'ProcessingFailed'],
      ['r2', 'Ok'],
      ['r3', 'ProcessingFailed'],
    ]);
  });

  test('drops nothing silently', () => {
    expect(batch.records.map(({ result }) => result)).not.toContain('Dropped');
  });

  test('makes one line of JSON of a good record, with its partition', () => {
    const [first] = batch.records;
    const lines = Buffer.from(first?.data ?? '', 'base64')
      .toString()
      .split('\n');
    expect(lines).toEqual([expect.stringMatching(/^\{.*\}$/), '']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event_type: 'message_received', source: 'meta' });
    expect(first?.metadata).toEqual({ partitionKeys: { dt: '2026-11-20', family: 'messaging' } });
  });

  test('gives a bad record back as it came, so that it is kept', () => {
    expect(batch.records[1]?.data).toBe(GOOD_AND_BAD[1]?.data);
    expect(batch.records[3]?.data).toBe(GOOD_AND_BAD[3]?.data);
  });

  test('says what became of each', () => {
    expect(batch.eventTypes).toEqual(['message_received', 'unmapped']);
    expect(batch.failures.map(({ recordId, reason }) => [recordId, reason])).toEqual([
      ['r1', 'item_not_an_object'],
      ['r3', 'not_json'],
    ]);
  });
});

test('whatever comes in, every recordId goes out once', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array(), fc.constantFrom(...recordsOf(DOCUMENT)))), (contents) => {
      const records = contents.map((data, index) => record(`r${index}`, Buffer.from(data)));
      const batch = transformBatch(records, SETTINGS);
      expect(batch.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
      expect(batch.eventTypes.length + batch.failures.length).toBe(records.length);
    }),
  );
});

test('a bug of the transform fails its record alone, as our bug', () => {
  const broken = {
    currentVersion: '1',
    get pepper(): string {
      throw new Error('out of order');
    },
  };
  const batch = transformBatch(GOOD_AND_BAD, { ...SETTINGS, ring: broken });
  expect(batch.failures.map(({ reason }) => reason)).toContain('normaliser_error');
  expect(batch.records).toHaveLength(GOOD_AND_BAD.length);
});

describe('the log of a failure', () => {
  function logged(cause: unknown): string {
    const error = vi.spyOn(logger, 'error').mockImplementation(() => {});
    const failure = { recordId: 'r1', reason: new ItemFailure('normaliser_error').reason, cause };
    reportBatch({ records: [], eventTypes: [], failures: [failure], newPathRows: 0 });
    const text = JSON.stringify(error.mock.calls);
    error.mockRestore();
    return text;
  }

  test('says which record, why and where, and not the error’s message', () => {
    const text = logged(new TypeError('cannot read "+1 555 010 0001"'));
    expect(text).toMatch(/r1.*normaliser_error.*transform-batch\.test/);
    expect(text).not.toContain('555');
  });

  test('needs no cause', () => {
    expect(logged(undefined)).toMatch(/r1.*normaliser_error/);
  });

  test('holds nothing of a message of several lines either', () => {
    expect(logged(new Error('invalid:\n  body "call +1 555 010 0001"\n  at'))).not.toContain('555');
  });
});
