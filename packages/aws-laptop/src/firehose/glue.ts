import * as z from 'zod';
import type { Template } from '../aws.ts';

/** The Hive types a column may have here, with the numbers a decimal carries. */
export type ColumnType =
  | { readonly kind: 'string' | 'double' | 'float' | 'boolean' | 'timestamp' | 'date' }
  | { readonly kind: 'tinyint' | 'smallint' | 'int' | 'bigint' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };

export interface Column {
  /** Lower case, as Glue stores it. */
  readonly name: string;
  readonly type: ColumnType;
}

export interface GlueTable {
  /** The columns of the Parquet file, in order; partition columns are not among them. */
  readonly columns: readonly Column[];
  /** The partition columns: they live in the path, not in the file. */
  readonly partitionKeys: readonly Column[];
}

const glueColumn = z.object({ Name: z.string(), Type: z.string() });

const glueTableProperties = z.object({
  DatabaseName: z.string(),
  TableInput: z.object({
    Name: z.string(),
    PartitionKeys: z.array(glueColumn).default([]),
    StorageDescriptor: z.object({ Columns: z.array(glueColumn).min(1) }),
  }),
});

const PLAIN_TYPES = [
  'string',
  'double',
  'float',
  'boolean',
  'timestamp',
  'date',
  'tinyint',
  'smallint',
  'int',
  'bigint',
] as const;

/**
 * The columns of a table of the template, from its `AWS::Glue::Table`.
 * Throws when the table is not in the template or a column has a type that is not covered.
 */
export function readTable(template: Template, database: string, table: string): GlueTable {
  const found = template
    .ofType('AWS::Glue::Table')
    .map(({ properties }) => glueTableProperties.safeParse(properties).data)
    .find((each) => each?.DatabaseName === database && each.TableInput.Name === table);
  if (found === undefined) {
    throw new Error(
      `The template has no AWS::Glue::Table ${database}.${table} with columns. Define it in the CDK app.`,
    );
  }
  const read = ({ Name, Type }: z.infer<typeof glueColumn>): Column => ({
    name: Name.toLowerCase(),
    type: parseType(Type, `${database}.${table}.${Name}`),
  });
  const { PartitionKeys, StorageDescriptor } = found.TableInput;
  const columns = StorageDescriptor.Columns.map(read);
  const partitionKeys = PartitionKeys.map(read);
  refuseTwins([...columns, ...partitionKeys], `${database}.${table}`);
  return { columns, partitionKeys };
}

function refuseTwins(columns: readonly Column[], table: string): void {
  const names = columns.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new Error(`The Glue table ${table} has the column "${twin}" twice.`);
}

function parseType(text: string, where: string): ColumnType {
  const kind = PLAIN_TYPES.find((plain) => plain === text);
  if (kind !== undefined) return { kind };
  const decimal = /^decimal\((\d+),\s*(\d+)\)$/.exec(text);
  const [precision, scale] = [Number(decimal?.[1]), Number(decimal?.[2])];
  if (precision >= 1 && precision <= 38 && scale <= precision) return { kind: 'decimal', precision, scale };
  throw new Error(
    `The column ${where} has the type "${text}"; the laptop's Firehose covers ${PLAIN_TYPES.join(', ')} ` +
      'and decimal(p,s) with p up to 38. Use one of them, or a string that holds JSON text.',
  );
}
