import type { S3Client } from '@aws-sdk/client-s3';
import { keyPages, linesOfObject } from './object-lines.ts';
import { ObjectFault } from './ports.ts';

/** Failed records lie in two buckets under the same keys: where Firehose writes them, and where they are sealed. */
export interface FailedPlaces {
  readonly arrivals: string;
  readonly sealed: string;
  readonly prefix: string;
}

/**
 * The keys of both places in their order, each once; from the given one on, itself included. Objects move while they
 * are listed, copied before they are deleted: for every range of keys the arrivals are listed first, so that one which
 * is no longer there is in the sealed bucket when that is listed.
 */
export async function* failedKeys(client: S3Client, places: FailedPlaces, from?: string): AsyncGenerator<string> {
  // Whether it is there shows when it is read.
  if (from !== undefined) yield from;
  const { arrivals, prefix } = places;
  let after = from;
  for await (const { keys, isLast } of keyPages(client, { bucket: arrivals, prefix }, from)) {
    const upTo = isLast ? undefined : keys.at(-1);
    // A page of folders alone: its range goes with that of the next page.
    if (!isLast && upTo === undefined) continue;
    yield* merged(keys, sealedKeys(client, places, after, upTo));
    after = upTo;
  }
}

async function* sealedKeys(
  client: S3Client,
  { sealed: bucket, prefix }: FailedPlaces,
  after: string | undefined,
  upTo: string | undefined,
): AsyncGenerator<string> {
  for await (const { keys } of keyPages(client, { bucket, prefix }, after)) {
    const within = keys.filter((key) => upTo === undefined || key <= upTo);
    yield* within;
    if (within.length < keys.length) return;
  }
}

/** Two lists in their order, each key once. */
async function* merged(keys: readonly string[], others: AsyncIterable<string>): AsyncGenerator<string> {
  const left = [...keys];
  for await (const other of others) {
    while (left[0] !== undefined && left[0] < other) yield* left.splice(0, 1);
    if (left[0] === other) left.shift();
    yield other;
  }
  yield* left;
}

/** The lines of an object, wherever it lies by now. Throws ObjectFault. */
export async function* failedLines(
  client: S3Client,
  { arrivals, sealed }: FailedPlaces,
  key: string,
): AsyncGenerator<Buffer | null> {
  try {
    yield* linesOfObject(client, arrivals, key);
  } catch (error) {
    if (!(error instanceof ObjectFault && error.reason === 'object_gone')) throw error;
    yield* linesOfObject(client, sealed, key);
  }
}
