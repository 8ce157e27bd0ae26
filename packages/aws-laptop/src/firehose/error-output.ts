import { type Batcher, createBatcher } from './batcher.ts';
import type { StreamContext } from './context.ts';
import type { Failure } from './failure.ts';
import { createLimit } from './limit.ts';
import { objectName } from './object-name.ts';
import { type ErrorOutputType, evaluatePrefix, type Prefix } from './prefix.ts';
import { oldestArrivalMs } from './record.ts';
import { type Stage, settleAll } from './stage.ts';

export type ErrorOutput = Stage<Failure>;

const OBJECTS_AT_ONCE = 2;

/**
 * Where failed records go: one buffer for each kind of error, each object newline-delimited JSON without a file
 * extension, under the stream's ErrorOutputPrefix, buffered by the stream's own hints.
 */
export function createErrorOutput(context: StreamContext): ErrorOutput {
  const limit = createLimit(OBJECTS_AT_ONCE);
  const batchers = new Map<ErrorOutputType, Batcher<Failure>>();
  const batcherOf = (type: ErrorOutputType): Batcher<Failure> =>
    createBatcher<Failure>({
      sizeBytes: context.stream.buffering.sizeBytes,
      intervalSeconds: context.intervalSeconds(context.stream.buffering.intervalSeconds),
      sizeOf: ({ line }) => line.length,
      limit,
      onFailure: (error) => context.report('error output', error),
      deliver: (failures) => writeErrorObject(context, type, failures),
    });
  return {
    add(failure) {
      const batcher = batchers.get(failure.type) ?? batcherOf(failure.type);
      batchers.set(failure.type, batcher);
      batcher.add(failure);
    },
    flush: () => settleAll([...batchers.values()].map((batcher) => batcher.flush())),
    stop() {
      for (const batcher of batchers.values()) batcher.stop();
    },
  };
}

async function writeErrorObject(
  context: StreamContext,
  type: ErrorOutputType,
  failures: readonly Failure[],
): Promise<void> {
  const { stream, store, template, counts } = context;
  const oldestMs = oldestArrivalMs(failures.map(({ source }) => source));
  const key = errorPrefixOf(context, type, oldestMs) + objectName(stream.name, oldestMs, stream.timeZone, '');
  const body = Buffer.from(failures.map(({ line }) => `${line}\n`).join(''));
  await store.put(template.principalOf(stream.roleArn), stream.bucket, key, body);
  counts.objects += 1;
  counts.failed += failures.length;
  for (const { source } of failures) source.settle();
}

function errorPrefixOf({ stream }: StreamContext, type: ErrorOutputType, oldestMs: number): string {
  const prefix: Prefix = stream.errorPrefix ?? [{ kind: 'errorOutputType' }, { kind: 'text', text: '/' }];
  return evaluatePrefix(prefix, { oldestArrivalMs: oldestMs, timeZone: stream.timeZone, errorOutputType: type });
}
