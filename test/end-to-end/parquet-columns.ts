import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readTemplate } from 'aws-laptop';
import { build } from '../../bin/start/build.ts';

/** Glue's type names in DuckDB's words. */
const IN_DUCKDB: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};

/** `name TYPE` of each column of the table, as the synthesised template declares it to Glue. */
export async function columnsInGlue(tableName: string): Promise<readonly string[]> {
  const tables = readTemplate((await build()).assembly).ofType('AWS::Glue::Table');
  const inputs = tables.map(({ properties }) => JSON.parse(JSON.stringify(properties.TableInput)));
  const { Columns } = inputs.find(({ Name }) => Name === tableName).StorageDescriptor;
  return Columns.map((column: { Name: string; Type: string }) => `${column.Name} ${IN_DUCKDB[column.Type]}`);
}

/** The same of each Parquet file below a data folder's rows, read back by DuckDB; the columns of the path left out. */
export async function columnsOfFiles(dataDir: string): Promise<readonly (readonly string[])[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const files = globSync(join(dataDir, 's3', '*', 'events', '**', '*.parquet'));
  return Promise.all(
    files.map(async (file) => {
      const described = await connection.runAndReadAll(
        `DESCRIBE SELECT * FROM read_parquet('${file}', hive_partitioning = false)`,
      );
      return described.getRowObjectsJson().map(({ column_name, column_type }) => `${column_name} ${column_type}`);
    }),
  );
}
