import { gzipSync } from 'node:zlib';
import { MAX_RESPONSE_BYTES } from 'aws-laptop/services';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_LIMIT_BYTES } from '../../../domain/event/envelope.ts';
import { ANSWER_LIMIT_BYTES, AnswerBudget } from '../../../lambdas/transform/answer-budget.ts';
import { type Batch, transformBatch } from '../../../lambdas/transform/transform-batch.ts';
import { SETTINGS } from '../../domain/pipeline.ts';
import { HOSTILE, PLACES, recordOf } from '../../support/hostile.ts';

/** Firehose hands the transform what its buffer of 1 MiB holds, and the record that made it full. */
const BUFFER_BYTES = 1024 * 1024;

const STATUS = { source: 'meta', kind: 'status' };
const innocent = (n: number) =>
  recordOf({ ...STATUS, item: `{"id":"wamid.${n}","status":"sent","timestamp":"1795190400"}` }, `innocent-${n}`, false);

interface Sent {
  readonly recordId: string;
  readonly data: string;
  readonly approximateArrivalTimestamp: number;
}

function batchOf(records: readonly Buffer[]): readonly Sent[] {
  return records.map((data, index) => ({
    recordId: `4954698668313554428650745793632162567570019247115678${index}`,
    data: data.toString('base64'),
    approximateArrivalTimestamp: 1_795_190_400_000,
  }));
}

/** The answer, once it is seen that Lambda takes it and that Firehose finds each record in it once. */
function answered(records: readonly Buffer[]): Batch {
  const sent = batchOf(records);
  const batch = transformBatch(sent, SETTINGS);
  expect(Buffer.byteLength(JSON.stringify({ records: batch.records }))).toBeLessThan(MAX_RESPONSE_BYTES);
  expect(batch.records.map(({ recordId }) => recordId)).toEqual(sent.map(({ recordId }) => recordId));
  for (const [index, { result, data }] of batch.records.entries()) {
    if (result === 'ProcessingFailed') expect(data).toBe(sent[index]?.data);
  }
  return batch;
}

function results({ records }: Batch): readonly string[] {
  return records.map(({ result }) => result);
}

const reasons = ({ failures }: Batch) => [...new Set(failures.map(({ reason }) => reason))];

function emptyTexts(count: number): string {
  return `{"id":"wamid.x","status":"sent","timestamp":"1795190400","texts":[${Array(count).fill('""').join()}]}`;
}

describe('an item never costs its neighbours their rows', () => {
  const neighbours = Array.from({ length: 80 }, (_, n) => innocent(n));

  test('whose row would be longer than an answer: it is shortened, and says so', () => {
    const packed = recordOf({ ...STATUS, item: emptyTexts(600_000) }, 'large', true);
    const batch = answered([...neighbours, packed]);
    expect(new Set(results(batch))).toEqual(new Set(['Ok']));
    expect(batch.shortenedRows).toBe(1);
    const row = JSON.parse(Buffer.from(batch.records.at(-1)?.data ?? '', 'base64').toString());
    expect(row).toMatchObject({ event_key: 'large', shortened: '["payload"]' });
    expect(JSON.parse(row.payload).texts.at(-1)).toMatch(/^<\d+ more>$/);
  });

  test('when there are more large rows than an answer holds: only large ones fail, and can be replayed', () => {
    const large = Array.from({ length: 30 }, (_, n) =>
      recordOf({ ...STATUS, item: emptyTexts(100_000) }, `large-${n}`, true),
    );
    const batch = answered([...large.slice(0, 15), ...neighbours, ...large.slice(15)]);
    expect(results(batch).slice(15, 95)).toEqual(neighbours.map(() => 'Ok'));
    expect(reasons(batch)).toEqual(['batch_full']);
    expect(batch.failures.length).toBeLessThan(25);
  });

  test('that unpacks to 200 MB', () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, ' ')).toString('base64');
    const head = recordOf({ ...STATUS, item: '{}' }, 'bomb', true).toString();
    const batch = answered([...neighbours, Buffer.from(head.replace(/"packed":"[^"]*"/, `"packed":"${bomb}"`))]);
    expect([results(batch).slice(0, -1), reasons(batch)]).toEqual([neighbours.map(() => 'Ok'), ['item_too_large']]);
  });

  test('when a hundred of them unpack to 700 MB together', () => {
    const one = recordOf({ ...STATUS, item: `{"id":"x","text":"${'x'.repeat(7_000_000)}"}` }, 'one', true);
    const batch = answered([...Array.from({ length: 100 }, () => one), ...neighbours]);
    expect(results(batch).slice(0, 3)).toEqual(['Ok', 'Ok', 'Ok']);
    expect(results(batch).slice(100)).toEqual(neighbours.map(() => 'Ok'));
    expect(reasons(batch)).toEqual(['batch_full']);
  });
});

test('a batch of the smallest statuses becomes rows whole', () => {
  const { length } = innocent(1_000);
  const batch = answered(Array.from({ length: Math.floor(BUFFER_BYTES / length) }, (_, n) => innocent(1_000 + n)));
  expect(new Set(results(batch))).toEqual(new Set(['Ok']));
  expect(batch.eventTypes.length).toBeGreaterThan(2_000);
});

const hostile = fc
  .record({
    structure: fc.constantFrom(...Object.values(HOSTILE)),
    place: fc.constantFrom(...PLACES),
    sizeBytes: fc.oneof(fc.integer({ min: 50, max: 5_000 }), fc.integer({ min: 5_000, max: 400_000 })),
    isPacked: fc.boolean(),
  })
  .map(({ structure, place, sizeBytes, isPacked }) => recordOf(place(structure(sizeBytes)), 'hostile', isPacked))
  .filter(({ length }) => length <= RECORD_LIMIT_BYTES);

test('whatever batch Firehose may hand over, the answer fits, and innocent records become rows', () => {
  const kinds = fc.array(hostile, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(kinds, hostile, (some, last) => {
      const records: Buffer[] = [];
      for (let bytes = 0, n = 0; bytes < BUFFER_BYTES; n += 1) {
        const record = n % 5 === 0 ? innocent(n) : (some[n % some.length] ?? innocent(n));
        records.push(record);
        bytes += record.length;
      }
      const batch = answered([...records, last]);
      for (const [n, result] of results(batch).entries())
        if (n % 5 === 0 && n < records.length) expect(result).toBe('Ok');
    }),
    { numRuns: 12 },
  );
});

const NOTHING = { recordId: '', data: '' };

describe('the budget', () => {
  const asked = Array.from({ length: 6 }, (_, n) => ({ recordId: `r${n}`, data: 'AAAA' }));
  const answer = (megabytes: number) => ({ recordId: 'r', result: 'Ok' as const, data: 'A'.repeat(megabytes * 1e6) });

  test('gives up the largest, whichever came first, and no more than it must', () => {
    const budget = new AnswerBudget(asked);
    const given = [1, 2, 1, 1.2, 1].map((megabytes, n) => budget.add(answer(megabytes), asked[n] ?? NOTHING));
    expect(given).toEqual([[], [], [], [], [1]]);
    expect(ANSWER_LIMIT_BYTES).toBeLessThan(MAX_RESPONSE_BYTES);
  });

  test('counts what failures give back', () => {
    const large = [{ recordId: 'a', data: 'A'.repeat(5e6) }, ...asked];
    const budget = new AnswerBudget(large);
    expect(
      budget.add({ recordId: 'a', result: 'ProcessingFailed', data: large[0]?.data }, large[0] ?? NOTHING),
    ).toEqual([]);
    expect(budget.add(answer(1), asked[0] ?? NOTHING)).toEqual([1]);
  });
});
