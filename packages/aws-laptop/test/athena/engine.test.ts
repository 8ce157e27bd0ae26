import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/athena/catalog.ts';
import { type Engine, openEngine } from '../../src/athena/engine.ts';
import { templateOf } from '../../src/testing/athena-tables.ts';
import { BASE } from './shop.ts';

/** What the walls hold even if a statement slipped past the parser's checks. */
let folder: string;
let engine: Engine;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'athena-engine-'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  const catalog = readCatalog(templateOf(BASE));
  engine = await openEngine({
    catalog,
    dataDir: join(folder, 'data'),
    folderOf: (bucket) => join(folder, 'buckets', bucket),
  });
  connection = await engine.connect('shop');
});
afterAll(async () => {
  connection.closeSync();
  engine.close();
  await rm(folder, { recursive: true });
});

test.each([
  [
    'a file outside the buckets',
    (at: string) => `SELECT * FROM read_text('${at}/secret.txt')`,
    'disabled by configuration',
  ],
  [
    'a way out of a bucket',
    (at: string) => `SELECT * FROM read_text('${at}/buckets/shop/../../secret.txt')`,
    'disabled by configuration',
  ],
  ['writing a file', (at: string) => `COPY (SELECT 1) TO '${at}/out.csv'`, 'disabled by configuration'],
  ['another database', (at: string) => `ATTACH '${at}/other.duckdb' AS other`, 'disabled'],
  ['an extension', () => 'INSTALL httpfs', 'disabled'],
  ['opening the walls', () => 'SET GLOBAL enable_external_access = true', 'Cannot'],
  ['another time zone', () => "SET TimeZone = 'Asia/Kolkata'", 'locked'],
])('%s is refused by the engine itself', async (_what, sql, words) => {
  await expect(connection.run(sql(folder))).rejects.toThrow(words);
});

test('the engine computes in UTC, divides integers and sorts NULLs last', async () => {
  const reader = await connection.runAndReadAll(
    "SELECT name, value FROM duckdb_settings() WHERE name IN ('TimeZone', 'integer_division', 'default_null_order', 'threads') ORDER BY name",
  );
  expect(Object.fromEntries(reader.getRows())).toEqual({
    TimeZone: 'UTC',
    integer_division: 'true',
    default_null_order: 'NULLS_LAST',
    threads: '2',
  });
});
