const NEWLINE = '\n'.charCodeAt(0);

/**
 * A failed record is the base64 of one of at most 1,000 KiB, and a few words; whatever is longer is no record, and is
 * not gathered in memory.
 */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** Cuts bytes into lines, without their newlines and without empty ones; null stands for a line that is too long. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<Buffer | null> {
  let pieces: Buffer[] = [];
  let sizeBytes = 0;
  const add = (piece: Buffer) => {
    sizeBytes += piece.length;
    if (sizeBytes <= maxBytes) pieces.push(piece);
    else pieces = [];
  };
  const take = () => {
    const line = sizeBytes > maxBytes ? null : Buffer.concat(pieces);
    pieces = [];
    sizeBytes = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      if (sizeBytes > 0) yield take();
    }
    add(chunk.subarray(start));
  }
  if (sizeBytes > 0) yield take();
}
