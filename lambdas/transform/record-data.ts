const SCRATCH_BYTES = 1024 * 1024;
const NEWLINE = '\n'.charCodeAt(0);

/** One for all rows: a buffer for each would cost as much as the printing. */
const scratch = Buffer.alloc(SCRATCH_BYTES);

/**
 * A row as Firehose takes it back: a line of JSON, in base64. Firehose concatenates records verbatim. Of a row that was
 * replayed the line says how often: the conversion drops a name that is no column ("Convert input data format"), and a
 * row that the conversion refuses keeps it, so that nothing is replayed without end.
 */
export function recordData(row: Readonly<Record<string, unknown>>, replays = 0): string {
  const text = JSON.stringify(replays === 0 ? row : { ...row, replays });
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (text.length * 3 >= SCRATCH_BYTES) return Buffer.from(`${text}\n`).toString('base64');
  const sizeBytes = scratch.write(text);
  scratch[sizeBytes] = NEWLINE;
  return scratch.toString('base64', 0, sizeBytes + 1);
}
