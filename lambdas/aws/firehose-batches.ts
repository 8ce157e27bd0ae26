/** PutRecordBatch takes at most 500 records and 4 MiB a call (before base64). */
export const BATCH_LIMIT_RECORDS = 500;
export const BATCH_LIMIT_BYTES = 4 * 1024 * 1024;

/** Cuts records, in order, into batches that PutRecordBatch takes. */
export function packBatches<R extends { readonly data: Buffer }>(records: readonly R[]): readonly (readonly R[])[] {
  const batches: R[][] = [];
  let bytes = 0;
  for (const record of records) {
    const current = batches.at(-1);
    if (!current || current.length === BATCH_LIMIT_RECORDS || bytes + record.data.length > BATCH_LIMIT_BYTES) {
      batches.push([record]);
      bytes = record.data.length;
    } else {
      current.push(record);
      bytes += record.data.length;
    }
  }
  return batches;
}
