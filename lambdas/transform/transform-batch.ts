import type { FirehoseTransformationEventRecord, FirehoseTransformationResultRecord } from 'aws-lambda';
import { NOTHING_LEFT_OUT } from '../../domain/event/curation.ts';
import type { UnpackAllowance } from '../../domain/event/envelope.ts';
import type { EventType } from '../../domain/event/event-types.ts';
import { type FailureReason, ItemFailure } from '../../domain/event/failure.ts';
import type { NormaliseSettings } from '../../domain/sources/source.ts';
import { transform } from '../../domain/transform.ts';
import { AnswerBudget } from './answer-budget.ts';
import { recordData } from './record-data.ts';

export interface Batch {
  readonly records: readonly FirehoseTransformationResultRecord[];
  /** Of the rows. */
  readonly eventTypes: readonly EventType[];
  /** Of the items that became no rows because the settings leave their type out. */
  readonly leftOut: readonly EventType[];
  /** How many rows' payloads have paths that their kind was not known to have. */
  readonly newPathRows: number;
  /** How many rows have a column that was too long and was cut. */
  readonly shortenedRows: number;
  /** The columns of the rows in which a name given by the business was keyed, each as often as it was. */
  readonly namesKeyed: readonly string[];
  readonly failures: readonly { readonly recordId: string; readonly reason: FailureReason; readonly cause?: unknown }[];
}

type Outcome =
  | {
      readonly result: FirehoseTransformationResultRecord;
      readonly eventType: EventType;
      readonly hasNewPaths: boolean;
      readonly isShortened: boolean;
      readonly namesKeyed: readonly string[];
    }
  | { readonly result: FirehoseTransformationResultRecord; readonly leftOut: EventType }
  | { readonly result: FirehoseTransformationResultRecord; readonly failure: ItemFailure };

/**
 * How many bytes of compressed items a batch unpacks: eight of Meta's largest posts. A megabyte of records could unpack to
 * a gigabyte; the dearest structures take under half a second for a megabyte, and the function has 60 seconds.
 */
const UNPACKED_BYTES_PER_BATCH = 24 * 1024 * 1024;

/**
 * Each record becomes a row, is left out, or fails; one that fails does so alone, and Firehose keeps its source under
 * `failed/`. Where the rows together are more than a Lambda may answer, the largest fail (`batch_full`). `leftOut` are
 * the event types that become no rows.
 */
export function transformBatch(
  records: readonly FirehoseTransformationEventRecord[],
  settings: NormaliseSettings,
  leftOut: ReadonlySet<EventType> = NOTHING_LEFT_OUT,
): Batch {
  const outcomes = outcomesOf(records, settings, leftOut);
  return {
    records: outcomes.map(({ result }) => result),
    eventTypes: outcomes.flatMap((outcome) => ('eventType' in outcome ? [outcome.eventType] : [])),
    leftOut: outcomes.flatMap((outcome) => ('leftOut' in outcome ? [outcome.leftOut] : [])),
    newPathRows: outcomes.filter((outcome) => 'hasNewPaths' in outcome && outcome.hasNewPaths).length,
    shortenedRows: outcomes.filter((outcome) => 'isShortened' in outcome && outcome.isShortened).length,
    namesKeyed: outcomes.flatMap((outcome) => ('namesKeyed' in outcome ? outcome.namesKeyed : [])),
    failures: outcomes.flatMap((outcome) =>
      'failure' in outcome
        ? [{ recordId: outcome.result.recordId, reason: outcome.failure.reason, cause: outcome.failure.cause }]
        : [],
    ),
  };
}

function outcomesOf(
  records: readonly FirehoseTransformationEventRecord[],
  settings: NormaliseSettings,
  leftOut: ReadonlySet<EventType>,
): readonly Outcome[] {
  const allowance = { leftBytes: UNPACKED_BYTES_PER_BATCH };
  const budget = new AnswerBudget(records);
  const outcomes: Outcome[] = [];
  for (const record of records) {
    const outcome = transformOne(record, settings, leftOut, allowance);
    outcomes.push(outcome);
    for (const place of budget.add(outcome.result, record)) outcomes[place] = failed(records[place] ?? record, FULL);
  }
  return outcomes;
}

const FULL = new ItemFailure('batch_full');

function failed({ recordId, data }: FirehoseTransformationEventRecord, failure: ItemFailure): Outcome {
  return { result: { recordId, result: 'ProcessingFailed', data }, failure };
}

function transformOne(
  record: FirehoseTransformationEventRecord,
  settings: NormaliseSettings,
  leftOut: ReadonlySet<EventType>,
  allowance: UnpackAllowance,
): Outcome {
  const { recordId, data } = record;
  try {
    const { row, partition, namesKeyed, replays } = transform(Buffer.from(data, 'base64'), settings, allowance);
    const metadata = { partitionKeys: { ...partition } };
    if (leftOut.has(row.event_type)) {
      // AWS asks for `data` in every answer ("Required parameters for data transformation"), a dropped one's too.
      return { result: { recordId, result: 'Dropped', data, metadata }, leftOut: row.event_type };
    }
    const result = { recordId, result: 'Ok' as const, data: recordData(row, replays), metadata };
    const [hasNewPaths, isShortened] = [(row.new_paths ?? null) !== null, (row.shortened ?? null) !== null];
    return { result, eventType: row.event_type, hasNewPaths, isShortened, namesKeyed };
  } catch (error) {
    return failed(record, error instanceof ItemFailure ? error : new ItemFailure('normaliser_error', { cause: error }));
  }
}
