import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { scannedBytesOf, scansOf } from '../../src/athena/scan-estimate.ts';

const filesOf = (name: string, ...sizes: number[]) =>
  sizes.map((sizeBytes, at) => ({ path: `/${name}/p=${at}/f.parquet`, sizeBytes, modifiedMillis: 0 }));
const TABLES = [filesOf('a', 100, 100, 150, 50), filesOf('none'), filesOf('many', 1, 2, 4, 8, 16, 32, 64, 128)];
const named = (name: string, ...at: number[]) => at.map((each) => `/${name}/p=${each}/f.parquet`).join(', ');
const P = "CAST(regexp_extract(filename, '/p=(\\d)/', 1) AS INTEGER)";

test.each([
  ['a share of the files: their own sizes', [{ 'Scanning Files': '2/4', 'Filename(s)': named('a', 1, 2) }], 250],
  ['all the files', [{ 'Filename(s)': named('a', 0, 1, 2, 3) }], 400],
  ['more files than are named', [{ 'Filename(s)': `${named('many', 0, 1, 2, 3, 4)}, ...` }], 255],
  [
    'some of more files than are named',
    [
      {
        'Scanning Files': '6/8',
        'Filename(s)': `${named('many', 0, 1, 2, 3, 4)}, ...`,
        'File Filters': `(${P} < 7)(${P} != 5)(filename != 'it''s )(')`,
      },
    ],
    95,
  ],
  [
    'filters that cannot be read: the average',
    [
      {
        'Scanning Files': '6/8',
        'Filename(s)': `${named('many', 0, 1, 2, 3, 4)}, ...`,
        'File Filters': '(no filter',
      },
    ],
    191,
  ],
  [
    'two scans, each for itself',
    [{ 'Scanning Files': '1/4', 'Filename(s)': named('a', 3) }, { 'Filename(s)': named('a', 0) }],
    450,
  ],
  ['no files', [{ 'Scanning Files': '0/4' }], 0],
  ['a table without files', [{ 'Filename(s)': '/athena.empty.parquet' }], 0],
  ['an unknown share: of the table with so many files', [{ 'Scanning Files': '1/4' }], 100],
  ['an unknown scan: the largest table', [{}], 400],
])('%s', async (_what, infos, bytes) => {
  const scans = infos.map((info) => ({ name: 'READ_PARQUET', extra_info: info, children: [] }));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await scansOf(connection, [{ name: 'UNION', children: scans }], TABLES);
  expect(scannedBytesOf(read, TABLES)).toBe(bytes);
  connection.closeSync();
  instance.closeSync();
});
