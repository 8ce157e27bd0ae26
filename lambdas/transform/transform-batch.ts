import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from 'aws-lambda';
import { NOTHING_LEFT_OUT } from '../../domain/event/curation.ts';
import type { EventType } from '../../domain/event/event-types.ts';
import { type FailureReason, ItemFailure } from '../../domain/event/failure.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { transform } from '../../domain/transform/transform.ts';
import { recordData } from './record-data.ts';

export interface Batch {
  readonly records: readonly FirehoseTransformationResultRecord[];
  /** Of the rows. */
  readonly eventTypes: readonly EventType[];
  /** Of the items that became no rows because the settings leave their type out. */
  readonly leftOut: readonly EventType[];
  /** How many rows' payloads have paths that their kind was not known to have. */
  readonly newPathRows: number;
  /** The columns of the rows in which a name given by the business was keyed, each as often as it was. */
  readonly namesKeyed: readonly string[];
  readonly failures: readonly { readonly recordId: string; readonly reason: FailureReason; readonly cause?: unknown }[];
}

type Outcome =
  | {
      readonly record: FirehoseTransformationResultRecord;
      readonly eventType: EventType;
      readonly hasNewPaths: boolean;
      readonly namesKeyed: readonly string[];
    }
  | { readonly record: FirehoseTransformationResultRecord; readonly leftOut: EventType }
  | { readonly record: FirehoseTransformationResultRecord; readonly failure: ItemFailure };

/**
 * Each record becomes a row, is left out, or fails; one that fails does so alone, and Firehose keeps its source under
 * `failed/`. `leftOut` are the event types that become no rows.
 */
export function transformBatch(
  records: readonly FirehoseTransformationEventRecord[],
  settings: NormaliseSettings,
  leftOut: ReadonlySet<EventType> = NOTHING_LEFT_OUT,
): Batch {
  const outcomes = records.map((record) => transformOne(record, settings, leftOut));
  return {
    records: outcomes.map(({ record }) => record),
    eventTypes: outcomes.flatMap((outcome) => ('eventType' in outcome ? [outcome.eventType] : [])),
    leftOut: outcomes.flatMap((outcome) => ('leftOut' in outcome ? [outcome.leftOut] : [])),
    newPathRows: outcomes.filter((outcome) => 'hasNewPaths' in outcome && outcome.hasNewPaths).length,
    namesKeyed: outcomes.flatMap((outcome) => ('namesKeyed' in outcome ? outcome.namesKeyed : [])),
    failures: outcomes.flatMap((outcome) =>
      'failure' in outcome
        ? [{ recordId: outcome.record.recordId, reason: outcome.failure.reason, cause: outcome.failure.cause }]
        : [],
    ),
  };
}

function transformOne(
  { recordId, data }: FirehoseTransformationEventRecord,
  settings: NormaliseSettings,
  leftOut: ReadonlySet<EventType>,
): Outcome {
  try {
    const { row, partition, namesKeyed, replays } = transform(Buffer.from(data, 'base64'), settings);
    const metadata = { partitionKeys: { ...partition } };
    if (leftOut.has(row.event_type)) {
      // AWS asks for `data` in every answer ("Required parameters for data transformation"), a dropped one's too.
      return { record: { recordId, result: 'Dropped', data, metadata }, leftOut: row.event_type };
    }
    const record = { recordId, result: 'Ok' as const, data: recordData(row, replays), metadata };
    return { record, eventType: row.event_type, hasNewPaths: (row.new_paths ?? null) !== null, namesKeyed };
  } catch (error) {
    const failure = error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error });
    return { record: { recordId, result: 'ProcessingFailed', data }, failure };
  }
}
