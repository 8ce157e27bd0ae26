import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from 'aws-lambda';
import type { EventType } from '../../domain/event/event-types.ts';
import { type FailureReason, ItemFailure } from '../../domain/event/failure.ts';
import type { KeyRing } from '../../domain/identity/key-ring.ts';
import { transform } from '../../domain/transform/transform.ts';

export interface Batch {
  readonly records: readonly FirehoseTransformationResultRecord[];
  readonly eventTypes: readonly EventType[];
  readonly failures: readonly { readonly recordId: string; readonly reason: FailureReason; readonly cause?: unknown }[];
}

type Outcome =
  | { readonly record: FirehoseTransformationResultRecord; readonly eventType: EventType }
  | { readonly record: FirehoseTransformationResultRecord; readonly failure: ItemFailure };

/** A record that fails does so alone: Firehose keeps its source under `failed/`, the others become rows. */
export function transformBatch(records: readonly FirehoseTransformationEventRecord[], ring: KeyRing): Batch {
  const outcomes = records.map((record) => transformOne(record, ring));
  return {
    records: outcomes.map(({ record }) => record),
    eventTypes: outcomes.flatMap((outcome) => ('eventType' in outcome ? [outcome.eventType] : [])),
    failures: outcomes.flatMap((outcome) =>
      'failure' in outcome
        ? [{ recordId: outcome.record.recordId, reason: outcome.failure.reason, cause: outcome.failure.cause }]
        : [],
    ),
  };
}

function transformOne({ recordId, data }: FirehoseTransformationEventRecord, ring: KeyRing): Outcome {
  try {
    const { row, partition } = transform(Buffer.from(data, 'base64'), ring);
    const line = Buffer.from(`${JSON.stringify(row)}\n`).toString('base64');
    const metadata = { partitionKeys: { ...partition } };
    return { record: { recordId, result: 'Ok', data: line, metadata }, eventType: row.event_type };
  } catch (error) {
    const failure = error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error });
    return { record: { recordId, result: 'ProcessingFailed', data }, failure };
  }
}
