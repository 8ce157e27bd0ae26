import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import type { REPROCESS_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { readMarker } from '../../domain/contracts/replay/marker.ts';
import { firehosePublisher } from '../aws/firehose.ts';
import { bucketOf } from '../aws/objects.ts';
import { logger } from '../aws/observability.ts';
import { machineTiming } from '../ingest/timing.ts';
import { failedKeys, failedLines } from './failed-objects.ts';
import { rawHourMs } from './hours.ts';
import { linesOfObject } from './object-lines.ts';
import { rawKeys } from './raw-objects.ts';
import type { ReplayPorts } from './replay.ts';

export type ReprocessEnvironment = ReturnType<typeof readEnvironment<typeof REPROCESS_ENVIRONMENT>>;

export interface ReprocessClients {
  readonly s3: S3Client;
  readonly firehose: FirehoseClient;
}

/** What must be left of the function's time when a run ends: to put what it holds, mark it, and answer. */
const END_MS = 20_000;
/** … when publishing gives up. */
const SETTLE_MS = 5_000;

/** The stores and the stream as one run sees them. */
export function replayPorts(
  environment: ReprocessEnvironment,
  { s3, firehose }: ReprocessClients,
  context: Context,
): ReplayPorts {
  const { RAW_BUCKET, RAW_PREFIX, FAILED_BUCKET, FAILED_PREFIX, REPLAYS_PREFIX } = environment;
  const isRaw = (key: string) => rawHourMs(RAW_PREFIX, key) !== null;
  const [arrivals, sealed] = [storeOf(s3, FAILED_BUCKET), storeOf(s3, RAW_BUCKET)];
  const failed = { arrivals, sealed, prefix: FAILED_PREFIX };
  const markerKey = (key: string) => `${REPLAYS_PREFIX}${key}.json`;
  return {
    rawObjects: (window, from) => rawKeys(sealed.objects, RAW_PREFIX, window, from),
    failedObjects: (from) => failedKeys(failed, from),
    lines: (key) => (isRaw(key) ? sealed.lines(key) : failedLines(failed, key)),
    publish: firehosePublisher(firehose, {
      stream: environment.STREAM_NAME,
      deadlineMs: () => Date.now() + context.getRemainingTimeInMillis() - SETTLE_MS,
      timing: machineTiming,
      onFailure: (codes) => logger.warn('records refused by the stream', { records: codes.length, code: codes[0] }),
    }),
    readMarker: async (key) => {
      const text = await arrivals.readText(markerKey(key));
      return text === undefined ? null : readMarker(text);
    },
    writeMarker: (key, marker) => arrivals.writeText(markerKey(key), JSON.stringify(marker), 'application/json'),
    failureTypeOf: (key) => key.slice(FAILED_PREFIX.length).split('/')[0] ?? '',
    isRaw,
    nowMs: Date.now,
    isLate: () => context.getRemainingTimeInMillis() < END_MS,
    recordsPerRun: environment.RECORDS_PER_RUN,
  };
}

function storeOf(client: S3Client, name: string) {
  const bucket = bucketOf(client, name);
  return { ...bucket, lines: (key: string) => linesOfObject(bucket.open, key) };
}
