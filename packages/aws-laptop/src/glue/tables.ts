/** The template's databases and tables as Glue's API shows them ("Database" and "Table", AWS Glue API Reference). */
import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';

const name = z.string().toLowerCase();
const texts = z.record(z.string(), z.coerce.string());
const columns = z.array(z.object({ Name: name, Type: z.string(), Comment: z.string().optional() }));

/** CloudFormation hands these on to Glue as they are. */
const storage = z.looseObject({
  Columns: columns.default([]),
  Location: z.string().optional(),
  InputFormat: z.string().optional(),
  OutputFormat: z.string().optional(),
  Compressed: z.union([z.boolean(), z.stringbool()]).default(false),
  NumberOfBuckets: z.coerce.number().default(0),
  SerdeInfo: z.looseObject({ SerializationLibrary: z.string().optional(), Parameters: texts.optional() }).default({}),
  SortColumns: z.array(z.unknown()).default([]),
  StoredAsSubDirectories: z.union([z.boolean(), z.stringbool()]).default(false),
});
const tableInput = z.looseObject({
  Name: name.optional(),
  Parameters: texts.default({}),
  PartitionKeys: columns.default([]),
  StorageDescriptor: storage,
  TableType: z.string().optional(),
});
const tableProperties = z.object({ DatabaseName: name, TableInput: tableInput });
const databaseInput = z.looseObject({
  Name: name.optional(),
  Description: z.string().optional(),
  Parameters: texts.optional(),
});
const databaseProperties = z.object({ DatabaseInput: databaseInput });

/** What of a table is its own; the catalog adds what all of its tables have. */
export type TableFacts = z.infer<typeof tableInput> & { readonly Name: string; readonly DatabaseName: string };
export type DatabaseFacts = z.infer<typeof databaseInput> & { readonly Name: string };

export function templateDatabases(template: Template): readonly DatabaseFacts[] {
  return template.ofType('AWS::Glue::Database').map(({ properties, ref }) => {
    const { DatabaseInput } = databaseProperties.parse(properties);
    return { ...DatabaseInput, Name: DatabaseInput.Name ?? ref.toLowerCase() };
  });
}

export function templateTables(template: Template): readonly TableFacts[] {
  return template.ofType('AWS::Glue::Table').map(toTable);
}

function toTable({ properties, ref }: Resource): TableFacts {
  const { DatabaseName, TableInput } = tableProperties.parse(properties);
  return { ...TableInput, Name: TableInput.Name ?? ref.toLowerCase(), DatabaseName };
}
