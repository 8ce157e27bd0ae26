import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fill, partition, place, register, TOTALS } from './registered.ts';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeEach(async () => {
  athena = await startAthena([...BASE, TOTALS]);
});
afterEach(() => athena.close());

const row = (key: string) => `SELECT '${key}' AS event_key, 1::BIGINT AS amount`;
const rows = async (sql: string) => (await athena.rows(sql)).slice(1);
const keys = async (where = 'true') =>
  (await rows(`SELECT event_key FROM totals WHERE ${where} ORDER BY event_key`)).flat();
const reason = async (sql: string) => (await athena.run(sql)).Status?.StateChangeReason;

describe('a table without projection', () => {
  test('has the rows of its registered partitions only', async () => {
    expect(await keys()).toEqual([]);
    await fill(athena, 'a');
    await athena.parquet('totals/generation=b/part=0/a.parquet', row('unregistered'));
    expect(await keys()).toEqual(['a0']);
  });

  test('has no rows of a partition whose folder is missing, or that was deleted', async () => {
    await register(athena, partition(['none', '0']));
    await fill(athena, 'a');
    expect(await keys()).toEqual(['a0']);
    await athena.glue('BatchDeletePartition', { ...place, PartitionsToDelete: [{ Values: ['a', '0'] }] });
    expect(await keys()).toEqual([]);
  });

  test('takes a partition’s values from the catalog, wherever its files are', async () => {
    await athena.parquet('elsewhere/x/deep/er/a.parquet', row('moved'));
    await athena.parquet('elsewhere/x/_hidden/a.parquet', row('hidden'));
    await athena.parquet('elsewhere/x/.a.parquet', row('hidden'));
    await register(athena, partition(['a/b', '-7'], 'elsewhere/x'));
    await fill(athena, 'c', '1');
    expect(await rows('SELECT event_key, generation, part FROM totals ORDER BY part')).toEqual([
      ['moved', 'a/b', '-7'],
      ['c1', 'c', '1'],
    ]);
  });

  test('reads a partition at the place that an update gave it', async () => {
    await fill(athena, 'a');
    await athena.parquet('run-2/a.parquet', row('second'));
    const Entries = [{ PartitionValueList: ['a', '0'], PartitionInput: partition(['a', '0'], 'run-2/') }];
    expect(await athena.glue('BatchUpdatePartition', { ...place, Entries })).toEqual({ Errors: [] });
    expect(await rows('SELECT event_key, generation, part FROM totals')).toEqual([['second', 'a', '0']]);
  });

  test('keeps its partitions over a restart', async () => {
    await fill(athena, 'a');
    await athena.reopen();
    expect(await keys()).toEqual(['a0']);
  });

  test('has keys of texts, whole numbers and days', async () => {
    const days = glueTable('days', {
      Parameters: {},
      PartitionKeys: [
        { Name: 'dt', Type: 'date' },
        { Name: 'hour', Type: 'int' },
      ],
      StorageDescriptor: { ...STORAGE, Location: 's3://shop/days/' },
    });
    await athena.reopen([...BASE, days]);
    for (const [dt, hour] of [
      ['2026-11-19', '09'],
      ['2026-11-20', '10'],
    ]) {
      await athena.parquet(`days/dt=${dt}/hour=${hour}/a.parquet`, row(`${dt} ${hour}`));
      const { StorageDescriptor } = partition([], `days/dt=${dt}/hour=${hour}`);
      const PartitionInputList = [{ Values: [dt, hour], StorageDescriptor }];
      await athena.glue('BatchCreatePartition', { DatabaseName: 'shop', TableName: 'days', PartitionInputList });
    }
    const sql = "SELECT event_key FROM days WHERE dt <= DATE '2026-11-19' AND hour < 10";
    expect(await rows(sql)).toEqual([['2026-11-19 09']]);
    expect(await rows('SELECT dt, hour FROM days ORDER BY hour')).toEqual([
      ['2026-11-19', '9'],
      ['2026-11-20', '10'],
    ]);
  });
});

describe('partitions open no more files than they must', () => {
  const opened = async (sql: string): Promise<string | undefined> => {
    const plan = (await athena.rows(`EXPLAIN ${sql}`)).flat().join('\n');
    return /Scanning Files: (\S+)/.exec(plan)?.[1];
  };

  test.each([
    ["generation = 'b'", '1/4'],
    ["generation <= 'b'", '2/4'],
    ["generation IN ('a', 'c') AND part = 0", '2/4'],
    ['part BETWEEN 1 AND 5', '1/4'],
  ])('%s: %s', async (where, files) => {
    for (const generation of ['a', 'b', 'c']) await fill(athena, generation);
    await fill(athena, 'd', '1');
    expect(await opened(`SELECT event_key FROM totals WHERE ${where}`)).toBe(files);
  });

  test('whatever their places are', async () => {
    for (const generation of ['a', 'b', 'c']) await fill(athena, generation);
    await athena.parquet('elsewhere/a.parquet', row('moved'));
    await register(athena, partition(['d', '1'], 'elsewhere/'));
    expect(await opened("SELECT event_key FROM totals WHERE generation = 'd'")).toBe('1/4');
    expect(await keys("generation = 'd'")).toEqual(['moved']);
  });
});

describe('what Athena could not read fails', () => {
  const { StorageDescriptor } = partition(['a', '0']);
  test.each([
    ['without a Location', { Location: undefined }, 'HIVE_INVALID_METADATA'],
    ['without a format', { InputFormat: undefined }, 'HIVE_UNSUPPORTED_FORMAT'],
    ['of other types', { Columns: [{ Name: 'amount', Type: 'string' }] }, 'HIVE_PARTITION_SCHEMA_MISMATCH'],
  ])('%s', async (_what, changed, name) => {
    await register(athena, { Values: ['a', '0'], StorageDescriptor: { ...StorageDescriptor, ...changed } });
    expect(await reason('SELECT event_key FROM totals')).toContain(`${name}: `);
  });

  test('a value that its key’s type does not have', async () => {
    await register(athena, partition(['a', 'first']));
    expect(await reason('SELECT event_key FROM totals')).toBe(
      "HIVE_INVALID_PARTITION_VALUE: Invalid partition value 'first' for int partition key: part",
    );
  });

  test('partitions that share files', async () => {
    await fill(athena, 'a');
    await register(athena, partition(['b', '0'], 'totals/generation=a/'));
    expect(await reason('SELECT event_key FROM totals')).toMatch(/^NOT_SUPPORTED: partitions .*generation=b\/part=0/);
  });
});

test('SHOW PARTITIONS lists them, and DESCRIBE the keys', async () => {
  await fill(athena, 'b');
  await fill(athena, 'a', '10');
  expect((await athena.rows('SHOW PARTITIONS totals')).flat()).toEqual(['generation=a/part=10', 'generation=b/part=0']);
  expect((await athena.rows('DESCRIBE totals')).flat().join('\n')).toMatch(/generation\s+string/);
  expect(await athena.glue('GetTable', { DatabaseName: 'shop', Name: 'totals' })).toMatchObject({
    Table: {
      PartitionKeys: [
        { Name: 'generation', Type: 'string' },
        { Name: 'part', Type: 'int' },
      ],
    },
  });
});

test.each(['GetPartitions', 'BatchGetPartition'])('a query needs glue:%s on the table', async (action) => {
  await fill(athena, 'a');
  await athena.run('CREATE VIEW above AS SELECT event_key FROM totals');
  athena.deny(new RegExp(`^glue:${action} .*:table/shop/totals$`));
  for (const name of ['totals', 'above']) {
    expect(await reason(`SELECT event_key FROM ${name}`)).toContain(`not authorized to perform: glue:${action}`);
  }
  athena.deny(undefined);
});

test.each(['MSCK REPAIR TABLE totals', "ALTER TABLE totals ADD PARTITION (generation = 'a', part = 0)"])(
  '%s is refused',
  async (sql) => {
    await expect(athena.run(sql)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  },
);

test('what is read counts, each file with its own size', async () => {
  const scanned = async (where: string) =>
    (await athena.run(`SELECT event_key FROM totals WHERE ${where}`)).Statistics?.DataScannedInBytes;
  const sizeOf = (generation: string) =>
    statSync(join(athena.folderOf('shop'), `totals/generation=${generation}/part=0/a.parquet`)).size;
  await fill(athena, 'small');
  await athena.parquet(
    'totals/generation=large/part=0/a.parquet',
    'SELECT md5(range::VARCHAR) AS event_key, 1::BIGINT AS amount FROM range(5000)',
  );
  await register(athena, partition(['large', '0']));
  expect(await scanned("generation = 'small'")).toBe(sizeOf('small'));
  expect(await scanned("generation = 'large'")).toBe(sizeOf('large'));
  expect(await scanned('true')).toBe(sizeOf('small') + sizeOf('large'));
  expect(await scanned("generation = 'none'")).toBe(0);
});

test('a file that was deleted is missed by nobody, and a broken one by those who open it', async () => {
  await fill(athena, 'a');
  await fill(athena, 'b');
  rmSync(join(athena.folderOf('shop'), 'totals/generation=a/part=0/a.parquet'));
  expect(await keys()).toEqual(['b0']);
});
