/** The Glue databases and tables of the template, checked: what the laptop cannot read as Athena does is refused. */
import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import { type GlueType, parseGlueType } from './glue-types.ts';
import { type ColumnProjection, parseProjection } from './projection.ts';

export interface GlueColumn {
  readonly name: string;
  readonly type: GlueType;
}

export interface PartitionColumn extends GlueColumn {
  /** Undefined where the table's partitions are those that are registered in Glue. */
  readonly projection: ColumnProjection | undefined;
}

/** As the template declares the table; the types are Hive's. */
export interface DeclaredTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly partitions: readonly { readonly name: string; readonly type: string }[];
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly serde: string;
  readonly serdeParameters: Readonly<Record<string, string>>;
  readonly location: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface GlueTable {
  readonly database: string;
  readonly name: string;
  readonly format: 'parquet' | 'openx-json';
  /** The objects at the location are manifests: texts that name the files, a URI a line. */
  readonly manifests: boolean;
  /** OpenX `ignore.malformed.json`: a line that is no JSON is a row of NULLs; without it, the query fails. */
  readonly ignoreMalformed: boolean;
  readonly bucket: string;
  /** Key prefix of the table's objects, with `${column}` for each partition column, ending in a slash. */
  readonly keyTemplate: string;
  readonly columns: readonly GlueColumn[];
  readonly partitions: readonly PartitionColumn[];
  /** It has partition keys without projection: its rows are those of the partitions that are registered in Glue. */
  readonly registered: boolean;
  readonly declared: DeclaredTable;
}

export interface Catalog {
  readonly databases: ReadonlySet<string>;
  /** By `database.table`, lower case. */
  readonly tables: ReadonlyMap<string, GlueTable>;
}

const identifier = z
  .string()
  .regex(/^[A-Za-z0-9_]+$/, 'use letters, digits and underscores')
  .toLowerCase();
const column = z.object({ Name: identifier, Type: z.string() });
const tableProperties = z.object({
  DatabaseName: identifier,
  OpenTableFormatInput: z.never({ error: 'Iceberg tables are not covered on the laptop' }).optional(),
  TableInput: z.object({
    Name: identifier.optional(),
    Parameters: z.record(z.string(), z.coerce.string()).default({}),
    PartitionKeys: z.array(column).default([]),
    StorageDescriptor: z.object({
      Columns: z.array(column),
      Location: z.string(),
      InputFormat: z.string().default(''),
      OutputFormat: z.string().default(''),
      SerdeInfo: z.object({
        SerializationLibrary: z.string().default(''),
        Parameters: z.record(z.string(), z.coerce.string()).default({}),
      }),
    }),
  }),
});
type TableInput = z.infer<typeof tableProperties>['TableInput'];
type Storage = TableInput['StorageDescriptor'];

/** @throws Error naming the table and the rule when a table cannot be read as Athena would. */
export function readCatalog(template: Template): Catalog {
  const tables = template.ofType('AWS::Glue::Table').map(readTable);
  return {
    databases: new Set(template.ofType('AWS::Glue::Database').map(databaseName)),
    tables: new Map(tables.map((table) => [`${table.database}.${table.name}`, table])),
  };
}

function databaseName(resource: Resource): string {
  const properties = z.object({ DatabaseInput: z.object({ Name: identifier.optional() }) }).parse(resource.properties);
  return properties.DatabaseInput.Name ?? identifier.parse(resource.ref);
}

function readTable(resource: Resource): GlueTable {
  try {
    const { DatabaseName, TableInput } = tableProperties.parse(resource.properties);
    refuseReservedNames(TableInput);
    return {
      database: DatabaseName,
      name: TableInput.Name ?? identifier.parse(resource.ref),
      ...readFormat(TableInput.StorageDescriptor),
      ...readLocation(TableInput),
      columns: TableInput.StorageDescriptor.Columns.map(readColumn),
      partitions: readPartitions(TableInput),
      registered: isRegistered(TableInput),
      declared: declaredTable(TableInput),
    };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : cause instanceof Error ? cause.message : '';
    throw new Error(`Glue table ${resource.logicalId}: ${reason}`, { cause });
  }
}

function declaredTable({ Parameters, PartitionKeys, StorageDescriptor: storage }: TableInput): DeclaredTable {
  const named = (columns: readonly z.infer<typeof column>[]) =>
    columns.map(({ Name, Type }) => ({ name: Name, type: Type }));
  return {
    columns: named(storage.Columns),
    partitions: named(PartitionKeys),
    inputFormat: storage.InputFormat,
    outputFormat: storage.OutputFormat,
    serde: storage.SerdeInfo.SerializationLibrary,
    serdeParameters: storage.SerdeInfo.Parameters,
    location: storage.Location,
    parameters: Parameters,
  };
}

/** DuckDB adds the file's path to each row under this name. */
function refuseReservedNames({ PartitionKeys, StorageDescriptor }: TableInput): void {
  if (![...StorageDescriptor.Columns, ...PartitionKeys].some(({ Name }) => Name === 'filename')) return;
  throw new Error('a column cannot be called "filename" on the laptop; rename it.');
}

function readColumn({ Name, Type }: z.infer<typeof column>): GlueColumn {
  return { name: Name, type: parseGlueType(Type) };
}

/** S3 Inventory’s lists and Delta’s manifests are declared so (facts: delta.io, "Presto, Trino, and Athena"). */
const MANIFESTS = 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat';
const PARQUET_SERDE = 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe';

function readFormat({ InputFormat, SerdeInfo }: Storage): Pick<GlueTable, 'format' | 'manifests' | 'ignoreMalformed'> {
  const known = ['ignore.malformed.json', 'case.insensitive', 'paths', 'serialization.format'];
  const unknown = Object.keys(SerdeInfo.Parameters).filter((name) => !known.includes(name));
  if (SerdeInfo.SerializationLibrary === 'org.openx.data.jsonserde.JsonSerDe') {
    if (unknown.length > 0) throw new Error(`the laptop does not cover the SerDe parameters ${unknown.join(', ')}.`);
    const ignoreMalformed = SerdeInfo.Parameters['ignore.malformed.json'] === 'true';
    return { format: 'openx-json', manifests: false, ignoreMalformed };
  }
  const parquet = { format: 'parquet', ignoreMalformed: false } as const;
  if (InputFormat.endsWith('.MapredParquetInputFormat')) return { ...parquet, manifests: false };
  if (InputFormat === MANIFESTS && SerdeInfo.SerializationLibrary === PARQUET_SERDE) {
    return { ...parquet, manifests: true };
  }
  throw new Error(
    `the input format "${InputFormat}" is not covered on the laptop; use Parquet, manifests of Parquet, or the OpenX JSON SerDe.`,
  );
}

function readLocation({
  Parameters,
  PartitionKeys,
  StorageDescriptor,
}: TableInput): Pick<GlueTable, 'bucket' | 'keyTemplate'> {
  const hive = PartitionKeys.map(({ Name }) => `${Name}=\${${Name}}/`).join('');
  const template = isProjected(Parameters) ? Parameters['storage.location.template'] : undefined;
  const location = template ?? `${StorageDescriptor.Location.replace(/\/?$/, '/')}${hive}`;
  const match = /^s3:\/\/([^/]+)\/(.*?)\/?$/s.exec(location);
  if (match?.[1] === undefined) throw new Error(`the location "${location}" is not s3://bucket/prefix/.`);
  for (const { Name } of PartitionKeys) {
    if (!location.includes(`\${${Name}}`)) throw new Error(`storage.location.template does not name \${${Name}}.`);
  }
  return { bucket: match[1], keyTemplate: match[2] === '' ? '' : `${match[2]}/` };
}

/** Types of the keys of registered partitions that the laptop compares as Athena does. */
const KEY_TYPES = new Set(['VARCHAR', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'DATE']);

function readPartitions({ Parameters, PartitionKeys, StorageDescriptor }: TableInput): PartitionColumn[] {
  const parameters = new Map(Object.entries(Parameters));
  if (isProjected(Parameters))
    return PartitionKeys.map((key) => ({ ...readColumn(key), projection: parseProjection(key.Name, parameters) }));
  if (PartitionKeys.length > 0 && StorageDescriptor.InputFormat === MANIFESTS) {
    throw new Error('manifests in partitions need projection.enabled on the laptop.');
  }
  return PartitionKeys.map((key) => ({ ...readKey(key), projection: undefined }));
}

function readKey(key: z.infer<typeof column>): GlueColumn {
  const read = readColumn(key);
  if (KEY_TYPES.has(read.type.duckdb)) return read;
  throw new Error(
    `the partition key ${key.Name} is of type ${key.Type}; without projection.enabled the laptop covers string, whole numbers and date.`,
  );
}

function isProjected(parameters: TableInput['Parameters']): boolean {
  return parameters['projection.enabled'] === 'true';
}

function isRegistered({ Parameters, PartitionKeys }: TableInput): boolean {
  return PartitionKeys.length > 0 && !isProjected(Parameters);
}
