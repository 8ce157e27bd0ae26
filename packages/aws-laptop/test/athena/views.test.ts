import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena;
afterEach(() => athena.close());

const reason = async (sql: string): Promise<string | undefined> => (await athena.run(sql)).Status?.StateChangeReason;

test('a view is created, replaced, read through another view, and dropped', async () => {
  athena = await startAthena();
  await athena.parquet(
    'events/dt=2026-11-20/family=message/a.parquet',
    "SELECT 'k1' AS event_key, 5::BIGINT AS amount",
  );
  expect((await athena.run('CREATE OR REPLACE VIEW amounts AS SELECT amount FROM events')).StatementType).toBe('DDL');
  await athena.run(
    '-- grain: one row\nCREATE OR REPLACE VIEW shop.amounts AS\nSELECT amount + 1 AS amount FROM events;',
  );
  await athena.run('CREATE OR REPLACE VIEW total AS SELECT sum(amount) AS total FROM amounts');
  expect(await athena.rows('SELECT total FROM total')).toEqual([['total'], ['6']]);
  await athena.run('DROP VIEW total');
  expect(await reason('SELECT total FROM total')).toBe(
    "TABLE_NOT_FOUND: Table 'awsdatacatalog.shop.total' does not exist",
  );
  expect(await reason('DROP VIEW total')).toContain('VIEW_NOT_FOUND');
  expect(await reason('DROP VIEW IF EXISTS total')).toBeUndefined();
});

test('a view that names nothing, has an unnamed column or takes a table’s name fails as on Athena', async () => {
  athena = await startAthena();
  expect(await reason('CREATE OR REPLACE VIEW v AS SELECT a FROM nowhere')).toContain('TABLE_NOT_FOUND');
  expect(await reason('CREATE OR REPLACE VIEW v AS SELECT a FROM nowhere.t')).toContain('SCHEMA_NOT_FOUND');
  expect(await reason('CREATE OR REPLACE VIEW v AS SELECT a FROM events')).toContain('COLUMN_NOT_FOUND');
  expect(await reason('CREATE OR REPLACE VIEW v AS SELECT dt, count(*) FROM events GROUP BY dt')).toContain(
    'position 2',
  );
  expect(await reason("CREATE OR REPLACE VIEW v AS\nSELECT event_at = '2026-11-20' AS is_day FROM events")).toBe(
    'TYPE_MISMATCH: line 2:17: Cannot apply operator: timestamp(3) = varchar(10)',
  );
  expect(await reason('CREATE OR REPLACE VIEW events AS SELECT 1 AS one')).toContain('is a table, not a view');
  await athena.run('CREATE VIEW v AS SELECT 1 AS one');
  expect(await reason('CREATE VIEW v AS SELECT 2 AS two')).toContain('already exists');
});

test('WITH names hide tables only where they are in scope', async () => {
  athena = await startAthena();
  await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', "SELECT 'k1' AS event_key");
  expect(await athena.rows('WITH a AS (SELECT event_key FROM events), b AS (SELECT * FROM a) SELECT * FROM b')).toEqual(
    [['event_key'], ['k1']],
  );
  expect(await athena.rows("WITH events AS (SELECT 'x' AS event_key) SELECT event_key FROM events")).toEqual([
    ['event_key'],
    ['x'],
  ]);
  expect(
    await athena.rows(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT max(i) AS i FROM n',
    ),
  ).toEqual([['i'], ['3']]);
  expect(await reason('WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a')).toContain(
    'TABLE_NOT_FOUND',
  );
});

test('views outlive a restart, tables follow the new template', async () => {
  athena = await startAthena([...BASE, glueTable('gone')]);
  await athena.run('CREATE OR REPLACE VIEW one AS SELECT 1 AS one');
  const wider = { ...STORAGE, Columns: [...STORAGE.Columns, { Name: 'added', Type: 'string' }] };
  await athena.reopen([...BASE.slice(0, 1), glueTable('events', { StorageDescriptor: wider }), ...BASE.slice(2)]);
  expect(await athena.rows('SELECT one FROM one')).toEqual([['one'], ['1']]);
  expect(await athena.rows('SELECT added FROM events')).toEqual([['added']]);
  expect(await reason('SELECT 1 AS x FROM gone')).toContain('TABLE_NOT_FOUND');
});

const openElsewhere = async (dataDir: string): Promise<string> => {
  const script = `
    const { openEngine } = await import(process.argv[1]);
    const catalog = { databases: new Set(), tables: new Map() };
    await openEngine({ catalog, dataDir: process.argv[2], folderOf: String }).catch((error) => process.stdout.write(error.message));`;
  const engine = new URL('../../src/athena/engine.ts', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    script,
    engine,
    dataDir,
  ]);
  return stdout;
};

test('a catalog file that is broken or in use is one sentence that says what to do', async () => {
  athena = await startAthena();
  const file = join(athena.dataDir, 'athena.duckdb');
  expect(await openElsewhere(athena.dataDir)).toBe(
    `${file} is in use by another process: stop it, or choose another data folder.`,
  );
  const other = join(athena.dataDir, 'other');
  await mkdir(other);
  await writeFile(join(other, 'athena.duckdb'), 'no database');
  const message = await openElsewhere(other);
  expect(message).toMatch(
    /^\S+athena\.duckdb cannot be read as a DuckDB file: delete it \(and .*\.wal\) and start again/,
  );
  expect(message).not.toContain('\n');
});

test('SHOW and DESCRIBE list tables, views and columns, without a header', async () => {
  athena = await startAthena();
  await athena.run('CREATE OR REPLACE VIEW one AS SELECT 1 AS first, 2 AS second');
  expect(await athena.rows('SHOW TABLES')).toEqual([['events'], ['one']]);
  expect(await athena.rows('SHOW VIEWS IN shop')).toEqual([['one']]);
  expect(await athena.rows('SHOW COLUMNS IN one')).toEqual([['first'], ['second']]);
  expect((await athena.rows('DESCRIBE shop.events')).flat()).toContain(
    'family              \tstring              \t                    ',
  );
});
