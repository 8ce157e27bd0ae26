import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseGlueType } from '../../src/athena/glue-types.ts';
import { outputLabels, resultCsv } from '../../src/athena/result-table.ts';
import { type LocalAthena, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena();
});
afterAll(() => athena.close());

/** What Java, and so Trino, prints. */
const TEXTS: readonly (readonly [expression: string, text: string])[] = [
  ['0e0', '0.0'],
  ['1e0', '1.0'],
  ['-2.5e0', '-2.5'],
  ['1e7', '1.0E7'],
  ['9999999e0', '9999999.0'],
  ['12345678.9e0', '1.23456789E7'],
  ['1e-3', '0.001'],
  ['1e-4', '1.0E-4'],
  ['1.5e300', '1.5E300'],
  ['nan()', 'NaN'],
  ['-infinity()', '-Infinity'],
  ['CAST(0.1 AS real)', '0.1'],
  ['CAST(12.5 AS decimal(10,2))', '12.50'],
  ['9223372036854775807', '9223372036854775807'],
  ["DATE '2026-11-20'", '2026-11-20'],
  ["TIMESTAMP '1969-12-31 23:59:59.999999'", '1969-12-31 23:59:59.999'],
  ["INTERVAL '1' DAY", '1 00:00:00.000'],
  ["TIMESTAMP '2026-01-02 01:00:00' - TIMESTAMP '2026-01-01 00:00:00'", '1 01:00:00.000'],
  ["INTERVAL '14' MONTH", '1-2'],
  ["to_utf8('hi')", '68 69'],
  ['ARRAY[1e0, NULL]', '[1.0, null]'],
  ["map(ARRAY['k'], ARRAY[2])", '{k=2}'],
  ['false', 'false'],
];

test('values are printed as Trino prints them', async () => {
  const outputs = TEXTS.map(([expression], index) => `${expression} AS v${index}`).join(', ');
  const [, values = []] = await athena.rows(`SELECT ${outputs}`);
  expect(TEXTS.map(([expression], index) => [expression, values[index]])).toEqual(TEXTS);
});

test.each([
  ['string', 'VARCHAR'],
  ['varchar(20)', 'VARCHAR'],
  ['int', 'INTEGER'],
  ['decimal(10, 2)', 'DECIMAL(10,2)'],
  ['array<map<string,decimal(3,1)>>', 'MAP(VARCHAR, DECIMAL(3,1))[]'],
  ['struct<a:int,b:array<string>>', 'STRUCT("a" INTEGER, "b" VARCHAR[])'],
])('Glue’s %s is DuckDB’s %s', (glue, duckdb) => {
  expect(parseGlueType(glue).duckdb).toBe(duckdb);
});

test.each(['text', 'array<>', 'map<string>', 'decimal', 'struct<a:thing>'])('%s is no Glue type', (type) => {
  expect(() => parseGlueType(type)).toThrow('Unknown Glue column type');
});

test('_col numbers count the columns that a star stands for', () => {
  expect(outputLabels(['a', 'b', 'count_star()'], ['star', 'unnamed'])).toEqual(['a', 'b', '_col2']);
  expect(outputLabels(['a', 'x', 'y'], ['star', 'star'])).toEqual(['a', 'x', 'y']);
});

test('quotes in the CSV are doubled, and an empty text is not NULL', () => {
  const column = { label: 'a"b', name: 'varchar', precision: 0, scale: 0 };
  expect(resultCsv({ columns: [column], rows: [['x"y'], [''], [undefined]], header: true })).toBe(
    '"a""b"\n"x""y"\n""\n\n',
  );
});
