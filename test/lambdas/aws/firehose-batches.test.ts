import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BATCH_LIMIT_BYTES, BATCH_LIMIT_RECORDS, packBatches } from '../../../lambdas/aws/firehose-batches.ts';

test('the limits are those of PutRecordBatch', () => {
  expect([BATCH_LIMIT_RECORDS, BATCH_LIMIT_BYTES]).toEqual([500, 4 * 1024 * 1024]);
});

test('batches hold every record once, in order, within the limits, and none is empty', () => {
  // Slices of one buffer: only lengths matter, and megabytes a run would be slow.
  const bytes = Buffer.alloc(1_024_000);
  const records = fc
    .array(fc.oneof(fc.nat(2_000), fc.nat(1_024_000)), { maxLength: 1_500, size: 'max' })
    .map((sizes) => sizes.map((size) => ({ data: bytes.subarray(0, size) })));
  fc.assert(
    fc.property(records, (given) => {
      const batches = packBatches(given);
      expect(batches.flat()).toEqual(given);
      for (const batch of batches) {
        const size = batch.reduce((sum, { data }) => sum + data.length, 0);
        expect(batch.length > 0 && batch.length <= BATCH_LIMIT_RECORDS && size <= BATCH_LIMIT_BYTES).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['none', 0, 10, []],
  ['exactly as many as fit', 500, 10, [500]],
  ['one more', 501, 10, [500, 1]],
  ['exactly as many bytes as fit', 4, 1024 * 1024, [4]],
  ['a byte more each', 4, 1024 * 1024 + 1, [3, 1]],
])('%s', (_name, count, sizeBytes, expected) => {
  const data = Buffer.alloc(sizeBytes);
  const batches = packBatches(Array.from({ length: count }, () => ({ data })));
  expect(batches.map((batch) => batch.length)).toEqual(expected);
});
