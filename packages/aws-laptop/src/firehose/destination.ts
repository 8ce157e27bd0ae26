import { type Batcher, createBatcher } from './batcher.ts';
import type { StreamContext } from './context.ts';
import type { ErrorOutput } from './error-output.ts';
import { partitionLimitFailure } from './failure.ts';
import { createLimit, type Limit } from './limit.ts';
import type { OutputRecord } from './record.ts';
import { type Stage, settleAll } from './stage.ts';
import { writeObject } from './write-object.ts';

export type Destination = Stage<OutputRecord>;

/** Active partitions of a stream, by AWS's default quota ("Buffer data for dynamic partitioning"). */
export const ACTIVE_PARTITIONS = 500;

const OBJECTS_AT_ONCE = 2;

/**
 * The stream's bucket: one buffer for each active partition, each with the stream's size and interval; one buffer in
 * all without dynamic partitioning. A partition stops being active when its buffer has been delivered.
 */
export function createDestination(context: StreamContext, errors: ErrorOutput): Destination {
  const partitions = new Map<string, Batcher<OutputRecord>>();
  const limit = createLimit(OBJECTS_AT_ONCE);
  return {
    add(record) {
      const id = JSON.stringify([...record.partitionKeys.values()]);
      const partition = partitions.get(id);
      if (partition !== undefined) return partition.add(record);
      if (partitions.size >= ACTIVE_PARTITIONS) {
        return errors.add(partitionLimitFailure(context.stream, record.source, context.now()));
      }
      const opened = openPartition(context, errors, limit, () => removeIfEmpty(partitions, id));
      partitions.set(id, opened);
      opened.add(record);
    },
    flush: () => settleAll([...partitions.values()].map((partition) => partition.flush())),
    stop() {
      for (const partition of partitions.values()) partition.stop();
    },
  };
}

function openPartition(
  context: StreamContext,
  errors: ErrorOutput,
  limit: Limit,
  onDelivered: () => void,
): Batcher<OutputRecord> {
  return createBatcher<OutputRecord>({
    sizeBytes: context.stream.buffering.sizeBytes,
    intervalSeconds: context.intervalSeconds(context.stream.buffering.intervalSeconds),
    sizeOf: ({ data }) => data.length,
    limit,
    onFailure: (error) => context.report('delivery', error),
    onDelivered,
    deliver: (records) => deliver(context, errors, records),
  });
}

/** The copy settles nothing: what it came from is delivered when the batch itself is. */
async function deliver(context: StreamContext, errors: ErrorOutput, records: readonly OutputRecord[]): Promise<void> {
  if (context.deliversTwice?.(context.stream.name) === true) {
    const copies = records.map((record) => ({ ...record, source: { ...record.source, settle: () => undefined } }));
    await writeObject(context, errors, copies);
  }
  await writeObject(context, errors, records);
}

function removeIfEmpty(partitions: Map<string, Batcher<OutputRecord>>, id: string): void {
  if (partitions.get(id)?.isEmpty() === true) partitions.delete(id);
}
