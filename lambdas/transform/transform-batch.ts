import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from 'aws-lambda';
import type { EventType } from '../../domain/event/event-types.ts';
import { type FailureReason, ItemFailure } from '../../domain/event/failure.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { transform } from '../../domain/transform/transform.ts';
import { recordData } from './record-data.ts';

export interface Batch {
  readonly records: readonly FirehoseTransformationResultRecord[];
  readonly eventTypes: readonly EventType[];
  /** How many rows' payloads have paths that their kind was not known to have. */
  readonly newPathRows: number;
  readonly failures: readonly { readonly recordId: string; readonly reason: FailureReason; readonly cause?: unknown }[];
}

type Outcome =
  | {
      readonly record: FirehoseTransformationResultRecord;
      readonly eventType: EventType;
      readonly hasNewPaths: boolean;
    }
  | { readonly record: FirehoseTransformationResultRecord; readonly failure: ItemFailure };

/** A record that fails does so alone: Firehose keeps its source under `failed/`, the others become rows. */
export function transformBatch(
  records: readonly FirehoseTransformationEventRecord[],
  settings: NormaliseSettings,
): Batch {
  const outcomes = records.map((record) => transformOne(record, settings));
  return {
    records: outcomes.map(({ record }) => record),
    eventTypes: outcomes.flatMap((outcome) => ('eventType' in outcome ? [outcome.eventType] : [])),
    newPathRows: outcomes.filter((outcome) => 'hasNewPaths' in outcome && outcome.hasNewPaths).length,
    failures: outcomes.flatMap((outcome) =>
      'failure' in outcome
        ? [{ recordId: outcome.record.recordId, reason: outcome.failure.reason, cause: outcome.failure.cause }]
        : [],
    ),
  };
}

function transformOne({ recordId, data }: FirehoseTransformationEventRecord, settings: NormaliseSettings): Outcome {
  try {
    const { row, partition } = transform(Buffer.from(data, 'base64'), settings);
    const metadata = { partitionKeys: { ...partition } };
    const record = { recordId, result: 'Ok' as const, data: recordData(row), metadata };
    return { record, eventType: row.event_type, hasNewPaths: (row.new_paths ?? null) !== null };
  } catch (error) {
    const failure = error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error });
    return { record: { recordId, result: 'ProcessingFailed', data }, failure };
  }
}
