import { type Batcher, createBatcher } from './batcher.ts';
import type { StreamContext } from './context.ts';
import type { ProcessorDefinition } from './definition.ts';
import type { Destination } from './destination.ts';
import type { ErrorOutput } from './error-output.ts';
import { type ProcessingErrorCode, processingFailure } from './failure.ts';
import { invokeTransform } from './invoke.ts';
import { createLimit } from './limit.ts';
import { partitionKeyNames } from './prefix.ts';
import type { SourceRecord } from './record.ts';
import { judge, type Verdict } from './transform-response.ts';

/** So many invocations of the transform run at the same time; the order of batches is not promised. */
const INVOCATIONS_AT_ONCE = 2;

/**
 * The stage that sends records through the stream's Lambda processor, in batches by its own buffering hints. A record
 * leaves it for the destination, for the error output, or (`Dropped`) for nowhere.
 */
export function createTransform(
  context: StreamContext,
  processor: ProcessorDefinition,
  destination: Destination,
  errors: ErrorOutput,
): Batcher<SourceRecord> {
  return createBatcher<SourceRecord>({
    sizeBytes: processor.buffering.sizeBytes,
    intervalSeconds: context.intervalSeconds(processor.buffering.intervalSeconds),
    sizeOf: ({ data }) => data.length,
    limit: createLimit(INVOCATIONS_AT_ONCE),
    onFailure: (error) => context.report('transform', error),
    deliver: (records) => transformBatch(context, processor, destination, errors, records),
  });
}

async function transformBatch(
  context: StreamContext,
  processor: ProcessorDefinition,
  destination: Destination,
  errors: ErrorOutput,
  records: readonly SourceRecord[],
): Promise<void> {
  const invocation = await invokeTransform(context, processor, records);
  const attempt = { attemptsMade: invocation.attemptsMade, endedMs: context.now() };
  const fail = (source: SourceRecord, errorCode: ProcessingErrorCode) =>
    errors.add(processingFailure(context.stream, source, errorCode, attempt));
  if (!invocation.ok) {
    for (const source of records) fail(source, invocation.errorCode);
    return;
  }
  const verdicts = judge(records, invocation.payload, partitionKeyNames(context.stream.prefix));
  for (const [index, source] of records.entries()) pass(source, verdicts[index], destination, fail);
}

function pass(
  source: SourceRecord,
  verdict: Verdict | undefined,
  destination: Destination,
  fail: (source: SourceRecord, errorCode: ProcessingErrorCode) => void,
): void {
  if (verdict === undefined) fail(source, 'Lambda.MissingRecordId');
  else if (verdict.result === 'Dropped') source.settle();
  else if (verdict.result === 'Failed') fail(source, verdict.errorCode);
  else destination.add({ source, data: verdict.data, partitionKeys: verdict.partitionKeys });
}
