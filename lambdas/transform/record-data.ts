const SCRATCH_BYTES = 1024 * 1024;
const NEWLINE = '\n'.charCodeAt(0);

/** One for all rows: a buffer for each would cost as much as the printing. */
const scratch = Buffer.alloc(SCRATCH_BYTES);

/** A row as Firehose takes it back: a line of JSON, in base64. Firehose concatenates records verbatim. */
export function recordData(row: object): string {
  const text = JSON.stringify(row);
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (text.length * 3 >= SCRATCH_BYTES) return Buffer.from(`${text}\n`).toString('base64');
  const sizeBytes = scratch.write(text);
  scratch[sizeBytes] = NEWLINE;
  return scratch.toString('base64', 0, sizeBytes + 1);
}
