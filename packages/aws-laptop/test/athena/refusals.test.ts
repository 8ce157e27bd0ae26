import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAthena } from '../../src/athena/athena.ts';
import { resource, templateOf, workGroup } from '../../src/testing/athena-tables.ts';
import { BASE, glueTable, type LocalAthena, PROJECTION, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena();
  await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', "SELECT 'k1' AS event_key");
});
afterAll(() => athena.close());

const refusal = async (sql: string): Promise<string> => {
  const execution = await athena.run(sql).catch((error: unknown) => (error instanceof Error ? error.message : ''));
  return typeof execution === 'string'
    ? execution
    : `${execution.Status?.State}: ${execution.Status?.StateChangeReason}`;
};

test.each([
  "COPY events TO '/tmp/x.csv'",
  "ATTACH '/tmp/x.duckdb'",
  'INSTALL httpfs',
  "SET memory_limit = '1GB'",
  'PRAGMA version',
  'INSERT INTO events VALUES (1)',
  'CREATE TABLE t AS SELECT 1 AS x',
  'DELETE FROM events',
  'CALL pragma_version()',
  'EXPLAIN ANALYZE SELECT 1',
])('%s is no statement of the laptop’s Athena', async (sql) => {
  expect(await refusal(sql)).toContain("The laptop's Athena does not cover");
});

test.each([
  ["SELECT * FROM read_parquet('x.parquet')", 'read_parquet'],
  ["SELECT * FROM read_text('/etc/hostname')", 'read_text'],
  ['SELECT * FROM duckdb_settings()', 'duckdb_settings'],
  ["SELECT getvariable('laptop:files:shop.events') AS v", 'getvariable'],
  ["SELECT getenv('HOME') AS v", 'getenv'],
  ["CREATE OR REPLACE VIEW v AS SELECT * FROM glob('*')", 'glob'],
  ['SELECT x FROM (SELECT list_transform([1], y -> y) AS x)', 'list_transform'],
  ['SELECT x IN (SELECT len(name) FROM u) AS y FROM t', 'len'],
])('%s is refused by the name of the function', async (sql, name) => {
  expect(await refusal(sql)).toContain(`unction '${name}'`);
});

test('a file cannot take the place of a table’s name', async () => {
  const file = join(athena.folderOf('shop'), 'events/dt=2026-11-20/family=message/a.parquet');
  expect(await refusal(`SELECT * FROM '${file}'`)).toContain('TABLE_NOT_FOUND');
  expect(await refusal(`SELECT * FROM "${file}"`)).toContain('TABLE_NOT_FOUND');
  expect(await refusal('SELECT * FROM pg_catalog.pg_tables')).toContain('SCHEMA_NOT_FOUND');
  expect(await refusal('SELECT * FROM other.shop.events')).toContain('Catalog');
});

test.each([
  ['SELECT event_key FROM events QUALIFY row_number() OVER () = 1', 'QUALIFY'],
  ['SELECT event_key, count(*) FROM events GROUP BY ALL', 'GROUP BY ALL'],
  ['SELECT * EXCLUDE (dt) FROM events', 'an option of *'],
  ['SELECT event_key FROM events ORDER BY ALL', 'an option of *'],
  ['SELECT DISTINCT ON (dt) event_key FROM events', 'DISTINCT ON'],
  ['SELECT event_key FROM events SEMI JOIN v ON true', 'join'],
  ['SELECT event_key FROM events LIMIT 10%', 'percentage'],
  ["SELECT event_at AT TIME ZONE 'UTC' FROM events", 'at_timezone'],
  ['SELECT EXTRACT(DOW FROM event_at) FROM events', 'day_of_week'],
  ['SELECT 7 // 2 AS x', "'//'"],
  ['SELECT ? AS x', 'ExecutionParameters'],
  ['SELECT event_key FROM events; SELECT 1', 'Only one sql statement'],
  ['SELECT event_key\nFROM WHERE', 'SYNTAX_ERROR: line 2:6'],
  ['SELECT a.date_parse(dt) FROM events', "line 1:8: FUNCTION_NOT_FOUND: Function 'date_parse'"],
  ['SELECT ifnull(NULL, 2) AS x', "line 1:8: FUNCTION_NOT_FOUND: Function 'ifnull' is not one of Trino; use coalesce"],
  ["SELECT 'A'\nILIKE 'a' AS x", 'line 2:1: SYNTAX_ERROR: Trino has no ILIKE; use lower(value) LIKE'],
  ["SELECT 'A' NOT ILIKE 'a' AS x", 'has no ILIKE'],
  ["SELECT 'A' SIMILAR TO 'a' AS x", 'line 1:12: SYNTAX_ERROR: Trino has no SIMILAR TO; use regexp_like'],
  ['SELECT * FROM (SELECT IFNULL (1, 2) AS x)', 'coalesce'],
  ['CREATE OR REPLACE VIEW v AS SELECT ifnull(1, 2) AS x', 'coalesce'],
])('%s is refused when it is started: %s', async (sql, words) => {
  expect(await refusal(sql)).toContain(words);
  await expect(athena.run(sql)).rejects.toMatchObject({ name: 'InvalidRequestException' });
});

test('a name or a text that holds such a word is no use of it', async () => {
  const sql = `SELECT "ilike", ifnull FROM (SELECT 'x ILIKE y' AS "ilike", 'SIMILAR TO' AS ifnull)`;
  expect(await refusal(sql)).toContain('SUCCEEDED');
});

const create = (...resources: Parameters<typeof templateOf>[0][number][]): Promise<unknown> =>
  createAthena({
    template: templateOf([...BASE.slice(0, 1), ...resources]),
    store: { folderOf: athena.folderOf, put: () => Promise.resolve() },
    dataDir: join(athena.dataDir, 'never'),
    glueDir: join(athena.dataDir, 'never'),
    log: () => undefined,
  });

test.each([
  [
    'an unknown column type',
    { StorageDescriptor: { ...STORAGE, Columns: [{ Name: 'x', Type: 'text' }] } },
    'Unknown Glue column type "text"',
  ],
  [
    'another file format',
    { StorageDescriptor: { ...STORAGE, InputFormat: 'org.apache.hadoop.mapred.TextInputFormat' } },
    'is not covered',
  ],
  [
    'partitions without projection, of a type that is not covered',
    { Parameters: {}, PartitionKeys: [{ Name: 'dt', Type: 'double' }] },
    'without projection.enabled the laptop covers',
  ],
  [
    'manifests in partitions without projection',
    {
      Parameters: {},
      StorageDescriptor: { ...STORAGE, InputFormat: 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat' },
    },
    'projection.enabled',
  ],
  ['a projection without a type', { Parameters: { ...PROJECTION, 'projection.dt.type': '' } }, 'no projection.dt.type'],
  [
    'a template of the location without a partition',
    { Parameters: { ...PROJECTION, 'storage.location.template': 's3://shop/x/' } },
    `\${dt}`,
  ],
  [
    'a location outside S3',
    {
      Parameters: { ...PROJECTION, 'storage.location.template': '' },
      PartitionKeys: [],
      StorageDescriptor: { ...STORAGE, Location: 'hdfs://x' },
    },
    's3://bucket/prefix/',
  ],
  [
    'a SerDe parameter that is not covered',
    {
      StorageDescriptor: {
        ...STORAGE,
        SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe', Parameters: { 'mapping.a': 'b' } },
      },
    },
    'mapping.a',
  ],
  [
    'a column called filename',
    { StorageDescriptor: { ...STORAGE, Columns: [{ Name: 'filename', Type: 'string' }] } },
    'filename',
  ],
])('a table with %s stops the start and is named', async (_what, overrides, words) => {
  const started = create(glueTable('strange', overrides));
  await expect(started).rejects.toThrow('Glue table strange');
  await expect(started).rejects.toThrow(words);
});

test('an Iceberg table and a workgroup with managed results stop the start', async () => {
  const iceberg = resource('AWS::Glue::Table', 'ice', {
    ...glueTable('ice').properties,
    OpenTableFormatInput: { IcebergInput: {} },
  });
  await expect(create(iceberg)).rejects.toThrow('Iceberg');
  await expect(create(workGroup({ ManagedQueryResultsConfiguration: { Enabled: true } }))).rejects.toThrow(
    'managed query results',
  );
});

test('the engine’s own words about files name the bucket, not the folder', async () => {
  await athena.text('events/dt=2026-11-20/family=status/b.parquet', 'no parquet');
  const message = await refusal('SELECT event_key FROM events');
  expect(message).toContain('s3://shop/events/dt=2026-11-20/family=status/b.parquet');
  expect(message).not.toContain(athena.folderOf('shop'));
});

test('a file beside the buckets is out of the engine’s reach', async () => {
  await writeFile(join(athena.dataDir, 'secret.txt'), 'x');
  expect(await refusal(`SELECT * FROM "${join(athena.dataDir, 'secret.txt')}"`)).toContain('TABLE_NOT_FOUND');
});
