import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConverter } from '../../src/firehose/coerce.ts';
import { readTable } from '../../src/firehose/glue.ts';
import { createParquetWriter, type ParquetWriter } from '../../src/firehose/parquet.ts';
import { queryParquet, tableResource, templateOf, temporaryFolder } from './support.ts';

const TYPES = {
  s: 'string',
  i: 'int',
  b: 'bigint',
  sm: 'smallint',
  t: 'tinyint',
  d: 'double',
  f: 'float',
  bo: 'boolean',
  ts: 'timestamp',
  da: 'date',
  de: 'decimal(18,6)',
};
const { columns } = readTable(templateOf([tableResource(TYPES)]), 'shop', 'events');
const DOCUMENT =
  '{"s":"héllo","i":"1","b":9007199254740993,"sm":2,"t":3,"d":0.5,"f":0.25,"bo":true,"ts":1700000000,"da":"2026-01-02","de":"1.5"}';

let writer: ParquetWriter;
let clean: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  writer = createParquetWriter(folder);
  clean = remove;
});

afterAll(async () => {
  writer.close();
  await clean();
});

function write(...records: string[]): Promise<Buffer> {
  const convert = createConverter(columns);
  const rows = records.flatMap((record) => {
    const conversion = convert(Buffer.from(record));
    return conversion.ok ? conversion.rows : [];
  });
  return writer.write(columns, rows);
}

test('the file has the Glue table’s columns, in order, with its types', async () => {
  const described = await queryParquet(await write(DOCUMENT), 'DESCRIBE SELECT * FROM $file');
  expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
    ['s', 'VARCHAR'],
    ['i', 'INTEGER'],
    ['b', 'BIGINT'],
    ['sm', 'SMALLINT'],
    ['t', 'TINYINT'],
    ['d', 'DOUBLE'],
    ['f', 'FLOAT'],
    ['bo', 'BOOLEAN'],
    ['ts', 'TIMESTAMP'],
    ['da', 'DATE'],
    ['de', 'DECIMAL(18,6)'],
  ]);
});

test('the file is SNAPPY compressed', async () => {
  const metadata = await queryParquet(
    await write(DOCUMENT),
    'SELECT DISTINCT compression FROM parquet_metadata($file)',
  );
  expect(metadata).toEqual([{ compression: 'SNAPPY' }]);
});

test('values and NULLs come back as they were', async () => {
  const rows = await queryParquet(
    await write(DOCUMENT, '{}'),
    'SELECT * REPLACE (ts::VARCHAR AS ts, da::VARCHAR AS da, de::VARCHAR AS de) FROM $file',
  );
  expect(rows[0]).toEqual({
    s: 'héllo',
    i: 1,
    b: 9007199254740993n,
    sm: 2,
    t: 3,
    d: 0.5,
    f: 0.25,
    bo: true,
    ts: '2023-11-14 22:13:20',
    da: '2026-01-02',
    de: '1.500000',
  });
  expect(Object.values(rows[1] ?? {})).toEqual(Object.keys(TYPES).map(() => null));
});

test('a text that is not valid Unicode, or holds a NUL, does not spoil the object', async () => {
  const rows = await queryParquet(await write('{"s":"\\ud800"}', '{"s":"a\\u0000b"}', DOCUMENT), 'SELECT s FROM $file');
  expect(rows.map(({ s }) => s)).toEqual(['\ufffd', 'a\0b', 'héllo']);
});

test('objects can be written at the same time, beyond one chunk of rows', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => `{"i":${index}}`);
  const files = await Promise.all([write(...many), write(...many), write(DOCUMENT)]);
  const counts = await Promise.all(
    files.map((file) => queryParquet(file, 'SELECT count(*)::INT AS n, max(i) AS m FROM $file')),
  );
  expect(counts).toEqual([[{ n: 5000, m: 4999 }], [{ n: 5000, m: 4999 }], [{ n: 1, m: 1 }]]);
});
