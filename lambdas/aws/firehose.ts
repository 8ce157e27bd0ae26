import { type FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import type { Publish, StreamRecord } from '../ingest/stream.ts';
import type { Timing } from '../ingest/timing.ts';
import { packBatches } from './firehose-batches.ts';

export interface PublishSettings {
  readonly stream: string;
  /** When to stop trying, in milliseconds since the epoch. */
  readonly deadlineMs: () => number;
  readonly timing: Timing;
  /** Called with each call that was refused in part or whole: the service's code of each record. */
  readonly onFailure: (codes: readonly string[]) => void;
}

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;
/** The first try is made even when the deadline has come. */
const MIN_CALL_MS = 500;

/** Errors that a retry cannot fix: a mistake in the deployment. */
const PERMANENT = new Set([
  'AccessDeniedException',
  'InvalidArgumentException',
  'InvalidKMSResourceException',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
  'ValidationException',
]);

/**
 * Retries only the records that failed, with growing, jittered pauses, until the deadline. A call that threw may have
 * written some of its records: they are put again, and `events` deduplicates (PutRecordBatch has no idempotency token).
 */
export function firehosePublisher(client: FirehoseClient, settings: PublishSettings): Publish {
  return async (records) => {
    let failures: readonly Failure[] = [];
    let left = records;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
      failures = (await Promise.all(packBatches(left).map((batch) => put(client, settings, batch)))).flat();
      left = failures.map(({ record }) => record);
      const waitMs = settings.timing.jittered(pauseMs);
      const isHopeless = failures.every(({ code }) => PERMANENT.has(code));
      if (isHopeless || settings.timing.nowMs() + waitMs > settings.deadlineMs()) break;
      await settings.timing.sleep(waitMs);
    }
    return new Map(failures.map(({ record, code }) => [record.eventKey, code]));
  };
}

interface Failure {
  readonly record: StreamRecord;
  readonly code: string;
}

/** The records of one batch that are not known to be written. */
async function put(
  client: FirehoseClient,
  settings: PublishSettings,
  batch: readonly StreamRecord[],
): Promise<readonly Failure[]> {
  const failures = await tryPut(client, settings, batch);
  if (failures.length > 0) settings.onFailure(failures.map(({ code }) => code));
  return failures;
}

async function tryPut(client: FirehoseClient, settings: PublishSettings, batch: readonly StreamRecord[]) {
  try {
    const leftMs = settings.deadlineMs() - settings.timing.nowMs();
    const abortSignal = settings.timing.abortAfter(Math.max(leftMs, MIN_CALL_MS));
    const Records = batch.map((record) => ({ Data: record.data }));
    const answer = await client.send(new PutRecordBatchCommand({ DeliveryStreamName: settings.stream, Records }), {
      abortSignal,
    });
    return batch.flatMap((record, index) => {
      const one = answer.RequestResponses?.[index];
      return one?.RecordId === undefined ? [{ record, code: one?.ErrorCode ?? 'NoAnswer' }] : [];
    });
  } catch (error) {
    const code = error instanceof Error ? error.name : 'Unknown';
    return batch.map((record) => ({ record, code }));
  }
}
