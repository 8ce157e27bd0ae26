import { authorize } from '../aws.ts';
import type { Row } from './coerce.ts';
import type { StreamContext } from './context.ts';
import type { ConversionDefinition } from './definition.ts';
import type { ErrorOutput } from './error-output.ts';
import { conversionFailure, type Failure } from './failure.ts';
import { objectName } from './object-name.ts';
import { evaluatePrefix } from './prefix.ts';
import { type OutputRecord, oldestArrivalMs } from './record.ts';

/**
 * Writes one object of the stream's bucket: the records converted to Parquet by the Glue table, or concatenated as
 * they are. All records have the same partition keys. Records that do not fit the table go to the error output once
 * the object is written, so that a failed write, which comes again, does not send them there twice.
 */
export async function writeObject(
  context: StreamContext,
  errors: ErrorOutput,
  records: readonly OutputRecord[],
): Promise<void> {
  const { stream, table } = context;
  if (stream.conversion === undefined || table === undefined) {
    return store(context, records, Buffer.concat(records.map(({ data }) => data)));
  }
  authorizeSchema(context, stream.conversion);
  const { good, rows, failures } = convertAll(context, table.convert, records);
  if (good.length > 0) await store(context, good, await context.parquet.write(table.columns, rows));
  for (const failure of failures) errors.add(failure);
}

/** Firehose reads the schema under its own role before it converts (Amazon Data Firehose, "Grant access to Glue"). */
function authorizeSchema({ template }: StreamContext, conversion: ConversionDefinition): void {
  const { region, catalogId, database, table, roleArn } = conversion;
  authorize(
    template.principalOf(roleArn),
    'glue:GetTableVersions',
    `arn:aws:glue:${region}:${catalogId}:table/${database}/${table}`,
  );
}

interface Converted {
  readonly good: readonly OutputRecord[];
  readonly rows: readonly Row[];
  readonly failures: readonly Failure[];
}

function convertAll(
  { stream, now }: StreamContext,
  convert: NonNullable<StreamContext['table']>['convert'],
  records: readonly OutputRecord[],
): Converted {
  const good: OutputRecord[] = [];
  const rows: Row[] = [];
  const failures: Failure[] = [];
  for (const record of records) {
    const conversion = convert(record.data);
    if (conversion.ok) {
      good.push(record);
      for (const row of conversion.rows) rows.push(row);
    } else failures.push(conversionFailure(stream, record, conversion, now()));
  }
  return { good, rows, failures };
}

async function store(context: StreamContext, records: readonly OutputRecord[], body: Buffer): Promise<void> {
  const { stream, template, counts } = context;
  const oldestMs = oldestArrivalMs(records.map(({ source }) => source));
  const prefix = evaluatePrefix(stream.prefix, {
    oldestArrivalMs: oldestMs,
    timeZone: stream.timeZone,
    ...(records[0] === undefined ? {} : { partitionKeys: records[0].partitionKeys }),
  });
  const key = prefix + objectName(stream.name, oldestMs, stream.timeZone, stream.fileExtension);
  await context.store.put(template.principalOf(stream.roleArn), stream.bucket, key, body);
  counts.objects += 1;
  counts.delivered += records.length;
  for (const { source } of records) source.settle();
}
