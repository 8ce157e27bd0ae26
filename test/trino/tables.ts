import { copyFileSync, globSync, linkSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Template } from 'aws-laptop';
import * as z from 'zod';
import type { RunTrino } from './client.ts';

/** The Glue tables of the template as tables of Trino, over the same files. */

const column = z.object({ Name: z.string(), Type: z.string() });
const glueTable = z.object({
  TableInput: z.object({
    Name: z.string(),
    Parameters: z.record(z.string(), z.coerce.string()).default({}),
    PartitionKeys: z.array(column).default([]),
    StorageDescriptor: z.object({
      Columns: z.array(column),
      Location: z.string(),
      InputFormat: z.string(),
      SerdeInfo: z.object({ SerializationLibrary: z.string() }),
    }),
  }),
});

export type TableInput = z.infer<typeof glueTable>['TableInput'];
type Column = z.infer<typeof column>;

/**
 * Every table of rows. Left out is one whose folders are not spelt as Hive spells them: `unloaded_rows`, which the
 * compaction counts by and no view reads.
 */
export function tablesOf(template: Template): readonly TableInput[] {
  const tables = template.ofType('AWS::Glue::Table').map(({ properties }) => glueTable.parse(properties).TableInput);
  return tables.filter(({ Parameters }) => Parameters['storage.location.template'] === undefined);
}

const TRINO_TYPES: Readonly<Record<string, string>> = {
  string: 'varchar',
  int: 'integer',
  bigint: 'bigint',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp(3)',
};

/** The table as Trino takes it, over files below `location`. @throws Error for a type or format it has no word for. */
export function createTable({ Name, PartitionKeys, StorageDescriptor }: TableInput, location: string): string {
  const columns = [...StorageDescriptor.Columns, ...PartitionKeys].map(declared).join(', ');
  const keys = PartitionKeys.map((key) => `'${key.Name}'`).join(', ');
  const partitioned = keys === '' ? '' : `, partitioned_by = ARRAY[${keys}]`;
  const format = formatOf(StorageDescriptor.SerdeInfo.SerializationLibrary);
  return `CREATE TABLE ${Name} (${columns}) WITH (external_location = '${location}', format = '${format}'${partitioned})`;
}

function declared({ Name, Type }: Column): string {
  const type = /^decimal\(\d+,\s*\d+\)$/.test(Type) ? Type : TRINO_TYPES[Type];
  if (type === undefined)
    throw new Error(`Column ${Name} is of Glue's type ${Type}: say in TRINO_TYPES what Trino calls it.`);
  return `"${Name}" ${type}`;
}

function formatOf(serde: string): string {
  if (serde.endsWith('.ParquetHiveSerDe')) return 'PARQUET';
  if (serde === 'org.openx.data.jsonserde.JsonSerDe') return 'OPENX_JSON';
  throw new Error(`Trino's format for the SerDe ${serde} is not known here.`);
}

/** A partition as it is registered in Glue. */
export interface RegisteredPartition {
  readonly values: readonly string[];
  readonly location: string;
}

/** Whether Glue has a list of the table's partitions. Those of other tables are where their names say. */
export function hasRegisteredPartitions({ Parameters, PartitionKeys }: TableInput): boolean {
  return PartitionKeys.length > 0 && Parameters['projection.enabled'] !== 'true';
}

/**
 * Puts a table's files below `folder` in Hive's folders, and answers how many. Registered partitions lie anywhere, in
 * folders that Trino's file metastore does not know: what is in them goes to the folder that their values spell.
 */
export function placeFiles(
  table: TableInput,
  folderOf: (bucket: string) => string,
  folder: string,
  partitions: readonly RegisteredPartition[] = [],
): number {
  mkdirSync(folder, { recursive: true });
  if (!hasRegisteredPartitions(table)) return placeBelow(table.StorageDescriptor.Location, folderOf, folder);
  const named = ({ values }: RegisteredPartition) =>
    table.PartitionKeys.map(({ Name }, index) => `${Name}=${values[index]}`).join('/');
  return partitions.reduce((sum, one) => {
    const own = join(folder, named(one));
    // One without rows is a partition all the same.
    mkdirSync(own, { recursive: true });
    return sum + placeBelow(one.location, folderOf, own);
  }, 0);
}

function placeBelow(location: string, folderOf: (bucket: string) => string, folder: string): number {
  const { root, prefix } = located(location, folderOf);
  const base = join(root, prefix);
  // As Hive does, readers pass over names that begin with a dot or an underscore.
  const found = globSync('**/*', { cwd: base, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^[._]/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const [index, file] of found.entries()) place(file, join(folder, dirname(relative(base, file))), index);
  return found.length;
}

function located(
  uri: string,
  folderOf: (bucket: string) => string,
): { readonly root: string; readonly prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  if (bucket === '') throw new Error(`The location ${uri} is not s3://bucket/prefix/.`);
  return { root: folderOf(bucket), prefix };
}

function place(file: string, folder: string, index: number): void {
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${index}-${basename(file)}`);
  try {
    linkSync(file, target);
  } catch {
    // Another file system.
    copyFileSync(file, target);
  }
}

/**
 * Creates a table over its folder, with the partitions that lie there. @throws Error when Trino has more or fewer than
 * those of Glue.
 */
export async function register(
  run: RunTrino,
  schema: string,
  table: TableInput,
  location: string,
  partitions: readonly RegisteredPartition[],
): Promise<void> {
  const { Name, PartitionKeys } = table;
  await run(createTable(table, location));
  if (PartitionKeys.length === 0) return;
  await run(`CALL system.sync_partition_metadata('${schema}', '${Name}', 'ADD')`);
  if (!hasRegisteredPartitions(table)) return;
  const found = Number((await run(`SELECT count(*) FROM "${Name}$partitions"`)).rows[0]?.[0]);
  if (found !== partitions.length)
    throw new Error(`Glue has ${partitions.length} partitions of ${Name}; Trino has ${found} of them.`);
}
