import { createBackup } from './backup.ts';
import type { StreamContext } from './context.ts';
import { createDestination, type Destination } from './destination.ts';
import { createErrorOutput, type ErrorOutput } from './error-output.ts';
import type { SourceRecord } from './record.ts';
import { type Stage, settleAll } from './stage.ts';
import { createTransform } from './transform.ts';

/**
 * The way of a stream's records: transform, then destination, with failures to the error output; and beside it the
 * backup of the source records.
 */
export function createPipeline(context: StreamContext): Stage<SourceRecord> {
  const errors = createErrorOutput(context);
  const destination = createDestination(context, errors);
  const transform = firstStage(context, destination, errors);
  const backup = context.stream.backup === undefined ? undefined : createBackup(context, context.stream.backup);
  return {
    add(record) {
      backup?.add(record);
      transform.add(record);
    },
    flush: () => settleAll([flushInOrder([transform, destination, errors]), backup?.flush() ?? Promise.resolve()]),
    stop() {
      for (const stage of [transform, destination, errors, backup]) stage?.stop();
    },
  };
}

/** Each stage fills the next, so each is flushed after it, even when an earlier one keeps some of its records. */
async function flushInOrder(stages: readonly Pick<Stage<never>, 'flush'>[]): Promise<void> {
  const flushed: Promise<void>[] = [];
  for (const stage of stages) {
    const running = stage.flush();
    flushed.push(running);
    await Promise.allSettled([running]);
  }
  await settleAll(flushed);
}

function firstStage(context: StreamContext, destination: Destination, errors: ErrorOutput): Stage<SourceRecord> {
  const { processor } = context.stream;
  if (processor !== undefined) return createTransform(context, processor, destination, errors);
  return {
    add: (source) => destination.add({ source, data: source.data, partitionKeys: new Map() }),
    flush: async () => undefined,
    stop: () => undefined,
  };
}
