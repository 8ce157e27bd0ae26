import * as z from 'zod';

/** One record in a segment file: a JSON line. */
export interface JournalEntry {
  readonly id: string;
  readonly arrivalMs: number;
  readonly data: Buffer;
}

const line = z.strictObject({ id: z.string(), arrivalMs: z.number(), data: z.base64() });

export function formatEntries(entries: readonly JournalEntry[]): Buffer {
  const lines = entries.map(({ id, arrivalMs, data }) =>
    JSON.stringify({ id, arrivalMs, data: data.toString('base64') }),
  );
  return Buffer.from(`${lines.join('\n')}\n`);
}

/**
 * The entries of a segment file. What follows the last newline is the torn end of a write that a crash cut off; its
 * put was never answered, so it is dropped. Anything else that cannot be read throws, naming the file and the line.
 */
export function parseEntries(content: Buffer, file: string): JournalEntry[] {
  const lines = content.toString('utf8').split('\n').slice(0, -1);
  return lines.map((text, index) => parseLine(text, `${file}, line ${index + 1}`));
}

function parseLine(text: string, where: string): JournalEntry {
  try {
    const { id, arrivalMs, data } = line.parse(JSON.parse(text));
    return { id, arrivalMs, data: Buffer.from(data, 'base64') };
  } catch (cause) {
    throw new Error(
      `The Firehose journal is corrupt at ${where}. Move the file away to start without its records, or restore it.`,
      { cause },
    );
  }
}
