import * as z from 'zod';
import type { ProcessingErrorCode } from './failure.ts';
import type { SourceRecord } from './record.ts';

/** What a transform's response means for one record of its batch. */
export type Verdict =
  | { readonly result: 'Ok'; readonly data: Buffer; readonly partitionKeys: ReadonlyMap<string, string> }
  /** Leaves no trace on AWS: no object, no error (measured by third parties). */
  | { readonly result: 'Dropped' }
  | { readonly result: 'Failed'; readonly errorCode: ProcessingErrorCode };

const response = z.object({ records: z.array(z.unknown()) });
const withRecordId = z.object({ recordId: z.string() });

const returned = z.discriminatedUnion('result', [
  z.object({ result: z.literal('Ok'), data: z.base64(), metadata: z.unknown().optional() }),
  z.object({ result: z.literal('Dropped') }),
  z.object({ result: z.literal('ProcessingFailed') }),
]);

const partitioning = z.object({ partitionKeys: z.record(z.string(), z.unknown()) });

/**
 * Judges each source record by the transform's response, in the order of `records` (Amazon Data Firehose, "Data
 * transformation and status model"). A response that is no response fails every record: the function ran, so AWS
 * does not repeat it. Record ids that were never sent are ignored. `keyNames` are the keys the prefix needs.
 */
export function judge(
  records: readonly SourceRecord[],
  payload: unknown,
  keyNames: readonly string[],
): readonly Verdict[] {
  const parsed = response.safeParse(payload);
  if (!parsed.success) return records.map(() => failed('Lambda.InvalidReturnFormat'));
  const byId = groupById(parsed.data.records);
  return records.map(({ id }) => judgeOne(byId.get(id) ?? [], keyNames));
}

function groupById(records: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  return Map.groupBy(records, (record) => withRecordId.safeParse(record).data?.recordId ?? '');
}

function judgeOne(answers: readonly unknown[], keyNames: readonly string[]): Verdict {
  if (answers.length === 0) return failed('Lambda.MissingRecordId');
  if (answers.length > 1) return failed('Lambda.DuplicatedRecordId');
  const answer = returned.safeParse(answers[0]).data;
  if (answer === undefined) return failed('Lambda.InvalidReturnFormat');
  if (answer.result === 'Dropped') return { result: 'Dropped' };
  if (answer.result === 'ProcessingFailed') return failed('Lambda.ProcessingFailedStatus');
  const partitionKeys = keysOf(answer.metadata, keyNames);
  if (partitionKeys === undefined) return failed('DynamicPartitioning.MetadataExtractionFailed');
  return { result: 'Ok', data: Buffer.from(answer.data, 'base64'), partitionKeys };
}

/** Undefined when a key the prefix needs is missing, empty or not text. */
function keysOf(metadata: unknown, names: readonly string[]): ReadonlyMap<string, string> | undefined {
  const given = partitioning.safeParse(metadata).data?.partitionKeys ?? {};
  const keys = new Map<string, string>();
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof value !== 'string' || value === '') return undefined;
    keys.set(name, value);
  }
  return keys;
}

function failed(errorCode: ProcessingErrorCode): Verdict {
  return { result: 'Failed', errorCode };
}
