import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { createTable, placeFiles, type TableInput } from './tables.ts';

const folder = temporaryFolder();
afterAll(() => remove(folder));

const PARQUET: TableInput = {
  Name: 'rows',
  Parameters: { 'projection.enabled': 'true' },
  PartitionKeys: [{ Name: 'dt', Type: 'string' }],
  StorageDescriptor: {
    Columns: [
      { Name: 'at', Type: 'timestamp' },
      { Name: 'items', Type: 'int' },
    ],
    Location: 's3://lake/rows/',
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
  },
};
const REGISTERED: TableInput = {
  ...PARQUET,
  Parameters: {},
  StorageDescriptor: { ...PARQUET.StorageDescriptor, Location: 's3://lake/compacted/' },
};
const folderOf = (bucket: string) => join(folder, bucket);

function put(key: string, text: string): void {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), text);
}

test('a Glue table is Trino’s by the same names and types, partitions last', () => {
  expect(createTable(PARQUET, 'local:///rows')).toBe(
    'CREATE TABLE rows ("at" timestamp(3), "items" integer, "dt" varchar) ' +
      "WITH (external_location = 'local:///rows', format = 'PARQUET', partitioned_by = ARRAY['dt'])",
  );
});

test('a type that Trino has no word for here is refused by name', () => {
  const Columns = [{ Name: 'tags', Type: 'array<string>' }];
  const table = { ...PARQUET, StorageDescriptor: { ...PARQUET.StorageDescriptor, Columns } };
  expect(() => createTable(table, 'local:///rows')).toThrow(/tags is of Glue's type array<string>/);
});

test('files lie in the folders they have below the table’s location; hidden ones are passed over', () => {
  put('lake/rows/dt=2026-11-18/a.parquet', 'a');
  put('lake/rows/dt=2026-11-18/_SUCCESS', '');
  expect(placeFiles(PARQUET, folderOf, join(folder, 'placed'))).toBe(1);
  expect(readFileSync(join(folder, 'placed/dt=2026-11-18/0-a.parquet'), 'utf8')).toBe('a');
});

test('what a registered partition points to lies in the folder of its values; what none points to is not there', () => {
  put('lake/compacted/run-1/dt=2026-11-18/b.parquet', 'b');
  put('lake/compacted/run-0/dt=2026-11-18/superseded.parquet', 'old');
  const partitions = [{ values: ['2026-11-18'], location: 's3://lake/compacted/run-1/dt=2026-11-18/' }];
  expect(placeFiles(REGISTERED, folderOf, join(folder, 'named'), partitions)).toBe(1);
  expect(readFileSync(join(folder, 'named/dt=2026-11-18/0-b.parquet'), 'utf8')).toBe('b');
});

test('a registered partition without a file is there for Trino to find', () => {
  mkdirSync(join(folder, 'lake/compacted/run-2'), { recursive: true });
  const partitions = [{ values: ['2026-11-19'], location: 's3://lake/compacted/run-2/dt=2026-11-19/' }];
  expect(placeFiles(REGISTERED, folderOf, join(folder, 'empty'), partitions)).toBe(0);
  expect(existsSync(join(folder, 'empty/dt=2026-11-19'))).toBe(true);
});
