import { randomInt } from 'node:crypto';
import path from 'node:path';
import { createConverter } from './coerce.ts';
import type { DeliveryCounts, StreamContext } from './context.ts';
import type { StreamDefinition } from './definition.ts';
import { readTable } from './glue.ts';
import { openJournal } from './journal.ts';
import { createPipeline } from './pipeline.ts';

/** A delivery stream at work. */
export interface RunningStream {
  readonly definition: StreamDefinition;
  /** Journals the records, then lets them be delivered; gives their ids in order. Throws if the disk refuses. */
  put(data: readonly Buffer[]): readonly string[];
  /** Delivers what is buffered now, and says what was delivered meanwhile. */
  flush(): Promise<DeliveryCounts>;
  stop(): void;
}

export type StreamSettings = Omit<StreamContext, 'stream' | 'table' | 'counts' | 'report'> & {
  readonly dataDir: string;
  readonly log: (line: string) => void;
};

/** Starts a stream, and with it the delivery of what an earlier process left in its journal. */
export function startStream(definition: StreamDefinition, settings: StreamSettings): RunningStream {
  const counts: DeliveryCounts = { delivered: 0, failed: 0, objects: 0 };
  const pipeline = createPipeline({
    ...settings,
    stream: definition,
    counts,
    table: tableOf(definition, settings),
    report: createReport(definition.name, settings.log),
  });
  const paths = definition.backup === undefined ? 1 : 2;
  const journal = openJournal(path.join(settings.dataDir, definition.name), paths);
  const nextId = createRecordIds();
  for (const record of journal.leftOver) pipeline.add(record);
  return {
    definition,
    put(data) {
      const arrivalMs = settings.now();
      const records = journal.append(data.map((bytes) => ({ id: nextId(), arrivalMs, data: bytes })));
      for (const record of records) pipeline.add(record);
      return records.map(({ id }) => id);
    },
    flush: () => countFlush(counts, () => pipeline.flush()),
    stop() {
      pipeline.stop();
      journal.close();
    },
  };
}

function tableOf({ conversion }: StreamDefinition, { template }: StreamSettings): StreamContext['table'] {
  if (conversion === undefined) return undefined;
  const { columns } = readTable(template, conversion.database, conversion.table);
  return { columns, convert: createConverter(columns) };
}

async function countFlush(counts: DeliveryCounts, flush: () => Promise<void>): Promise<DeliveryCounts> {
  const before = { ...counts };
  await flush();
  return {
    delivered: counts.delivered - before.delivered,
    failed: counts.failed - before.failed,
    objects: counts.objects - before.objects,
  };
}

/** Fifty-six digits, as AWS's: a number of this process, then a count. */
function createRecordIds(): () => string {
  const digits = () => String(randomInt(10 ** 12)).padStart(12, '0');
  const process = `4954${digits()}${digits()}${digits()}`;
  let count = 0;
  return () => process + String(++count).padStart(16, '0');
}

/** A store that refuses does so for every partition and at every attempt; the first of each kind is enough to read. */
function createReport(streamName: string, log: (line: string) => void): StreamContext['report'] {
  const said = new Set<string>();
  return (stage, error) => {
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
    if (said.has(`${stage} ${name}`)) return;
    said.add(`${stage} ${name}`);
    log(`Firehose ${streamName}: ${stage} failed and is tried again, the records are kept. ${name}: ${message}`);
  };
}
