import { globSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalAthena, startAthena } from './shop.ts';

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

test('more than 100 partitions are refused, as Athena refuses them', async () => {
  const query = `SELECT 1 AS x, CAST(n AS varchar) AS dt, 'message' AS family FROM UNNEST(sequence(1, 101)) AS s (n)`;
  expect(await outcome(unload(query, 's3://shop/out/4/'))).toMatch(/^FAILED HIVE_TOO_MANY_OPEN_PARTITIONS/);
  expect(files('out/4')).toEqual([]);
});

test('the partition columns must come last, in their order', async () => {
  expect(await outcome(unload('SELECT dt, family, event_key FROM events'))).toMatch(/^FAILED HIVE_COLUMN_ORDER/);
  expect(await outcome(unload('SELECT event_key, family, dt FROM events'))).toMatch(/^FAILED HIVE_COLUMN_ORDER/);
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
    [unload(QUERY, 's3://shop/x/', OPTIONS.replace("compression = 'SNAPPY', ", '')), 'compression = (left out)'],
    [unload(QUERY, 's3://shop/x/', `${OPTIONS}, field_delimiter = '|'`), 'the option field_delimiter'],
    [unload(QUERY, 's3://shop/x/', "format = 'PARQUET', compression = 'SNAPPY'"), 'without partitioned_by'],
    [unload(QUERY, 's3://shop/x/', 'format PARQUET'), '"format PARQUET"'],
    [`UNLOAD ${QUERY} TO 's3://shop/x/'`, 'this form'],
    [unload(QUERY, '/tmp/x/'), 'this form'],
    [unload(QUERY, 's3://results/x/'), 'not into results'],
    [unload("SELECT 1 AS x, dt, family FROM read_parquet('x')"), "unction 'read_parquet'"],
  ])('%s', async (sql, name) => {
    expect(await outcome(sql)).toContain(name);
  });
});
