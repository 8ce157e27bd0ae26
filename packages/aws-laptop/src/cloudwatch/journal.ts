import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Sample, UNITS } from './metric.ts';

/** Samples on disk, a JSON line each; several lines may add to the same minute. */
export interface Journal {
  /** Appends in one write, synchronously. If the disk refuses, nothing is written and it throws. */
  append(samples: readonly Sample[]): void;
  /** Puts these samples in the place of all that was there, in one step. */
  replace(samples: readonly Sample[]): void;
  sizeBytes(): number;
}

const line: z.ZodType<Sample> = z.strictObject({
  metric: z.strictObject({
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })),
  }),
  unit: z.enum(UNITS),
  epochMinute: z.int(),
  statistics: z.strictObject({ sum: z.number(), sampleCount: z.int(), minimum: z.number(), maximum: z.number() }),
});

/** The file is created, with its folder, if missing. */
export function openJournal(file: string): Journal {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.closeSync(fs.openSync(file, 'a', 0o600));
  let sizeBytes = fs.statSync(file).size;
  return {
    append(samples) {
      if (samples.length === 0) return;
      const content = format(samples);
      appendWhole(file, content, sizeBytes);
      sizeBytes += content.length;
    },
    replace(samples) {
      const content = format(samples);
      fs.writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true });
      fs.renameSync(`${file}.new`, file);
      sizeBytes = content.length;
    },
    sizeBytes: () => sizeBytes,
  };
}

/**
 * The samples of a journal; none if there is no file. What follows the last newline is the torn end of a write that a
 * crash cut off, and is dropped. Anything else that cannot be read throws, naming the file and the line.
 */
export function readJournal(file: string): Sample[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((text, index) => parseLine(text, `${file}, line ${index + 1}`));
}

function parseLine(text: string, where: string): Sample {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `The metrics journal is corrupt at ${where}. Move the file away to start without its metrics, or restore it.`,
      { cause },
    );
  }
}

function format(samples: readonly Sample[]): Buffer {
  return Buffer.from(samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
}

function appendWhole(file: string, content: Buffer, sizeBytes: number): void {
  try {
    fs.appendFileSync(file, content, { mode: 0o600 });
  } catch (error) {
    // A disk that filled up halfway leaves a torn line; the next append must not be written behind it.
    if (fs.existsSync(file)) fs.truncateSync(file, sizeBytes);
    throw error;
  }
}
