import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Delivery } from 'simulator';
import type { Receipt } from '../../domain/sources/envelopes.ts';
import { requireSource } from '../cli/sources.ts';
import { type ReceivedRecord, receive } from './received.ts';

/** Takes the deliveries of the days before the last, in the order in which they were posted. */
export interface EarlierDays {
  readonly add: (delivery: Delivery) => Promise<void>;
  /** When it returns, all are in the lake. */
  readonly end: () => Promise<void>;
}

export interface EarlierPorts extends Pick<Receipt, 'eventKeySecret' | 'apiVersion'> {
  /** Returns when all are on the stream. */
  readonly publish: (records: readonly ReceivedRecord[]) => Promise<void>;
  /** Returns when all that is on the stream is in the lake. */
  readonly flush: () => Promise<void>;
}

const RECORDS_AT_ONCE = 4_000;
/** A stream has at most 500 active partitions ("Amazon Data Firehose quota"), and a day has seven families at most. */
const FLUSHED_AFTER_MS = 40 * 86_400_000;

/**
 * Puts the records on the stream in large batches. `progressFile` keeps how many deliveries are there: after a posting
 * that was cut short, the same deliveries are to be added, and those are not put again.
 */
export function earlierDays(
  { publish, flush, ...constant }: EarlierPorts,
  progressFile: string,
  recordsAtOnce = RECORDS_AT_ONCE,
): EarlierDays {
  const before = existsSync(progressFile) ? Number(readFileSync(progressFile, 'utf8')) : 0;
  const seen = new Set<string>();
  let added = 0;
  let flushedAtMs: number | undefined;
  let waiting: ReceivedRecord[] = [];
  const put = async () => {
    if (waiting.length > 0) await publish(waiting);
    waiting = [];
    writeFileSync(progressFile, String(Math.max(added, before)));
  };
  return {
    async add({ source, atMs, document }) {
      added += 1;
      const receipt = { ...constant, receivedAtMs: atMs, deliveryId: `sample-${added}` };
      const records = receive(requireSource(source), JSON.stringify(document), receipt, seen);
      if (added > before) waiting.push(...records);
      if (waiting.length >= recordsAtOnce) await put();
      flushedAtMs ??= atMs;
      if (atMs - flushedAtMs < FLUSHED_AFTER_MS) return;
      flushedAtMs = atMs;
      await put();
      await flush();
    },
    async end() {
      await put();
      await flush();
    },
  };
}
