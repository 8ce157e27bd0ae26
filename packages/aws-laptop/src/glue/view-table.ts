/** A view as Athena writes it into Glue. No document of AWS has the form; Trino's Hive connector reads and writes it. */
import type { TableFacts } from './tables.ts';

export interface View {
  readonly name: string;
  /** The query, as it was written. */
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly hive: string; readonly trino: string }[];
}

export function viewTable(database: string, { name, sql, columns }: View): TableFacts {
  const definition = {
    originalSql: sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: columns.map((column) => ({ name: column.name, type: column.trino })),
  };
  return {
    Name: name,
    DatabaseName: database,
    TableType: 'VIRTUAL_VIEW',
    PartitionKeys: [],
    Parameters: { comment: 'Presto View', presto_view: 'true' },
    ViewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`,
    ViewExpandedText: '/* Presto View */',
    StorageDescriptor: {
      Columns: columns.map((column) => ({ Name: column.name, Type: column.hive })),
      Location: '',
      Compressed: false,
      NumberOfBuckets: 0,
      SerdeInfo: {},
      SortColumns: [],
      StoredAsSubDirectories: false,
    },
  };
}
