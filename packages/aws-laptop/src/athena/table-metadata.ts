/** A table of Glue as `GetTableMetadata` shows it: what describes its storage is among its parameters. */
import type { GlueTable } from '../glue/data-catalog.ts';

/** Named as in the example of `aws athena get-table-metadata`. */
export function tableMetadata(table: GlueTable): unknown {
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = table.StorageDescriptor;
  const ofSerde = Object.entries(SerdeInfo.Parameters ?? {}).map(([key, value]) => [`serde.param.${key}`, value]);
  return {
    Name: table.Name,
    CreateTime: table.CreateTime,
    // Never set by Athena.
    LastAccessTime: 0,
    TableType: table.TableType,
    Columns,
    PartitionKeys: table.PartitionKeys,
    Parameters: {
      ...table.Parameters,
      location: Location,
      inputformat: InputFormat,
      outputformat: OutputFormat,
      'serde.serialization.lib': SerdeInfo.SerializationLibrary,
      ...Object.fromEntries(ofSerde),
    },
  };
}
