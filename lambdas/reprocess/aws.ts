import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import type { REPROCESS_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { readMarker } from '../../domain/contracts/replay/marker.ts';
import { firehosePublisher } from '../aws/firehose.ts';
import { logger } from '../aws/observability.ts';
import { machineTiming } from '../ingest/timing.ts';
import { failedKeys, failedLines } from './failed-objects.ts';
import { rawFolderFrom, rawHourMs } from './hours.ts';
import { linesOfObject, objectKeys, readText, writeText } from './object-lines.ts';
import type { ReplayPorts, Window } from './ports.ts';

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
  const failed = { arrivals: FAILED_BUCKET, sealed: RAW_BUCKET, prefix: FAILED_PREFIX };
  const markerKey = (key: string) => `${REPLAYS_PREFIX}${key}.json`;
  return {
    rawObjects: (window, from) => rawObjects(s3, environment, window, from),
    failedObjects: (from) => failedKeys(s3, failed, from),
    lines: (key) => (isRaw(key) ? linesOfObject(s3, RAW_BUCKET, key) : failedLines(s3, failed, key)),
    publish: firehosePublisher(firehose, {
      stream: environment.STREAM_NAME,
      deadlineMs: () => Date.now() + context.getRemainingTimeInMillis() - SETTLE_MS,
      timing: machineTiming,
      onFailure: (codes) => logger.warn('records refused by the stream', { records: codes.length, code: codes[0] }),
    }),
    readMarker: async (key) => {
      const text = await readText(s3, FAILED_BUCKET, markerKey(key));
      return text === null ? null : readMarker(text);
    },
    writeMarker: (key, marker) => writeText(s3, FAILED_BUCKET, markerKey(key), JSON.stringify(marker)),
    failureTypeOf: (key) => key.slice(FAILED_PREFIX.length).split('/')[0] ?? '',
    isRaw,
    nowMs: Date.now,
    isLate: () => context.getRemainingTimeInMillis() < END_MS,
    recordsPerRun: environment.RECORDS_PER_RUN,
  };
}

async function* rawObjects(
  s3: S3Client,
  { RAW_BUCKET, RAW_PREFIX }: ReprocessEnvironment,
  { sinceMs, untilMs }: Window,
  from?: string,
): AsyncGenerator<string> {
  const start = from ?? rawFolderFrom(RAW_PREFIX, sinceMs);
  for await (const key of objectKeys(s3, { bucket: RAW_BUCKET, prefix: `${RAW_PREFIX}dt=`, from: start })) {
    const hourMs = rawHourMs(RAW_PREFIX, key);
    if (hourMs !== null && hourMs >= untilMs) return;
    if (hourMs !== null) yield key;
  }
}
