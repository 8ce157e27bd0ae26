/** The files of a table whose partitions are registered in Glue: each at its own location, its values from the catalog. */
import { join } from 'node:path';
import type { Partition } from '../glue/partition-input.ts';
import type { GlueTable, PartitionColumn } from './catalog.ts';
import { QueryFailure } from './failure.ts';
import { describeFile, listKeys, type TableFile } from './table-files.ts';
import { type PartitionValues, SPELLED } from './table-views.ts';
import { splitS3Uri } from './workgroups.ts';

export interface RegisteredFiles {
  readonly files: readonly TableFile[];
  readonly values: PartitionValues;
}

/** Hive's name for a value that is NULL. */
const NULL_VALUE = '__HIVE_DEFAULT_PARTITION__';

/**
 * A partition without a folder has no files.
 * @throws QueryFailure for a partition that Athena could not read, or that the laptop does not cover.
 */
export async function listRegisteredFiles(
  table: GlueTable,
  folder: string,
  partitions: readonly Partition[],
): Promise<RegisteredFiles> {
  for (const partition of partitions) refuseUnreadable(table, partition);
  const found = await Promise.all(
    partitions.map(async (partition) => ({ partition, files: await filesBelow(folder, prefixOf(partition)) })),
  );
  refuseShared(table, found);
  const values = new Map(
    found.flatMap(({ partition, files }) => files.map(({ path }) => [path, partition.Values.map(keptValue)] as const)),
  );
  const isSpelled = partitions.every((partition) => prefixOf(partition) === spelledPrefix(table, partition));
  return { files: found.flatMap(({ files }) => files), values: isSpelled ? SPELLED : values };
}

function keptValue(value: string): string | null {
  return value === NULL_VALUE ? null : value;
}

/** The key prefix of a partition's objects, with a slash at its end. */
export function prefixOf({ StorageDescriptor }: Partition): string {
  return splitS3Uri(StorageDescriptor?.Location ?? '').key.replace(/\/?$/, '/');
}

/** Where the values alone would put it; undefined for values that a folder's name cannot spell. */
function spelledPrefix({ keyTemplate, partitions }: GlueTable, { Values }: Partition): string | undefined {
  if (Values.some((value) => value.includes('/') || value === NULL_VALUE)) return undefined;
  return partitions.reduce(
    (key, { name }, index) => key.replace(`\${${name}}`, () => Values[index] ?? ''),
    keyTemplate,
  );
}

/** All below the prefix, but what is hidden or lies in a hidden folder. */
async function filesBelow(folder: string, prefix: string): Promise<TableFile[]> {
  const keys = (await listKeys(folder, prefix)).filter((key) => !/(^|\/)[._]/.test(key.slice(prefix.length)));
  const files = await Promise.all(keys.sort().map((key) => describeFile(join(folder, key))));
  return files.filter(({ sizeBytes }) => sizeBytes > 0);
}

/** Athena would read such files once for each of their partitions. */
function refuseShared(
  table: GlueTable,
  found: readonly { readonly partition: Partition; readonly files: readonly TableFile[] }[],
): void {
  const seen = new Map<string, Partition>();
  for (const { partition, files } of found) {
    for (const { path } of files) {
      const other = seen.get(path);
      seen.set(path, partition);
      if (other === undefined) continue;
      throw new QueryFailure(
        `NOT_SUPPORTED: partitions ${partitionName(table, other)} and ${partitionName(table, partition)} of ${table.database}.${table.name} share files; ` +
          'the laptop covers locations that do not lie in one another.',
      );
    }
  }
}

/** As Hive names it: `generation=a/part=0`. */
export function partitionName({ partitions }: GlueTable, { Values }: Partition): string {
  return partitions.map(({ name }, index) => `${name}=${Values[index]}`).join('/');
}

function refuseUnreadable(table: GlueTable, partition: Partition): void {
  const { declared } = table;
  const { Location, InputFormat, SerdeInfo, Columns = [] } = partition.StorageDescriptor ?? {};
  const place = `partition ${partitionName(table, partition)} of ${table.database}.${table.name}`;
  if (Location === undefined) throw new QueryFailure(`HIVE_INVALID_METADATA: ${place} has no Location`);
  if (InputFormat !== declared.inputFormat || SerdeInfo?.SerializationLibrary !== declared.serde) {
    throw new QueryFailure(
      `HIVE_UNSUPPORTED_FORMAT: ${place} has InputFormat ${InputFormat} and SerDe ${SerdeInfo?.SerializationLibrary}; ` +
        `on the laptop they must be the table's, ${declared.inputFormat} and ${declared.serde}`,
    );
  }
  for (const { Name, Type } of Columns) {
    const ofTable = declared.columns.find(({ name }) => name === Name)?.type;
    if (ofTable === undefined || ofTable === Type) continue;
    throw new QueryFailure(
      `HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition schemas. The types are incompatible and cannot be coerced. The column '${Name}' in table '${table.database}.${table.name}' is declared as type '${ofTable}', but partition '${partitionName(table, partition)}' declared column '${Name}' as type '${Type}'.`,
    );
  }
  for (const [index, key] of table.partitions.entries()) refuseWrongValue(table, key, partition.Values[index] ?? '');
}

const FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['VARCHAR', /^/],
  ['DATE', /^\d{4}-\d{2}-\d{2}$/],
]);

function refuseWrongValue({ declared }: GlueTable, { name, type }: PartitionColumn, value: string): void {
  if (value === NULL_VALUE || (FORMS.get(type.duckdb) ?? /^-?\d+$/).test(value)) return;
  const key = declared.partitions.find((each) => each.name === name);
  throw new QueryFailure(
    `HIVE_INVALID_PARTITION_VALUE: Invalid partition value '${value}' for ${key?.type} partition key: ${name}`,
  );
}
