import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resource } from '../../src/testing/athena-tables.ts';
import { BASE, type LocalAthena, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena();
  await athena.parquet(
    'events/dt=2026-11-20/family=message/a.parquet',
    "SELECT unnest(['k2', 'k1']) AS event_key, 1::BIGINT AS amount",
  );
});
afterAll(() => athena.close());

const OPTIONS = "format = 'PARQUET', compression = 'SNAPPY', partitioned_by = ARRAY['dt', 'family']";
const QUERY = 'SELECT event_key, amount, dt, family FROM events ORDER BY event_key';

const unload = (query = QUERY, location = 's3://shop/out/1/', options = OPTIONS): string =>
  `UNLOAD (${query}) TO '${location}' WITH (${options})`;
const outcome = async (sql: string): Promise<string> => {
  const execution = await athena.run(sql).catch((error: unknown) => (error instanceof Error ? error.message : ''));
  return typeof execution === 'string'
    ? execution
    : `${execution.Status?.State} ${execution.Status?.StateChangeReason}`;
};
const files = (below: string): string[] => globSync(`${below}/**/*.parquet`, { cwd: athena.folderOf('shop') });

test('rows become Parquet in folders by the last columns, which are not in the files', async () => {
  const { Status, StatementType, SubstatementType } = await athena.run(unload());
  expect([Status?.State, StatementType, SubstatementType]).toEqual(['SUCCEEDED', 'DML', 'UNLOAD']);
  expect(files('out/1')).toEqual([expect.stringMatching(/^out\/1\/dt=2026-11-20\/family=message\/[^/]+$/)]);
});

test('a location that has data is refused, as Athena refuses it, and the data stays', async () => {
  await athena.run(unload(QUERY, 's3://shop/out/2/'));
  const before = files('out/2');
  expect(await outcome(unload(QUERY, 's3://shop/out/2/'))).toMatch(
    /^FAILED HIVE_PATH_ALREADY_EXISTS: Target directory already exists: s3:\/\/shop\/out\/2\//,
  );
  expect(await outcome(unload(QUERY, 's3://shop/out/'))).toMatch(/^FAILED HIVE_PATH_ALREADY_EXISTS/);
  expect(files('out/2')).toEqual(before);
});

test('a location beside one that has data is empty', async () => {
  await athena.run(unload(QUERY, 's3://shop/out/6-1/'));
  expect(await outcome(unload(QUERY, 's3://shop/out/6-2/'))).toMatch(/^SUCCEEDED/);
});

test('no rows make no file', async () => {
  await athena.run(unload('SELECT event_key, dt, family FROM events WHERE amount > 1', 's3://shop/out/3/'));
  expect(files('out/3')).toEqual([]);
});

describe('without partitioned_by', () => {
  const plain = "format = 'PARQUET'";
  const read = async (sqlOf: (path: string) => string, folder: string) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(sqlOf(`'${join(athena.folderOf('shop'), files(folder)[0] ?? '')}'`));
    connection.closeSync();
    return reader.getRowsJson();
  };

  test('rows become one file with all the columns', async () => {
    await athena.run(unload(QUERY, 's3://shop/out/7/', plain));
    expect(files('out/7')).toEqual([expect.stringMatching(/^out\/7\/[^/]+$/)]);
    expect(await read((path) => `SELECT event_key, amount, dt, family FROM ${path}`, 'out/7')).toEqual([
      ['k1', '1', '2026-11-20', 'message'],
      ['k2', '1', '2026-11-20', 'message'],
    ]);
  });

  test.each([
    [plain, 'GZIP'],
    [`${plain}, compression = 'snappy'`, 'SNAPPY'],
    [`${plain}, compression = 'ZSTD'`, 'ZSTD'],
  ])('%s is written as %s', async (options, codec) => {
    const folder = `out/8-${codec}`;
    await athena.run(unload(QUERY, `s3://shop/${folder}/`, options));
    expect(await read((path) => `SELECT DISTINCT compression FROM parquet_metadata(${path})`, folder)).toEqual([
      [codec],
    ]);
  });

  test('no rows make no file', async () => {
    await athena.run(unload('SELECT event_key FROM events WHERE amount > 1', 's3://shop/out/9/', plain));
    expect(files('out/9')).toEqual([]);
  });
});

test('the files are listed beside the results, and where that is', async () => {
  const { QueryExecutionId, ResultConfiguration, Statistics } = await athena.run(unload(QUERY, 's3://shop/out/10/'));
  expect(ResultConfiguration?.OutputLocation).toBe(`s3://results/athena/${QueryExecutionId}`);
  expect(Statistics?.DataManifestLocation).toBe(`s3://results/athena/${QueryExecutionId}-manifest.csv`);
  const manifest = readFileSync(join(athena.folderOf('results'), `athena/${QueryExecutionId}-manifest.csv`), 'utf8');
  expect(manifest).toBe(`s3://shop/${files('out/10')[0]}\n`);
});

test('rows go into the bucket of results, where that is one of the template’s', async () => {
  const location = 's3://results/unloaded/';
  await athena.reopen([...BASE, resource('AWS::S3::Bucket', 'results', {}, 'arn:aws:s3:::results')]);
  expect(await outcome(unload(QUERY, location, "format = 'PARQUET'"))).toMatch(/^SUCCEEDED/);
  expect(readdirSync(join(athena.folderOf('results'), 'unloaded'))).toHaveLength(1);
  await athena.reopen();
});

test('more than 100 partitions are refused, as Athena refuses them', async () => {
  const query = `SELECT 1 AS x, CAST(n AS varchar) AS dt, 'message' AS family FROM UNNEST(sequence(1, 101)) AS s (n)`;
  expect(await outcome(unload(query, 's3://shop/out/4/'))).toMatch(/^FAILED HIVE_TOO_MANY_OPEN_PARTITIONS/);
  expect(files('out/4')).toEqual([]);
});

test('the partition columns must come last, in their order', async () => {
  expect(await outcome(unload('SELECT dt, family, event_key FROM events'))).toMatch(/^FAILED HIVE_COLUMN_ORDER/);
  expect(await outcome(unload('SELECT event_key, family, dt FROM events'))).toMatch(/^FAILED HIVE_COLUMN_ORDER/);
});

describe('what the query is made of', () => {
  const read = async (folder: string) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const list = files(folder).map((file) => `'${join(athena.folderOf('shop'), file)}'`);
    const reader = await connection.runAndReadAll(
      `FROM read_parquet([${list}], hive_partitioning = false) ORDER BY ALL`,
    );
    connection.closeSync();
    return reader.getRowsJson();
  };

  test('a whole number is a partition', async () => {
    const query = 'SELECT event_key, CAST(amount AS integer) AS part FROM events';
    expect(
      await outcome(unload(query, 's3://shop/out/11/', "format = 'PARQUET', partitioned_by = ARRAY['part']")),
    ).toMatch(/^SUCCEEDED/);
    expect(files('out/11')).toEqual([expect.stringMatching(/^out\/11\/part=1\/[^/]+$/)]);
    expect(await read('out/11')).toEqual([['k1'], ['k2']]);
  });

  test('WITH inside a subquery', async () => {
    const query = "SELECT a FROM (WITH x AS (SELECT event_key AS a FROM events) SELECT a FROM x WHERE a <> 'k2') AS q";
    expect(await outcome(unload(query, 's3://shop/out/12/', "format = 'PARQUET'"))).toMatch(/^SUCCEEDED/);
    expect(await read('out/12')).toEqual([['k1']]);
  });

  test('a WITH of a view’s name wins: of its rows, its types and what the caller must be allowed to read', async () => {
    await athena.run('CREATE OR REPLACE VIEW kinds AS SELECT amount AS kind FROM events');
    await athena.run('CREATE OR REPLACE VIEW more AS SELECT kind FROM kinds');
    const query = `WITH kinds AS (SELECT event_key AS kind, 'x' AS new FROM events),
      more AS (SELECT kind || new AS kind FROM kinds)
      SELECT kind, part FROM (WITH parts AS (SELECT kind, 7 AS part FROM more) SELECT kind, part FROM parts) AS q`;
    athena.deny(/glue:GetTable .*table\/shop\/(kinds|more)/);
    const options = "format = 'PARQUET', compression = 'SNAPPY', partitioned_by = ARRAY['part']";
    expect(await outcome(unload(query, 's3://shop/out/13/', options))).toMatch(/^SUCCEEDED/);
    athena.deny(undefined);
    expect(files('out/13')).toEqual([expect.stringMatching(/^out\/13\/part=7\/[^/]+$/)]);
    expect(await read('out/13')).toEqual([['k1x'], ['k2x']]);
  });
});

describe('the caller must be allowed to', () => {
  test.each([
    ['s3:PutObject arn:aws:s3:::shop/out'],
    ['s3:GetBucketLocation arn:aws:s3:::shop'],
    ['s3:ListBucket arn:aws:s3:::shop'],
    ['s3:ListBucketMultipartUploads arn:aws:s3:::shop'],
    ['s3:ListMultipartUploadParts arn:aws:s3:::shop/out'],
    ['s3:AbortMultipartUpload arn:aws:s3:::shop/out'],
    ['glue:GetTable'],
  ])('%s', async (denied) => {
    athena.deny(new RegExp(denied));
    expect(await outcome(unload(QUERY, 's3://shop/out/5/'))).toMatch(/FAILED .*not authorized to perform/);
    athena.deny(undefined);
    expect(files('out/5')).toEqual([]);
  });
});

describe('another form is refused by name', () => {
  test.each([
    [unload(QUERY, 's3://shop/x/', OPTIONS.replace('PARQUET', 'ORC')), "format = 'ORC'"],
    [unload(QUERY, 's3://shop/x/', OPTIONS.replace('SNAPPY', 'LZ4')), "compression = 'LZ4'"],
    [unload(QUERY, 's3://shop/x/', `${OPTIONS}, field_delimiter = '|'`), 'the option field_delimiter'],
    [unload(QUERY, 's3://shop/x/', "compression = 'SNAPPY'"), 'format = (left out)'],
    [unload(QUERY, 's3://shop/x/', 'format PARQUET'), '"format PARQUET"'],
    [`UNLOAD ${QUERY} TO 's3://shop/x/'`, 'this form'],
    [unload(QUERY, '/tmp/x/'), 'this form'],
    [unload(QUERY, 's3://results/x/'), 'not into results'],
    [unload("SELECT 1 AS x, dt, family FROM read_parquet('x')"), "unction 'read_parquet'"],
  ])('%s', async (sql, name) => {
    expect(await outcome(sql)).toContain(name);
  });
});
