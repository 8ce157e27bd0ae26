import fs from 'node:fs';
import path from 'node:path';
import type { AwsService, FunctionRuntime, ObjectStore, Template } from '../aws.ts';
import type { DeliveryCounts } from './context.ts';
import { createParquetWriter } from './parquet.ts';
import { createService, type RecordFaults } from './service.ts';
import { settleAll } from './stage.ts';
import { type RunningStream, type StreamSettings, startStream } from './stream.ts';
import { readStreams } from './streams.ts';

/** Amazon Data Firehose on the laptop, for the streams of a template. */
export interface Firehose {
  readonly service: AwsService;
  /** Delivers what is buffered now, of one stream or of all. Rejects if something could not be delivered; it is kept. */
  flush(streamName?: string): Promise<DeliveryCounts>;
  /** Delivers what is buffered, then stops. Rejects as `flush` does; what is kept is delivered at the next start. */
  close(): Promise<void>;
}

export interface FirehoseOptions {
  readonly template: Template;
  readonly store: ObjectStore;
  readonly functions: FunctionRuntime;
  /** Holds the journal of what was accepted and not yet delivered; one process at a time may use it. */
  readonly dataDir: string;
  /** Replaces every buffering interval of the template, never a size: the only difference to the cloud. */
  readonly bufferSeconds?: number;
  /** Called with a line for each thing that keeps records from being delivered. */
  readonly log: (line: string) => void;
  /** Epoch milliseconds; the clock if omitted. */
  readonly now?: () => number;
  /** Refuses single records on purpose, to test a producer. */
  readonly faults?: RecordFaults;
  /** Asked once for each batch of a partition: true delivers it two times, as at-least-once delivery may. */
  readonly deliversTwice?: (streamName: string) => boolean;
}

/**
 * Starts every delivery stream of the template. Records an earlier process accepted but did not deliver are read from
 * the journal and delivered. Throws if the template asks for something not covered, or if the journal is corrupt.
 */
export async function createFirehose(options: FirehoseOptions): Promise<Firehose> {
  const parquet = createParquetWriter(emptyFolder(path.join(options.dataDir, 'parquet')));
  const streams = startStreams(options, parquet);
  const flush = async (streamName?: string): Promise<DeliveryCounts> =>
    flushStreams([...streams.values()].filter(({ definition }) => (streamName ?? definition.name) === definition.name));
  let isClosed = false;
  return {
    service: createService({
      ...lookups(options.template),
      streams,
      flush,
      faults: options.faults,
      isClosed: () => isClosed,
    }),
    flush,
    async close() {
      isClosed = true;
      try {
        await flush();
      } finally {
        for (const stream of streams.values()) stream.stop();
        parquet.close();
      }
    },
  };
}

function startStreams(
  options: FirehoseOptions,
  parquet: StreamSettings['parquet'],
): ReadonlyMap<string, RunningStream> {
  const settings: StreamSettings = {
    ...options,
    parquet,
    dataDir: path.join(options.dataDir, 'journal'),
    intervalSeconds: (fromTemplate) => options.bufferSeconds ?? fromTemplate,
    now: options.now ?? Date.now,
  };
  return new Map(
    readStreams(options.template).map((definition) => [definition.name, startStream(definition, settings)]),
  );
}

async function flushStreams(streams: readonly RunningStream[]): Promise<DeliveryCounts> {
  const total: DeliveryCounts = { delivered: 0, failed: 0, objects: 0 };
  const flushed = streams.map(async (stream) => {
    const counts = await stream.flush();
    total.delivered += counts.delivered;
    total.failed += counts.failed;
    total.objects += counts.objects;
  });
  await settleAll(flushed);
  return total;
}

function lookups({ region, accountId }: Template) {
  return { accountId, arnOf: (name: string) => `arn:aws:firehose:${region}:${accountId}:deliverystream/${name}` };
}

/** A crash may have left temporary files. */
function emptyFolder(folder: string): string {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
