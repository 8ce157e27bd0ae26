import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BASE, glueTable, type LocalAthena, PROJECTION, STORAGE, startAthena } from './shop.ts';

const { 'storage.location.template': _, ...BY_FOLDERS } = PROJECTION;
const INPUT_FORMAT = 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat';
const STORED = { ...STORAGE, Location: 's3://shop/manifests/', InputFormat: INPUT_FORMAT };
const TABLE = glueTable('closed', { Parameters: BY_FOLDERS, StorageDescriptor: STORED });
const PARTITION = 'dt=2026-11-20/family=message';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena([...BASE, TABLE]);
  for (const name of ['a', 'b']) {
    await athena.parquet(`data/1/${PARTITION}/${name}.parquet`, `SELECT '${name}' AS event_key`);
  }
  await athena.parquet('data/1/dt=2026-11-20/family=status/c.parquet', "SELECT 'c' AS event_key");
});
beforeEach(async () => {
  await names();
  await athena.text('manifests/dt=2026-11-20/family=status/symlink.txt', '');
});
afterAll(() => athena.close());

const uri = (name: string, partition = PARTITION): string => `s3://shop/data/1/${partition}/${name}.parquet`;
const names = (...uris: string[]): Promise<void> => athena.text(`manifests/${PARTITION}/symlink.txt`, uris.join('\n'));
const rows = async (where = 'true'): Promise<unknown[]> =>
  (await athena.rows(`SELECT event_key, dt, family FROM closed WHERE ${where} ORDER BY 1`)).slice(1).map(String);

test('a table has the rows of the files that its manifests name, and no others', async () => {
  await names(uri('b'), '');
  expect(await rows()).toEqual(['b,2026-11-20,message']);
  await names(uri('a'), uri('b'));
  expect(await rows()).toEqual(['a,2026-11-20,message', 'b,2026-11-20,message']);
});

test('an empty manifest, or none, has no rows', async () => {
  expect(await rows()).toEqual([]);
});

test('a condition on the partition leaves the other files unopened', async () => {
  await names(uri('a'), uri('b'));
  await athena.text(
    'manifests/dt=2026-11-20/family=status/symlink.txt',
    's3://shop/data/1/dt=2026-11-20/family=status/c.parquet',
  );
  const plan = (await athena.rows("EXPLAIN SELECT * FROM closed WHERE family = 'status'")).flat().join('\n');
  expect(plan).toMatch(/Scanning Files:[^\d]*1\/3/);
  expect(await rows("family = 'status'")).toEqual(['c,2026-11-20,status']);
});

describe('a manifest is refused that names', () => {
  test.each([
    ['a file that is not there', uri('gone'), /HIVE_CANNOT_OPEN_SPLIT: .*gone\.parquet.*does not exist/],
    ['a file of another bucket', 's3://results/x.parquet', /files of shop only/],
    [
      'a file of another partition',
      uri('c', 'dt=2026-11-20/family=status'),
      /below folders of its manifest's partition/,
    ],
  ])('%s', async (_name, named, message) => {
    await names(named);
    await expect(rows()).rejects.toThrow(message);
  });
});

test.each(['manifests/', 'data/'])('the caller must be allowed to read %s', async (prefix) => {
  await names(uri('a'));
  athena.deny(new RegExp(`s3:GetObject arn:aws:s3:::shop/${prefix}`));
  await expect(rows()).rejects.toThrow(/not authorized to perform: s3:GetObject/);
  athena.deny(undefined);
});

test('manifests of anything but Parquet are refused at the start', async () => {
  const SerdeInfo = { SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' };
  const text = glueTable('lines', { Parameters: BY_FOLDERS, StorageDescriptor: { ...STORED, SerdeInfo } });
  await expect(startAthena([...BASE, text])).rejects.toThrow(/SymlinkTextInputFormat" is not covered/);
});
