import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createBatcher } from './batcher.ts';
import type { StreamContext } from './context.ts';
import type { BackupDefinition } from './definition.ts';
import { createLimit } from './limit.ts';
import { objectName } from './object-name.ts';
import { evaluatePrefix } from './prefix.ts';
import { oldestArrivalMs, type SourceRecord } from './record.ts';
import type { Stage } from './stage.ts';

const compress = promisify(gzip);

/** The backup has no CustomTimeZone of its own. */
const TIME_ZONE = 'UTC';

/**
 * Source records, before any transform, concatenated byte for byte: a producer that wants lines writes the newlines
 * (Amazon Data Firehose, "Data delivery format").
 */
export function createBackup(context: StreamContext, backup: BackupDefinition): Stage<SourceRecord> {
  return createBatcher<SourceRecord>({
    sizeBytes: backup.buffering.sizeBytes,
    intervalSeconds: context.intervalSeconds(backup.buffering.intervalSeconds),
    sizeOf: ({ data }) => data.length,
    limit: createLimit(1),
    onFailure: (error) => context.report('backup', error),
    deliver: (records) => writeBackup(context, backup, records),
  });
}

async function writeBackup(
  { stream, store, template, counts }: StreamContext,
  backup: BackupDefinition,
  records: readonly SourceRecord[],
): Promise<void> {
  const oldestMs = oldestArrivalMs(records);
  const prefix = evaluatePrefix(backup.prefix, { oldestArrivalMs: oldestMs, timeZone: TIME_ZONE });
  const key = prefix + objectName(stream.name, oldestMs, TIME_ZONE, backup.gzip ? '.gz' : '');
  const content = Buffer.concat(records.map(({ data }) => data));
  const body = backup.gzip ? await compress(content) : content;
  await store.put(template.principalOf(backup.roleArn), backup.bucket, key, body);
  counts.objects += 1;
  for (const record of records) record.settle();
}
